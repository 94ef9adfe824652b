import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { decodeFunctionData, encodeAbiParameters, erc20Abi, maxUint256, parseAbi } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Address } from '../../../domain/asset'
import type { SafeState } from '../../../domain/holder'
import { identifyIssue } from '../../../domain/issue'
import { RAY } from '../../../domain/math'
import type { Answers } from '../../../domain/question'
import { predictSafe } from '../../../safe/predict'
import { readCall } from '../../../safe/read-call'
import type { Drafted, OperationDraft } from '../../protocol'
import { makePositionId } from '../ids'
import { aaveV3, spark } from '../protocols'
import { convertAccount } from '../read/convert'
import type { RawSnapshot } from '../read/raw'
import { addressOf, makeHolder, makeRaw, makeReserve } from '../testing/pool'
import { poolAbi } from './abi'
import { draftManage } from './manage'

const CHAIN = 31337
const owner = addressOf(9)
const safe = predictSafe(owner, 1)
const whole = 10n ** 18n
const controller = addressOf(50)
const reward = addressOf(60)

/** Ten of the first is held, three of the second owed. */
function makeAccount(
  holder: Address,
  protocol = aaveV3,
  more: Partial<RawSnapshot> = {},
  unpriced: number | null = null,
) {
  const index = (11n * RAY) / 10n
  const reserves = [0, 1, 2].map((id) =>
    makeReserve(id, id === 2 ? { debtCeiling: 100n } : {}, {
      supplyIndexRay: index,
      debtIndexRay: index,
      ...(id === unpriced ? { priceE8: 0n } : {}),
    }),
  )
  const [first] = reserves
  const raw = makeRaw(
    reserves,
    {
      holders: [
        makeHolder({
          account: holder,
          configuration: 0b0110n,
          scaledSupplies: [10n * whole, 0n, 0n],
          scaledDebts: [0n, 3n * whole, 0n],
          rewards: [{ reward, amount: 5n }],
        }),
      ],
      rewards: [{ reward, symbol: 'RWD', name: 'Reward', decimals: 18, priceE8: 10n ** 8n }],
      ...more,
    },
    protocol,
  )
  const incentives = [{ controller, reward, token: first?.supplyToken ?? reward }]
  const structure = { ...raw.structure, chainId: CHAIN, incentives }
  return convertAccount({ ...raw, structure }, {}, owner)
}

type Intent = Parameters<typeof draftManage>[1]
type Wanted = Intent extends infer One
  ? One extends Intent
    ? Omit<One, 'owner' | 'positionId'>
    : never
  : never

/** As the chain would answer where the Safe is there. */
function draft(account: ReturnType<typeof makeAccount>, holder: Address, wanted: Wanted): Drafted {
  const intent = { ...wanted, owner, positionId: makePositionId(account.markets.protocol, CHAIN, holder) }
  const deadlineSeconds = account.markets.block.timestamp + 1_800n
  let answers: Answers = {}
  for (;;) {
    const asked = { ...account, markets: { ...account.markets, answers } }
    const found = draftManage(asked, intent as Intent, { slippageBps: 50n, deadlineSeconds })
    if (!('waitsFor' in found) || !found.waitsFor) return found
    const { key, to } = found.waitsFor
    // nothing else is asked
    expect(to).toBe(holder)
    answers = { ...answers, [key]: encodeAbiParameters([{ type: 'address' }], [addressOf(3)]) }
  }
}

function drafted(found: Drafted): OperationDraft {
  if (!('calls' in found)) throw new Error(JSON.stringify(found.issues))
  return found
}

const assetAt = (account: ReturnType<typeof makeAccount>, at: number) => {
  const found = account.wallet[at]
  if (!found) throw new Error('No such asset')
  return found.asset
}

const flows = (account: ReturnType<typeof makeAccount>): readonly (readonly [string, Wanted])[] => {
  const [held, owed, isolated] = [0, 1, 2].map((at) => assetAt(account, at))
  if (!held || !owed || !isolated) throw new Error('Three assets')
  const amount = whole
  return [
    ['deposit', { kind: 'deposit', deposit: { asset: held, amount }, use: 'hold' }],
    ['deposit-isolated', { kind: 'deposit', deposit: { asset: isolated, amount }, use: 'hold' }],
    ['withdraw', { kind: 'withdraw', withdraw: { asset: held, amount }, healthFactorFloorWad: 0n }],
    [
      'withdraw-all',
      { kind: 'withdraw', withdraw: { asset: held, amount: 11n * whole }, healthFactorFloorWad: 0n },
    ],
    ['borrow', { kind: 'borrow', amount, debtAsset: owed, use: 'wallet' }],
    ['repay', { kind: 'repay', amount, debtAsset: owed }],
    ['repay-all', { kind: 'repay', amount: 'all', debtAsset: owed }],
    ['claim', { kind: 'claim', use: 'wallet' }],
  ]
}

