import type { Address, Asset, AssetAmount } from '../domain/asset'
import type { Call, OperationCall } from '../domain/call'
import type { TradeCosts } from '../domain/closing-cost'
import type { Intent } from '../domain/intent'
import type { Issue } from '../domain/issue'
import type { Legs } from '../domain/legs'
import type { Position, PositionRates } from '../domain/position'
import type { Question } from '../domain/question'
import type { AccountRequirement, DelegationRequirement } from '../domain/requirement'
import type { OperationDraft } from '../protocols/protocol'

/** One signature. `approve` is exact; a reset to 0 is a step of its own. `prepare` meets any other requirement. */
export type PlanStep =
  | {
      readonly kind: 'approve'
      readonly call: Call
      readonly asset: Asset
      readonly spender: Address
      /** What it is, from code: "Aave pool". */
      readonly spenderName?: string
      readonly amount: bigint
    }
  | {
      readonly kind: 'prepare'
      readonly call: Call
      readonly requirement: DelegationRequirement | AccountRequirement
    }
  | ({ readonly kind: 'call' } & OperationCall)

/** What will be signed, as data. The runner executes it without knowing any protocol. */
export type TransactionPlan = TradeCosts & {
  readonly chainId: number
  readonly owner: Address
  readonly protocol: string
  readonly intent: Intent
  readonly steps: readonly PlanStep[]
  readonly deadlineSeconds: bigint
  readonly slippageBps: bigint
  /** The position expected after the last step, estimated; null where none remains. */
  readonly after: Position | null
  /** What it then earns and costs, estimated; null where none remains. */
  readonly ratesAfter: PositionRates | null
  readonly walletChanges: readonly AssetAmount[]
  readonly priceImpactWad: bigint
  /** Warnings and notes; a plan with a refusal is never made. */
  readonly issues: readonly Issue[]
  /** Where it is a leg of a way that is planned anew after each. */
  readonly legs?: Legs
}

export type PlanResult =
  | { readonly ok: true; readonly plan: TransactionPlan }
  | {
      readonly ok: false
      readonly issues: readonly Issue[]
      /** Where one could be made all the same, so that the preview can show why it is refused. */
      readonly estimate: OperationDraft | null
      /** What the chain has to be asked first: nothing is wrong yet, and with the answer it is planned again. */
      readonly waitsFor?: Question
    }
