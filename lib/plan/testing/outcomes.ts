import type { Intent } from '../../domain/intent'
import type { OwnedPosition, Position } from '../../domain/position'
import type { AccountSnapshot } from '../../protocols/protocol'
import type { ProvenOutcome } from '../outcome'
import type { TransactionPlan } from '../plan'
import { makeAccount, makeDraft, makeMarkets, spender, usdc } from './fixtures'

const POSITION_ID = 'test:1:0xposition'
const owner = makeAccount({ balance: 0n, allowance: 0n }).owner

/** A position that holds `collateral` dollars at a threshold of 80 % and owes `debt`. */
export function makePosition(collateral: bigint, debt: bigint, priceE8 = 100_000_000n): OwnedPosition {
  const drafted = makeDraft({ collateral }).after as Position
  const collaterals = drafted.collaterals.map((c) => ({
    ...c,
    asset: token,
    priceE8,
    exposures: c.exposures.map((e) => ({ ...e, asset: token, priceE8, isDollar: false })),
  }))
  return {
    collaterals,
    debts: [{ ...drafted.debts[0], amount: debt, principal: debt }],
    judge: drafted.judge,
    id: POSITION_ID,
    protocol: 'test',
    chainId: 1,
    account: spender,
    owner,
    farmId: makeMarkets().farms[0]?.id ?? null,
    rewards: [],
    oracles: [],
    isLiquidatable: false,
    chainHealthFactorWad: null,
    rates: { costs: [], yieldsByCollateral: {} },
  }
}

/** What the position holds: a token whose price moves. */
const token = { ...usdc, address: '0x00000000000000000000000000000000000000ce', symbol: 'TKN' } as const

export function makePlan(intent: Intent, change: Partial<TransactionPlan> = {}): TransactionPlan {
  return {
    chainId: 1,
    owner,
    protocol: 'test',
    intent,
    steps: [],
    deadlineSeconds: 1_000n,
    slippageBps: 50n,
    after: null,
    walletChanges: [{ asset: usdc, amount: -10_000n }],
    priceImpactWad: 0n,
    priceImpactE8: 0n,
    feesE8: 0n,
    chargesE8: 0n,
    ratesAfter: null,
    issues: [],
    ...change,
  }
}

type Side = { readonly balance?: bigint; readonly position?: OwnedPosition | null }

/** What a simulation would answer, with a wallet of dollars and one position, or none, on each side. */
export function makeOutcome(before: Side, after: Side, change: Partial<ProvenOutcome> = {}): ProvenOutcome {
  const snapshot = ({ balance = 10_000n, position = null }: Side): AccountSnapshot => ({
    ...makeAccount({ balance, allowance: 0n }),
    positions: position ? [position] : [],
  })
  return {
    block: { number: 2n, timestamp: 10n },
    before: snapshot(before),
    after: snapshot(after),
    gasUsed: 100_000n,
    networkFeeWei: 10n ** 15n,
    issues: [],
    ...change,
  }
}

export const intents = {
  repay: { kind: 'repay', positionId: POSITION_ID, owner, amount: 100n },
  borrow: { kind: 'borrow', positionId: POSITION_ID, owner, amount: 100n, use: 'wallet' },
  close: { kind: 'close', positionId: POSITION_ID, owner, receive: usdc },
  withdraw: {
    kind: 'withdraw',
    positionId: POSITION_ID,
    owner,
    withdraw: { asset: usdc, amount: 100n },
    healthFactorFloorWad: (12n * 10n ** 18n) / 10n,
  },
} as const satisfies Record<string, Intent>