function withAmount(wanted: Wanted, amount: bigint): Wanted {
  if (wanted.kind === 'deposit') return { ...wanted, deposit: { ...wanted.deposit, amount } }
  if (wanted.kind === 'withdraw') return { ...wanted, withdraw: { ...wanted.withdraw, amount } }
  if (wanted.kind === 'repay' || wanted.kind === 'borrow') {
    return wanted.amount === 'all' ? wanted : { ...wanted, amount }
  }
  return wanted
}

const abi = [
  ...poolAbi,
  ...erc20Abi,
  ...parseAbi([
    'function setUserUseReserveAsCollateral(address asset, bool isUsed)',
    'function claimAllRewards(address[] assets, address to)',
  ]),
]

const print = (value: unknown) => JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `${v}` : v))

/** What is required, then each call with its bytes spelled out; those of a batch one by one. */
function spellOut({ requirements, calls, released }: OperationDraft): readonly string[] {
  return [
    ...requirements.map((one) =>
      one.kind === 'allowance' ? `allow ${one.spender} ${one.asset.symbol} ${one.amount}` : one.kind,
    ),
    ...calls.flatMap(({ call, batch }) =>
      (batch?.calls ?? [{ ...call, operation: 'call' as const }]).map((inner) => {
        if (inner.operation === 'delegatecall') return print(readCall(inner))
        const { functionName, args } = decodeFunctionData({ abi, data: inner.data })
        return `${inner.to} ${functionName} ${print(args)}`
      }),
    ),
    ...calls.map(({ actions }) => `does ${print(actions.map(({ kind }) => kind))}`),
    ...released.map(({ spender }) => `releases ${spender}`),
  ]
}

/** Compares with a file that must exist; `UPDATE_GOLDEN=1` writes it. */
function expectGolden(name: string, text: string) {
  const file = new URL(`../golden/${name}.txt`, import.meta.url)
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, text)
  expect(text).toBe(readFileSync(file, 'utf8'))
}

