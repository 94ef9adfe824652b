import { readFileSync, writeFileSync } from 'node:fs'
import { decodeFunctionData, erc20Abi, keccak256 } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Asset } from '../../domain/asset'
import { WAD } from '../../domain/math'
import type { PlanResult } from '../../plan/plan'
import { planLend } from '../../plan/plan-lend'
import { planOpen } from '../../plan/plan-open'
import { planRevoke } from '../../plan/plan-revoke'
import type { AccountSnapshot } from '../protocol'
import { gearboxV3 } from './index'
import { account as fixture, planAction } from './testing/any-input'
import { owner, tolerance } from './testing/market'

const [pool, held, usdc] = [
  known(fixture.markets.pools[0]),
  known(fixture.positions[0]?.collaterals[0]),
  known(fixture.wallet.find(({ asset }) => asset.symbol === 'USDC')).asset,
]

function known<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('The fixture has a pool, a position, and USDC')
  return found
}

/** The fixture's wallet, rich in everything, where each spender may still take `allowed` of USDC. */
function makeWallet(allowed: bigint): AccountSnapshot {
  const wallet = fixture.wallet.map(({ asset, allowances }) => ({
    asset,
    balance: 10n ** 30n,
    allowances: allowances.map((one) => ({ ...one, amount: asset === usdc ? allowed : 0n })),
  }))
  return { ...fixture, wallet }
}

const amountOf = ({ decimals }: Asset, units: bigint) => units * 10n ** BigInt(decimals)

/** Every kind of plan, with the wallet as it is. Amounts of USDC are 1,000. */
function planAll(account: AccountSnapshot): Readonly<Record<string, PlanResult>> {
  const { markets } = account
  const amount = amountOf(usdc, 1_000n)
  const deposit = { asset: usdc, amount }
  const opened = markets.farms.flatMap((farm) =>
    farm.depositAssets.map(({ asset }) => {
      const of = { asset, amount: amountOf(asset, asset.symbol === 'WETH' ? 10n : 20_000n) }
      const intent = { kind: 'open', farmId: farm.id, owner, deposit: of, leverageWad: 2n * WAD } as const
      return [
        `open ${farm.name} with ${asset.symbol}`,
        planOpen(gearboxV3, markets, account, intent, tolerance),
      ] as const
    }),
  )
  const at = { poolId: pool.id, owner }
  const lend = (intent: Parameters<typeof planLend>[3]) =>
    planLend(gearboxV3, markets, account, intent, tolerance)
  const allowance = { ...deposit, spender: pool.address, spenderName: 'Test' }
  return {
    ...Object.fromEntries(opened),
    'close into USDC': planAction({ kind: 'close', receive: usdc }, account),
    'close as it is': planAction({ kind: 'close', receive: 'as-is', coverShortfall: true }, account),
    'raise leverage': planAction(
      { kind: 'change-leverage', leverageWad: 3n * WAD, compound: false },
      account,
    ),
    'lower leverage': planAction(
      { kind: 'change-leverage', leverageWad: 12n * 10n ** 17n, compound: true },
      account,
    ),
    'deposit to hold': planAction({ kind: 'deposit', deposit, use: 'hold' }, account),
    'deposit to farm': planAction({ kind: 'deposit', deposit, use: 'farm' }, account),
    withdraw: planAction(
      {
        kind: 'withdraw',
        withdraw: { asset: held.asset, amount: held.amount / 100n },
        healthFactorFloorWad: WAD,
      },
      account,
    ),
    borrow: planAction({ kind: 'borrow', amount, use: 'wallet' }, account),
    'repay a part': planAction({ kind: 'repay', amount }, account),
    'repay all': planAction({ kind: 'repay', amount: 'all' }, account),
    claim: planAction({ kind: 'claim', use: 'wallet' }, account),
    supply: lend({ kind: 'supply', ...at, amount }),
    'withdraw supply': lend({ kind: 'withdraw-supply', ...at, amount: 1n }),
    revoke: planRevoke(account, allowance, tolerance),
  }
}

/** Each signature in a line: approvals spelled out, calls by what they are sent to and the hash of their data. */
function spellOut(result: PlanResult): string {
  if (!result.ok) return `refused: ${result.issues.map(({ code }) => code).join(' ')}`
  return result.plan.steps
    .map((step) => {
      const { to, data, value } = step.call
      if (step.kind === 'call') return `call ${to} ${keccak256(data)} ${value}`
      const { functionName, args } = decodeFunctionData({ abi: erc20Abi, data })
      return `${functionName} ${to} ${args?.join(' ')} ${value}`
    })
    .join('\n')
}

/** `golden/signed-steps.txt` must exist; `UPDATE_GOLDEN=1` writes it. */
describe('what is signed', () => {
  it('is the same approvals in the same order around the same call, whatever was allowed before', () => {
    const text = [0n, 1n, amountOf(usdc, 1_000n), 10n ** 30n]
      .flatMap((allowed) =>
        Object.entries(planAll(makeWallet(allowed))).map(
          ([name, result]) => `# ${name}, ${allowed} allowed\n${spellOut(result)}\n`,
        ),
      )
      .join('\n')
    const file = new URL('./golden/signed-steps.txt', import.meta.url)
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text)
    expect(text).toBe(readFileSync(file, 'utf8'))
  })
})
