import { useMemo } from 'react'
import { listEarnedBefore, listLeftInSafes } from '../../lib/plan/list-left'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { LeftInSafes } from '../form/left-in-safes'

const HERE = { href: '/portfolio', label: 'Show the portfolio' } as const

/** What lies in all of somebody's Safes, and what positions that are closed have earned. */
export function LeftInPortfolio({ accounts }: { readonly accounts: readonly AccountSnapshot[] }) {
  const left = useMemo(() => listLeftInSafes(accounts), [accounts])
  const earned = useMemo(() => listEarnedBefore(accounts), [accounts])
  return <LeftInSafes left={left} earned={earned} here={HERE} />
}
