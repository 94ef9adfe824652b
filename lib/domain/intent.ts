import type { Address, Asset, AssetAmount } from './asset'
import type { SweepIntent } from './holder'
import type { RevokeIntent } from './wallet'

/** What somebody wants done. How, is its protocol's to draft. */
export type Intent = OpenIntent | ManageIntent | LendIntent | RevokeIntent | SweepIntent

export type OpenIntent = Stepwise & {
  readonly kind: 'open'
  readonly farmId: string
  readonly owner: Address
  /** Of an asset that the farm takes, or of the chain's coin where it takes what that is wrapped as. */
  readonly deposit: AssetAmount
  /** 1e18 = 1x, no borrowing. */
  readonly leverageWad: bigint
  /**
   * Who is to hold it where the protocol has no accounts of its own: the owner's account, or a Safe of theirs, as the account
   * snapshot lists them. The first free Safe where left out.
   */
  readonly holder?: Address
}

/** How an account that sends one call at a time goes there. */
type Stepwise = {
  /** In legs, each planned anew from the chain, with a health factor in between that needs no hurry. All at once where left out. */
  readonly isStepwise?: true
}

/** What a leg that was left half done brought into the wallet, and where it was to go. */
export type Carried = AssetAmount & { readonly to: 'collateral' | 'debt' }

/** It is put there before anything else. */
type Carrying = Stepwise & { readonly carried?: readonly Carried[] }

type PositionIntent = { readonly positionId: string; readonly owner: Address }

export type CloseIntent = PositionIntent &
  Carrying & {
    readonly kind: 'close'
    /** The asset, or the chain's coin, in which what is left goes to the wallet; 'as-is' leaves the farm's asset what it is, the debt paid out of it. */
    readonly receive: Asset | 'as-is'
    /** Whether the wallet pays, in the debt asset, what the position is worth less than its debt. */
    readonly coverShortfall?: boolean
  }

/** Borrow and farm more, or leave a part of the farm and repay, until the leverage is this. 1e18 = 1x pays all debt. */
export type ChangeLeverageIntent = PositionIntent &
  Carrying & {
    readonly kind: 'change-leverage'
    readonly leverageWad: bigint
    /** Whether rewards are claimed and put into the farm on the way. */
    readonly compound: boolean
    /** What is borrowed or repaid; the largest debt where left out. */
    readonly debtAsset?: Asset
  }

/** Collateral from the wallet, put into the farm or held beside it. */
export type DepositIntent = PositionIntent & {
  readonly kind: 'deposit'
  readonly deposit: AssetAmount
  readonly use: 'farm' | 'hold'
}

/** Whether what the chain's coin is wrapped as leaves the wallet, or gets there, as the coin itself: which is named then. */
type CoinChoice = { readonly coin?: Asset }

/** Collateral to the wallet; a staked balance arrives unstaked. */
export type WithdrawIntent = PositionIntent &
  CoinChoice & {
    readonly kind: 'withdraw'
    readonly withdraw: AssetAmount
    /** The health factor that must remain, 1e18 = 1. */
    readonly healthFactorFloorWad: bigint
  }

/** Which of a position's debts; the first where left out. */
type DebtIntent = PositionIntent & { readonly debtAsset?: Asset }

/** More debt, to the wallet or into the farm. `amount` in the debt asset. */
export type BorrowIntent = DebtIntent &
  CoinChoice & {
    readonly kind: 'borrow'
    readonly amount: bigint
    readonly use: 'wallet' | 'farm'
  }

/** From the wallet, in the debt asset; 'all' is all at the block that mines it, and what was pulled beyond comes back. */
export type RepayIntent = DebtIntent &
  CoinChoice & { readonly kind: 'repay'; readonly amount: bigint | 'all' }

/** Rewards to the wallet, or into the farm. */
export type ClaimIntent = PositionIntent & { readonly kind: 'claim'; readonly use: 'wallet' | 'farm' }

/** Everything that can be done with a position that exists. */
export type ManageIntent =
  | CloseIntent
  | ChangeLeverageIntent
  | DepositIntent
  | WithdrawIntent
  | BorrowIntent
  | RepayIntent
  | ClaimIntent

export type SupplyIntent = {
  readonly kind: 'supply'
  readonly poolId: string
  readonly owner: Address
  readonly amount: bigint
}

export type WithdrawSupplyIntent = {
  readonly kind: 'withdraw-supply'
  readonly poolId: string
  readonly owner: Address
  /** `all` redeems every share, whatever it is worth in the block that mines it. */
  readonly amount: bigint | 'all'
}

export type LendIntent = SupplyIntent | WithdrawSupplyIntent
