import type { MarketSnapshot } from '../../lib/protocols/protocol'
import type { Reading } from '../../lib/queries/reading'
import { FiguresAge } from './figures-age'
import { LoadFailure } from './load-failure'

type Props = {
  readonly reading: Reading<unknown>
  /** What was read; undefined where nothing was. */
  readonly markets: MarketSnapshot | undefined
}

/** What is to be said of one place above its figures, with a way to read it again. Nothing where it is as it should be. */
export function ReadingNotice({ reading, markets }: Props) {
  if (markets) return <FiguresAge reading={reading} markets={markets} />
  return (
    reading.fault && <LoadFailure place={reading.place} fault={reading.fault} onRetry={reading.refetch} />
  )
}
