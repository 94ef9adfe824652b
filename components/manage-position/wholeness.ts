import { findHolderKind } from '../../lib/domain/holder-kind'

type Lived = {
  readonly position: Parameters<typeof findHolderKind>[0]
  readonly account: Parameters<typeof findHolderKind>[1]
}

/** Whether what is done with a position happens at once: in an own account that is for the wallet to say. */
export function describeWholeness({ position, account }: Lived): string {
  return findHolderKind(position, account) === 'account'
    ? 'All of it at once where your wallet can do that, else one step after another.'
    : 'One transaction: all of it happens, or nothing.'
}
