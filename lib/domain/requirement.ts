import type { TypedDataDefinition } from 'viem'
import type { Address, AssetAmount, NamedSpender } from './asset'
import type { Call, Hex } from './call'

/** Met by a call of the account's own, ahead of those that need it. */
export type CallWay = { readonly by: 'call'; readonly call: Call }

/** Met by what the account signs and does not send (EIP-712): `complete` makes of it the call that carries it. */
export type TypedDataWay = {
  readonly by: 'typed-data'
  readonly typedData: TypedDataDefinition
  readonly complete: (signature: Hex) => Call
}

/** One way of meeting a requirement; each by itself is enough. */
export type Way = CallWay | TypedDataWay

/**
 * `spender` may take exactly `amount`. The approvals that it takes depend on what is allowed by now, and are the
 * same for every token: planning makes them. `permit` where the token takes a signature instead.
 */
export type AllowanceRequirement = AssetAmount &
  NamedSpender & {
    readonly kind: 'allowance'
    readonly permit?: TypedDataWay
    /** How much of it has to be in the wallet before the calls, which bring the rest. All of it where left out. */
    readonly fromWallet?: bigint
    /** The calls may take less: what they leave is taken back after them where the spender is released. */
    readonly isLoose?: boolean
  }

/** `delegate` may owe exactly `debt` in the account's name; where that is null, do there whatever the account may. */
export type DelegationRequirement = {
  readonly kind: 'delegation'
  readonly delegate: Address
  /** What it is, from code: "Aave pool". */
  readonly delegateName: string
  readonly debt: AssetAmount | null
  readonly ways: readonly Way[]
}

/** Something that only a signature shows; `name` tells people of what: "the order". */
export type SignatureRequirement = {
  readonly kind: 'signature'
  readonly name: string
  readonly ways: readonly TypedDataWay[]
}

/** A contract of the account's own, at an address that is known before it is there. */
export type AccountRequirement = {
  readonly kind: 'account'
  readonly address: Address
  /** What it is, from code: "Safe". */
  readonly name: string
  readonly ways: readonly Way[]
}

/**
 * What must be so before an operation's calls work, and how it can be made so. Allowances are always listed, and
 * judged by the wallet as it was read; the others only where the adapter's own snapshot does not show them as met.
 */
export type Requirement =
  | AllowanceRequirement
  | DelegationRequirement
  | SignatureRequirement
  | AccountRequirement

/** What an operation's calls take out of the wallet, an asset and a spender once each. */
export function listSpends(requirements: readonly Requirement[]): readonly AllowanceRequirement[] {
  return requirements.filter((requirement) => requirement.kind === 'allowance')
}
