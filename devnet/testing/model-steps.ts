import fc from 'fast-check'

/** What a step is asked to do, in numbers that mean something in whatever state it meets. */
export type Step =
  | { kind: 'open'; farm: number; deposit: number; usd: number; leverage: number; holder: number }
  | { kind: 'change-leverage'; position: number; leverage: number; compound: boolean }
  | { kind: 'deposit'; position: number; asset: number; usd: number; use: 'farm' | 'hold' }
  | { kind: 'withdraw'; position: number; collateral: number; permille: number }
  | { kind: 'borrow'; position: number; usd: number; use: 'wallet' | 'farm'; debt: number }
  | { kind: 'repay'; position: number; permille: number; all: boolean; debt: number }
  | { kind: 'claim'; position: number; use: 'wallet' | 'farm' }
  | { kind: 'close'; position: number; receive: number; asIs: boolean; cover: boolean }
  | { kind: 'supply'; pool: number; usd: number }
  | { kind: 'withdraw-supply'; pool: number; permille: number; all: boolean }
  | { kind: 'price'; asset: number; percent: number }
  | { kind: 'advance'; days: number }
  | { kind: 'liquidate' }
  | { kind: 'fall'; position: number }
  | { kind: 'disturb'; what: number; reserve: number; position: number; permille: number }

const position = fc.nat(7)
const usd = fc.integer({ min: 0, max: 40_000 })
/** Hundredths of 1x: mostly what markets allow, sometimes beyond. */
const leverage = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 110, max: 480 }) },
  { weight: 1, arbitrary: fc.integer({ min: 50, max: 950 }) },
)

/** How much there is to choose among in a protocol; 0 is the one that it takes by itself. */
export type Choices = {
  /** Whether there are pools to supply to. */
  readonly lends: boolean
  /** Of who holds a position. */
  readonly holders: number
  /** Of which debt is meant. */
  readonly debts: number
  /** Of which price moves. */
  readonly prices: number
  /** Of what operators and other people may do to a position. */
  readonly disturbances: number
}

/** Nothing is drawn where there is nothing to choose. */
const among = (count: number) => (count > 1 ? fc.nat(count - 1) : fc.constant(0))

/** An opening that every market allows, so that a sequence has a position to begin with. */
export const makeOpening = ({ holders }: Choices): fc.Arbitrary<Step> =>
  fc.record({
    kind: fc.constant('open' as const),
    farm: fc.nat(20),
    deposit: fc.constant(0),
    usd: fc.integer({ min: 3_000, max: 30_000 }),
    leverage: fc.integer({ min: 150, max: 400 }),
    holder: among(holders),
  })

export const makeStep = ({ lends, holders, debts, prices, disturbances }: Choices): fc.Arbitrary<Step> =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('open' as const),
        farm: fc.nat(20),
        deposit: fc.nat(5),
        usd,
        leverage,
        holder: among(holders),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('change-leverage' as const),
        position,
        leverage,
        compound: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('deposit' as const),
        position,
        asset: fc.nat(5),
        usd,
        use: fc.constantFrom('farm' as const, 'hold' as const),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('withdraw' as const),
        position,
        collateral: fc.nat(5),
        permille: fc.integer({ min: 0, max: 1_100 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('borrow' as const),
        position,
        usd,
        use: fc.constantFrom('wallet' as const, 'farm' as const),
        debt: among(debts),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('repay' as const),
        position,
        permille: fc.integer({ min: 0, max: 1_050 }),
        all: fc.boolean(),
        debt: among(debts),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('claim' as const),
        position,
        use: fc.constantFrom('wallet' as const, 'farm' as const),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('close' as const),
        position,
        receive: fc.nat(5),
        asIs: fc.boolean(),
        cover: fc.boolean(),
      }),
    },
    {
      weight: lends ? 2 : 0,
      arbitrary: fc.record({ kind: fc.constant('supply' as const), pool: fc.nat(3), usd }),
    },
    {
      weight: lends ? 2 : 0,
      arbitrary: fc.record({
        kind: fc.constant('withdraw-supply' as const),
        pool: fc.nat(3),
        permille: fc.integer({ min: 0, max: 1_050 }),
        all: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('price' as const),
        asset: among(prices),
        percent: fc.integer({ min: 85, max: 118 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('advance' as const), days: fc.integer({ min: 1, max: 20 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('liquidate' as const) }) },
    {
      weight: disturbances > 0 ? 1 : 0,
      arbitrary: fc.record({ kind: fc.constant('fall' as const), position }),
    },
    {
      weight: disturbances > 0 ? 3 : 0,
      arbitrary: fc.record({
        kind: fc.constant('disturb' as const),
        what: among(disturbances),
        reserve: fc.nat(31),
        position,
        permille: fc.integer({ min: 1, max: 999 }),
      }),
    },
  )
