import type { Address } from '../../lib/domain/asset'
import type { PlanStep } from '../../lib/plan/plan'
import { CopyAddress } from '../ui/copy-address'

/** What a Safe is, before somebody's first one is created; nothing where none is. */
export function SafeExplained({ steps }: { readonly steps: readonly PlanStep[] }) {
  const safe = findCreated(steps)
  if (!safe) return null
  return (
    <section
      aria-label="Your Safe"
      className="grid grid-cols-1 gap-2 rounded-lg border border-line bg-raised p-3 text-sm"
    >
      <h3 className="font-medium">What your Safe is</h3>
      <p>
        A Safe is an account of its own in the chain, made of the contracts that are used most for this: the
        position lives in it, apart from everything else of yours. You alone own it: nothing in it moves
        without your wallet. Any interface for Safes opens it at its address, without us.
      </p>
      <p className="break-all font-mono text-xs">{safe}</p>
      <div className="flex flex-wrap gap-2">
        <CopyAddress address={safe} size="small" />
      </div>
    </section>
  )
}

function findCreated(steps: readonly PlanStep[]): Address | null {
  for (const step of steps) {
    if (step.kind === 'prepare' && step.requirement.kind === 'account') return step.requirement.address
  }
  return null
}
