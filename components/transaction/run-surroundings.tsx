import { isUncertain, type RunState } from '../../lib/execution/run-state'
import { Notice } from '../ui/notice'
import { describeRemembered } from './describe-remembered'
import { GiveUp } from './give-up'
import { useOpenRuns } from './open-runs-context'

/** What to know beside the transaction in the dialog: what else may still happen, and the way out of one that is stuck. */
export function RunSurroundings({ run }: { readonly run: RunState }) {
  const { others, earlier, giveUp, giveUpSame } = useOpenRuns()
  const titles = [...others, ...earlier.map(describeRemembered)]
  if (run.status === 'idle' && giveUpSame) {
    return (
      <>
        <Notice tone="refusal" title="The same was asked for before" isAlert>
          Before this page was loaded, your wallet was asked for this very thing, and it may still happen.
          Look at the wallet’s activity first; while it is open, it is not asked for again.
        </Notice>
        <GiveUp onGiveUp={giveUpSame} />
      </>
    )
  }
  if (run.status === 'idle' && titles.length > 0) {
    return (
      <Notice tone="warning" title="Something else is still open">
        {titles.map((title) => `“${title}”`).join(', ')}: the wallet may still send it, and the chain may
        still include it. What you confirm here comes on top of that, or before it.
      </Notice>
    )
  }
  return isUncertain(run) ? <GiveUp onGiveUp={giveUp} /> : null
}
