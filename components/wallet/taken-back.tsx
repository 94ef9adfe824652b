'use client'

import { useEffect } from 'react'
import { type OwnTransaction, stopWatching } from '../../lib/execution/own-blocks'
import { useInclusion } from '../../lib/execution/use-inclusion'
import { formatIssue } from '../../lib/format/issue'
import { Button } from '../ui/button'
import { Banner } from './banner'

/** Looks after what was sent from this page until it is final, and says what the chain has taken back. */
export function TakenBack({ watched }: { readonly watched: readonly OwnTransaction[] }) {
  return watched.map((transaction) => <Watched key={transaction.hash} transaction={transaction} />)
}

function Watched({ transaction }: { readonly transaction: OwnTransaction }) {
  const { chainId, hash, blockNumber } = transaction
  const inclusion = useInclusion(chainId, hash, blockNumber)
  const isFinal = inclusion?.isFinal ?? false
  useEffect(() => {
    if (isFinal) stopWatching(hash)
  }, [isFinal, hash])
  if (!inclusion || inclusion.receipt !== null) return null
  const { title, text } = formatIssue({ code: 'transaction-taken-back', severity: 'refusal' })
  return (
    <Banner tone="danger">
      <p className="min-w-0 flex-1">
        <strong className="font-semibold">{title}.</strong> <span>{text}</span>
        <span className="block truncate font-mono text-muted text-xs">{hash}</span>
      </p>
      <Button onClick={() => stopWatching(hash)}>Dismiss</Button>
    </Banner>
  )
}
