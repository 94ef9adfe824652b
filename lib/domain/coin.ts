import { zeroAddress } from 'viem'
import type { Address, Asset } from './asset'
import type { ManageIntent, OpenIntent } from './intent'
import { max } from './math'
import { findBalance, type WalletAsset } from './wallet'

/**
 * What an operation leaves of the chain's coin in the wallet, in wei: about what four million gas, as the longest loops take,
 * cost at 5 gwei. What the fee really is the simulation says.
 */
export const FEE_RESERVE_WEI = 20_000_000_000_000_000n

/** Where operations take the chain's coin. */
export type WrappedCoin = {
  /** What the coin is wrapped as, one for one. */
  readonly token: Address
  /** Whether operations give the coin to the wallet, too. */
  readonly isGiven: boolean
}

/** The chain's own coin has no contract. */
export const COIN_ADDRESS = zeroAddress
/** Of wei, on every chain. */
export const COIN_DECIMALS = 18

/** As an asset it is at the zero address. */
export function isCoin({ address }: Pick<Asset, 'address'>): boolean {
  return address === COIN_ADDRESS
}

/** The coin that an intent brings or is to get, as the intent names it; null where it is about none. */
export function findCoin(intent: OpenIntent | ManageIntent): Asset | null {
  switch (intent.kind) {
    case 'open':
    case 'deposit':
      return isCoin(intent.deposit.asset) ? intent.deposit.asset : null
    case 'close':
      return intent.receive !== 'as-is' && isCoin(intent.receive) ? intent.receive : null
    case 'withdraw':
    case 'borrow':
    case 'repay':
      return intent.coin ?? null
    case 'change-leverage':
    case 'claim':
      return null
  }
}

type Held = { readonly wallet: readonly WalletAsset[]; readonly nativeBalance: bigint }

/** What an account's wallet has of an asset or of the chain's coin, in its smallest unit; 0n of what was not read. */
export function findHeld({ wallet, nativeBalance }: Held, asset: Pick<Asset, 'address'>): bigint {
  return isCoin(asset) ? nativeBalance : findBalance(wallet, asset)
}

/** What of it an operation may take: of the coin all but what network fees may need. */
export function findSpendable(account: Held, asset: Pick<Asset, 'address'>): bigint {
  const held = findHeld(account, asset)
  return isCoin(asset) ? max(0n, held - FEE_RESERVE_WEI) : held
}
