import { readFileSync, writeFileSync } from 'node:fs'
import { decodeFunctionData } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Asset } from '../../../domain/asset'
import type { OperationCall } from '../../../domain/call'
import type { OpenIntent } from '../../../domain/intent'
import { WAD } from '../../../domain/math'
import type { OperationDraft } from '../../protocol'
import { makePositionId } from '../ids'
import { convertAccount } from '../read/convert'
import {
  creditAccount,
  makeMarkets,
  makeRawAccount,
  makeRawMarket,
  makeRawSnapshot,
  owner,
  tokens,
  tolerance,
} from '../testing/market'
import { adapterAbi, facadeAbi, facadeMulticallAbi } from './calls.generated'
import { draftManage } from './manage'
import { draftOpen } from './open'

const markets = makeMarkets()

function openIntent(
  farmAsset: string,
  depositSymbol: string,
  amount: bigint,
  leverageWad = 3n * WAD,
): OpenIntent {
  const farm = markets.farms.find((f) => f.asset.address === farmAsset)
  const deposit = farm?.depositAssets.find((d) => d.asset.symbol === depositSymbol)
  if (!farm || !deposit) throw new Error('The fixture has no such farm')
  return { kind: 'open', farmId: farm.id, owner, deposit: { asset: deposit.asset, amount }, leverageWad }
}

function drafted(result: OperationDraft | { readonly issues: readonly unknown[] }): OperationDraft {
  if (!('calls' in result)) throw new Error(JSON.stringify(result.issues))
  return result
}

function onlyCall({ calls }: OperationDraft): OperationCall {
  const [call] = calls
  if (!call || calls.length > 1) throw new Error('Not one call')
  return call
}

/** A draft's call, each inner call spelled out, one a line. */
function spellOut(draft: OperationDraft): string {
  const { call } = onlyCall(draft)
  const outer = decodeFunctionData({ abi: facadeAbi, data: call.data })
  const inner = outer.args[1].map(({ target, callData }) => {
    const { functionName, args } = decodeFunctionData({
      abi: [...facadeMulticallAbi, ...adapterAbi],
      data: callData,
    })
    return `${target} ${functionName} ${print(args ?? [])}`
  })
  return `${[`${call.to} ${outer.functionName} ${outer.args[0]}`, ...inner].join('\n')}\n`
}

function print(value: unknown): string {
  return JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? v.toString() : v))
}

/** Compares with a file that must exist; `UPDATE_GOLDEN=1` writes it. */
function expectGolden(name: string, text: string) {
  const file = new URL(`../golden/${name}.txt`, import.meta.url)
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, text)
  expect(text).toBe(readFileSync(file, 'utf8'))
}

describe('draftOpen', () => {
  it.each([
    ['open-lp-with-usdc', tokens.stakedLp, 'USDC', 10_000n * 10n ** 6n],
    ['open-lp-with-weth', tokens.stakedLp, 'WETH', 5n * 10n ** 18n],
    ['open-staked-weth', tokens.stakedWeth, 'USDC', 10_000n * 10n ** 6n],
    ['open-vault', tokens.vault, 'USDC', 10_000n * 10n ** 6n],
    ['open-weth', tokens.weth, 'USDC', 10_000n * 10n ** 6n],
  ] as const)('encodes %s as its golden calls', (name, farmAsset, symbol, amount) => {
    expectGolden(
      name,
      spellOut(drafted(draftOpen(markets, openIntent(farmAsset, symbol, amount), tolerance))),
    )
  })

  it('borrows what makes the deposit the multiple that was asked for', () => {
    const draft = drafted(
      draftOpen(markets, openIntent(tokens.stakedLp, 'USDC', 10_000n * 10n ** 6n), tolerance),
    )
    expect(draft.after?.debts[0].amount).toBe(20_000n * 10n ** 6n)
    expect(draft.requirements).toMatchObject([
      { kind: 'allowance', asset: { symbol: 'USDC' }, amount: 10_000n * 10n ** 6n },
    ])
  })

  it('sets a quota that the collateral’s weighted value fits into', () => {
    const draft = drafted(
      draftOpen(markets, openIntent(tokens.stakedLp, 'USDC', 10_000n * 10n ** 6n), tolerance),
    )
    const [collateral] = draft.after?.collaterals ?? []
    if (!collateral?.cap) throw new Error('No quota')
    const weighted = (collateral.amount * collateral.priceE8 * 83n) / (100n * 10n ** 20n)
    expect(collateral.cap.amount).toBeGreaterThan(weighted)
    expect(collateral.cap.amount % 10_000n).toBe(0n)
  })

  it('at 1x neither borrows nor sets a quota', () => {
    const draft = drafted(
      draftOpen(markets, openIntent(tokens.stakedLp, 'USDC', 10_000n * 10n ** 6n, WAD), tolerance),
    )
    expect(onlyCall(draft).actions.map((action) => action.kind)).toEqual([
      'add-collateral',
      'join-pool',
      'stake',
    ])
    expect(draft.after?.debts[0].amount).toBe(0n)
  })

  it.each([
    ['debt-below-minimum', 499n * 10n ** 6n, {}],
    ['debt-over-maximum', 500_001n * 10n ** 6n, {}],
    ['lending-limit-reached', 250_001n * 10n ** 6n, {}],
    ['pool-liquidity-too-low', 250_001n * 10n ** 6n, { availableLiquidity: 500_000n * 10n ** 6n }],
    ['market-paused', 10_000n * 10n ** 6n, { isFacadePaused: true }],
    ['borrowing-forbidden', 10_000n * 10n ** 6n, { maxDebtPerBlockMultiplier: 0 }],
    ['cap-limit-reached', 10_000n * 10n ** 6n, { maxQuota: 1_000n }],
  ] as const)('says %s', (code, amount, change) => {
    const draft = draftOpen(
      makeMarkets(makeRawMarket(change)),
      openIntent(tokens.stakedLp, 'USDC', amount),
      tolerance,
    )
    expect(draft.issues).toContainEqual(expect.objectContaining({ code, severity: 'refusal' }))
  })

  it('accepts the market’s limits themselves', () => {
    const atMinimum = draftOpen(markets, openIntent(tokens.stakedLp, 'USDC', 500n * 10n ** 6n), tolerance)
    const atLiquidity = draftOpen(
      markets,
      openIntent(tokens.stakedLp, 'USDC', 250_000n * 10n ** 6n),
      tolerance,
    )
    expect([...atMinimum.issues, ...atLiquidity.issues]).toEqual([])
  })
})

