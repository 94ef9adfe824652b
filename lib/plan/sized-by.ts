import type { Intent } from '../domain/intent'
import type { SizedBy } from '../domain/issue-of-outcome'

/** What somebody would change to trade less: a sentence that advises it must not name a field that the form lacks. */
export function findSizedBy(intent: Intent): SizedBy {
  switch (intent.kind) {
    case 'open':
      return 'amount-and-leverage'
    case 'change-leverage':
      return 'leverage'
    case 'close':
      return 'position'
    case 'claim':
      return 'rewards'
    default:
      return 'amount'
  }
}
