import type { Question } from '../../lib/domain/question'
import { formatIssue } from '../../lib/format/issue'
import type { MarketSnapshot } from '../../lib/protocols/protocol'
import { useAsking } from '../../lib/queries/asking'
import { tellPlaceOf } from '../../lib/queries/place'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'

type Props = { readonly markets: MarketSnapshot; readonly question: Question }

/** Asks the chain what a plan waits for, and says so; where nobody answers why, with a way to ask again. */
export function Asking({ markets, question }: Props) {
  const { fault, askAgain } = useAsking(markets, question)
  if (!fault) {
    return (
      <p role="status" className="text-muted text-sm">
        Asking the chain for a quote…
      </p>
    )
  }
  const { title = 'The chain cannot be asked', text } = formatIssue(fault)
  const place = tellPlaceOf(markets)
  return (
    <Notice tone="warning" title="There is no quote for this trade yet">
      <p>
        {place ? `${place}: ` : ''}
        {title}. {text}
      </p>
      <Button onClick={askAgain}>Ask again</Button>
    </Notice>
  )
}