describe('closing', () => {
  const accountOf = (change: Parameters<typeof makeRawAccount>[0] = {}) =>
    convertAccount(makeRawSnapshot(makeRawMarket(), [makeRawAccount(change)]), {}, 31337, owner)
  const positionId = makePositionId(31337, creditAccount)
  const receiveOf = (symbol: string) => {
    const asset = markets.farms[0]?.depositAssets.find((d) => d.asset.symbol === symbol)?.asset
    if (!asset) throw new Error(`No ${symbol}`)
    return asset
  }
  const close = (symbol: string, change: Parameters<typeof makeRawAccount>[0] = {}) =>
    draftManage(
      accountOf(change),
      { kind: 'close', positionId, owner, receive: receiveOf(symbol) },
      tolerance,
    )

  it('encodes its golden calls, to the debt asset and to another', () => {
    expectGolden('close-lp-to-usdc', spellOut(drafted(close('USDC'))))
    expectGolden('close-lp-to-weth', spellOut(drafted(close('WETH'))))
  })

  it('sends what is left after the debt, and the rewards', () => {
    const draft = drafted(close('USDC'))
    expect(draft.after).toBeNull()
    expect(draft.walletChanges.map((change) => change.asset.symbol)).toEqual(['USDC', 'RWD'])
    // 335 shares ≈ 29,963 USD, less 20,100 owed and half a swap fee
    expect(Number(draft.walletChanges[0]?.amount) / 1e6).toBeCloseTo(9_795, -2)
    // one unit of the reward stays on the account
    expect(draft.walletChanges[1]?.amount).toBe(5n * 10n ** 18n - 1n)
  })

  it('refuses where the least that the swaps may bring does not cover the debt at the deadline', () => {
    expect(close('USDC', { totalDebt: 29_800n * 10n ** 6n })).toMatchObject({
      issues: [{ code: 'proceeds-below-debt', severity: 'refusal' }],
    })
  })

  it('claims and withdraws no reward where none was earned', () => {
    const draft = drafted(close('USDC', { earned: [0n, 0n] }))
    expect(onlyCall(draft).actions.map((action) => action.kind)).toEqual([
      'unstake',
      'exit-pool',
      'repay',
      'withdraw',
    ])
  })

  it('says where the position is gone', () => {
    const account = convertAccount(makeRawSnapshot(), {}, 31337, owner)
    const intent = { kind: 'close', positionId, owner, receive: receiveOf('USDC') } as const
    expect(draftManage(account, intent, tolerance)).toMatchObject({ issues: [{ code: 'position-gone' }] })
  })
})

describe('a debt that is named', () => {
  const account = convertAccount(makeRawSnapshot(makeRawMarket(), [makeRawAccount()]), {}, 31337, owner)
  const positionId = makePositionId(31337, creditAccount)
  const borrow = (debtAsset: Asset) => {
    const intent = { kind: 'borrow', positionId, owner, amount: 10n ** 6n, use: 'wallet', debtAsset } as const
    return draftManage(account, intent, tolerance)
  }

  it('is the market’s asset, and no other', () => {
    const [debt] = account.positions[0]?.debts ?? []
    if (!debt) throw new Error('The fixture owes something')
    expect(borrow(debt.asset)).toHaveProperty('calls')
    expect(borrow({ ...debt.asset, address: tokens.weth })).toMatchObject({ issues: [{ code: 'no-route' }] })
  })
})
