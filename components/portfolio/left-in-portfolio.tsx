import { useMemo } from 'react'
import { listLeftInSafes } from '../../lib/plan/plan-sweep'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { LeftInSafes } from '../form/left-in-safes'

const HERE = { href: '/portfolio', label: 'Show the portfolio' } as const

/** What lies in all of somebody's Safes. */
export function LeftInPortfolio({ accounts }: { readonly accounts: readonly AccountSnapshot[] }) {
  const found = useMemo(() => listLeftInSafes(accounts), [accounts])
  return <LeftInSafes found={found} here={HERE} />
}
