import type { Asset } from '../../domain/asset'
import type { Farm } from '../../domain/farm'
import type { OpenIntent } from '../../domain/intent'
import type { Issue } from '../../domain/issue'
import type { Position } from '../../domain/position'
import { judge } from '../../domain/test-positions'
import type {
  AccountSnapshot,
  MarketSnapshot,
  OperationDraft,
  ProtocolAdapter,
} from '../../protocols/protocol'

const dollarE8 = 100_000_000n
const wad = 10n ** 18n
const owner = '0x00000000000000000000000000000000000000aa'
export const spender = '0x00000000000000000000000000000000000000bb'

/** A dollar without decimals, so that amounts read as dollars. */
export const usdc: Asset = {
  address: '0x00000000000000000000000000000000000000cc',
  symbol: 'USDC',
  name: 'USD Coin',
  decimals: 0,
}
const exposures = [{ asset: usdc, priceE8: dollarE8, elasticityWad: wad, isDollar: true }]

const farm: Farm = {
  id: 'test:1:0xm:0xa',
  protocol: 'test',
  chainId: 1,
  market: '0x00000000000000000000000000000000000000dd',
  name: 'Test farm',
  forms: ['staking'],
  direction: 'neutral',
  directionAsset: usdc,
  asset: usdc,
  priceE8: dollarE8,
  exposures,
  oracles: [],
  debtAsset: usdc,
  debtPriceE8: dollarE8,
  debtExposures: exposures,
  depositAssets: [{ asset: usdc, priceE8: dollarE8 }],
  liquidationThresholdBps: 8_000n,
  yields: [],
  borrowAprWad: 0n,
  cap: null,
  judge,
  minDebt: 0n,
  maxDebt: 1_000_000n,
  availableLiquidity: 1_000_000n,
  isOpen: true,
  maxLeverageWad: 5n * wad,
}

export function makeMarkets(): MarketSnapshot {
  return {
    protocol: 'test',
    chainId: 1,
    block: { number: 1n, timestamp: 1n },
    farms: [farm],
    pools: [],
    issues: [],
    state: null,
  }
}

export function makeAccount({ balance, allowance }: { balance: bigint; allowance: bigint }): AccountSnapshot {
  return {
    markets: makeMarkets(),
    owner,
    positions: [],
    supplies: [],
    wallet: [
      { asset: usdc, balance, allowances: [{ spender, spenderName: 'Test spender', amount: allowance }] },
    ],
    nativeBalance: wad,
  }
}

export function makeOpenIntent(leverage: number): OpenIntent {
  return {
    kind: 'open',
    farmId: farm.id,
    owner,
    deposit: { asset: usdc, amount: 10_000n },
    leverageWad: BigInt(leverage * 1e18),
  }
}

/** What a protocol would answer: 20,000 owed against `collateral` at 80 %. */
export function makeDraft(options: {
  priceImpactWad?: bigint
  collateral?: bigint
  issues?: readonly Issue[]
}): OperationDraft {
  const after: Position = {
    collaterals: [
      {
        asset: usdc,
        amount: options.collateral ?? 30_000n,
        priceE8: dollarE8,
        liquidationThresholdBps: 8_000n,
        cap: null,
        isDust: false,
        exposures,
      },
    ],
    debts: [{ asset: usdc, amount: 20_000n, principal: 20_000n, priceE8: dollarE8, exposures }],
    judge,
  }
  return {
    requirements: [{ kind: 'allowance', asset: usdc, amount: 10_000n, spender, spenderName: 'Test spender' }],
    calls: [{ call: { to: spender, data: '0x', value: 0n }, actions: [] }],
    released: [],
    after,
    ratesAfter: null,
    walletChanges: [{ asset: usdc, amount: -10_000n }],
    priceImpactWad: options.priceImpactWad ?? 0n,
    priceImpactE8: 0n,
    feesE8: 0n,
    chargesE8: 0n,
    issues: options.issues ?? [],
  }
}

/** A protocol that answers every intent with one draft. Its reads are not for planning, and throw. */
export function makeAdapter(draft: OperationDraft): ProtocolAdapter {
  const unread = () => {
    throw new Error('Planning reads nothing')
  }
  return {
    id: 'test',
    name: 'Test protocol',
    liquidates: 'all',
    hasPools: false,
    entryOn: () => null,
    fetchMarkets: unread,
    fetchAccount: unread,
    fetchGrowth: unread,
    applyGrowth: unread,
    applyGrowthToAccount: unread,
    fetchPositionOwner: unread,
    withPoolsOf: unread,
    draftOpen: () => draft,
    draftManage: () => draft,
    lending: null,
    probeAccount: unread,
    fetchAccountAt: unread,
    errorAbi: [],
    explainError: () => null,
  }
}
