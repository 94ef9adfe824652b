import { useState } from 'react'
import type { Issue } from '../../lib/domain/issue'

/** Whether the warnings among these issues were accepted for these very inputs: any other one asks anew. */
export function useAcceptedRisk(inputsKey: string, issues: readonly Issue[]) {
  const [acceptedKey, setAcceptedKey] = useState<string | null>(null)
  const warnings = issues.filter(({ severity }) => severity === 'warning')
  const riskKey = warnings.length === 0 ? null : `${inputsKey}|${warnings.map(({ code }) => code).join()}`
  return {
    isAccepted: riskKey === null || riskKey === acceptedKey,
    accept: (isAccepted: boolean) => setAcceptedKey(isAccepted ? riskKey : null),
    forget: () => setAcceptedKey(null),
  }
}