describe('what is drafted of one reserve', () => {
  it.each([
    ['own', owner],
    ['safe', safe],
  ])('is these calls, in an account that is %s', (name, holder) => {
    const account = makeAccount(holder)
    const text = flows(account)
      .map(([flow, wanted]) => [`# ${flow}`, ...spellOut(drafted(draft(account, holder, wanted)))].join('\n'))
      .join('\n\n')
    expectGolden(`simple-${name}`, `${text}\n`)
  })

  it('takes back first what a Safe may have allowed, for tokens that want that, and nothing of one that was never used', () => {
    const approvals = (isUsed: boolean) => {
      const state: SafeState = { kind: 'own', nonce: isUsed ? 1n : 0n, isUsed }
      const account = makeAccount(safe, aaveV3, {
        safes: [{ address: safe, index: 1, state, configuration: 6n }],
      })
      const wanted: Wanted = { kind: 'repay', amount: whole, debtAsset: assetAt(account, 1) }
      return (drafted(draft(account, safe, wanted)).calls[0]?.batch?.calls ?? [])
        .map(readCall)
        .flatMap((call) => (call.kind === 'approve' ? [call.amount] : []))
    }
    expect(approvals(false)).toEqual([whole])
    expect(approvals(true)).toEqual([0n, whole])
  })

  it('leaves a Safe alone that was changed', () => {
    const wanted = ({ wallet }: ReturnType<typeof makeAccount>): Wanted => {
      const [held] = wallet
      if (!held) throw new Error('No asset')
      return { kind: 'deposit', deposit: { asset: held.asset, amount: whole }, use: 'hold' }
    }
    const rulesIn = (state: SafeState) => {
      const account = makeAccount(safe, aaveV3, {
        safes: [{ address: safe, index: 1, state, configuration: 6n }],
      })
      const found = draft(account, safe, wanted(account))
      return found.issues.map(identifyIssue)
    }
    expect(rulesIn({ kind: 'own', nonce: 1n, isUsed: true })).toEqual([])
    expect(rulesIn({ kind: 'changed', changes: [{ kind: 'threshold', threshold: 2n }] })).toEqual([
      'safe-changed',
    ])
  })

  it('takes no price for nothing: what needs one that is missing is refused', () => {
    const codesAt = (unpriced: number, of: string) => {
      const account = makeAccount(owner, aaveV3, {}, unpriced)
      const [, wanted] = flows(account).find(([name]) => name === of) ?? []
      const found = wanted && draft(account, owner, wanted)
      if (!found) throw new Error('No such flow')
      return found.issues.map(({ code }) => code)
    }
    for (const reserve of [0, 1]) {
      expect(codesAt(reserve, 'borrow')).toEqual(['price-unavailable'])
      expect(codesAt(reserve, 'withdraw')).toEqual(['price-unavailable'])
      expect(codesAt(reserve, 'repay')).toEqual([])
      expect(codesAt(reserve, 'deposit')).toEqual([])
    }
    expect(codesAt(2, 'borrow')).toEqual([])
  })

  it('brings for all of a debt what it may have grown to by the deadline, and says what is owed now', () => {
    const account = makeAccount(owner)
    const wanted: Wanted = { kind: 'repay', amount: 'all', debtAsset: assetAt(account, 1) }
    const all = drafted(draft(account, owner, wanted))
    const owed = (33n * whole) / 10n
    expect(all.walletChanges.map(({ amount }) => amount)).toEqual([-owed])
    const [bring] = all.requirements
    if (bring?.kind !== 'allowance') throw new Error('No allowance')
    // half an hour at twice four per cent
    const grown = Number(bring.amount - owed) / Number(owed)
    expect(grown).toBeCloseTo((0.08 * 1_800) / 31_536_000, 9)
    expect(all.after?.debts.map(({ amount }) => amount)).toEqual([0n])
  })

  it('changes what it costs by how much it moves', () => {
    const account = makeAccount(owner)
    const costOf = (wanted: Wanted) =>
      drafted(draft(account, owner, wanted)).ratesAfter?.costs.map((cost) => cost.aprWad)[1] ?? 0n
    const debtAsset = assetAt(account, 1)
    const [less, more] = [whole, 100n * whole].map((amount) =>
      costOf({ kind: 'borrow', amount, debtAsset, use: 'wallet' }),
    )
    expect(more).toBeGreaterThan(less ?? 0n)
  })

  it('never throws, and gives what it is asked for or says why not', () => {
    const anyAmount = fc.oneof(
      fc.bigInt({ min: -2n, max: 12n * whole }),
      fc.bigInt({ min: 0n, max: maxUint256 * 2n }),
    )
    const anyPlace = fc.constantFrom(
      ...[aaveV3, spark].flatMap((protocol) =>
        [owner, safe].map((holder) => ({ holder, account: makeAccount(holder, protocol) })),
      ),
    )
    fc.assert(
      fc.property(anyPlace, anyAmount, fc.nat({ max: 7 }), ({ holder, account }, amount, which) => {
        const [name, flow] = flows(account)[which] ?? []
        if (!name || !flow) throw new Error('No such flow')
        const wanted = withAmount(flow, amount)
        const found = draft(account, holder, wanted)
        if (!('calls' in found)) {
          expect(found.issues.length).toBeGreaterThan(0)
          return
        }
        const moves = found.walletChanges.filter(({ asset }) => asset.symbol !== 'RWD')
        const equity = ({
          collaterals,
          debts,
        }: Pick<NonNullable<OperationDraft['after']>, 'collaterals' | 'debts'>) =>
          collaterals.reduce((sum, one) => sum + one.amount, 0n) -
          debts.reduce((sum, one) => sum + one.amount, 0n)
        const [before] = account.positions
        if (!before || !found.after) throw new Error('Something is always owed or held')
        // all have one price: what the wallet gives the position gains, but for a unit of each rounding
        const gained = equity(found.after) - equity(before)
        const given = moves.reduce((sum, one) => sum - one.amount, 0n)
        expect(Number(gained - given)).toBeGreaterThanOrEqual(-3)
        expect(Number(gained - given)).toBeLessThanOrEqual(account.markets.protocol === 'spark' ? 3 : 0)
      }),
    )
  })
})
