import type { AccountRequirement, DelegationRequirement } from '../domain/requirement'
import { formatAddress } from './address'
import { formatExactTokenAmount } from './amount'

/** What meets a requirement that is no approval: a title for its step, and a sentence without its full stop. */
export function formatPreparation(requirement: DelegationRequirement | AccountRequirement): {
  readonly title: string
  readonly text: string
} {
  if (requirement.kind === 'account') {
    const { name, address } = requirement
    return {
      title: 'Create an account of your own',
      text: `Create your ${name} ${formatAddress(address)}: what follows happens in it`,
    }
  }
  const { delegate, delegateName, debt } = requirement
  const who = `${delegateName} ${formatAddress(delegate)}`
  return {
    title: 'Allow borrowing in your name',
    text: debt
      ? `Let ${who} borrow exactly ${formatExactTokenAmount(debt)} in your name`
      : `Let ${who} borrow and withdraw in your name without a limit, until you take that back`,
  }
}
