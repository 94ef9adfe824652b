import { decodeFunctionData, erc20Abi } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Holder } from '../domain/holder'
import type { AccountSnapshot } from '../protocols/protocol'
import { findDifferences } from '../safe/compare'
import { decodeTransaction } from '../safe/decode'
import { predictSafe } from '../safe/predict'
import { listLeftInSafes } from './list-left'
import { planSweep } from './plan-sweep'
import { makeAccount, usdc } from './testing/fixtures'
import { makeTolerance } from './tolerance'

const account = makeAccount({ balance: 0n, allowance: 0n })
const { owner, markets } = account
const other = { ...usdc, address: `0x${'0e'.repeat(20)}`, symbol: 'OTHER' } as const
const left = [
  { asset: usdc, amount: 5n },
  { asset: other, amount: 7n },
]
const safe: Extract<Holder, { kind: 'safe' }> = {
  ...{ kind: 'safe', address: predictSafe(owner, 2), index: 2, isFree: true, left },
  state: { kind: 'own', nonce: 1n, isUsed: true },
}
const holding = (holder: Holder, of: AccountSnapshot = account): AccountSnapshot => ({
  ...of,
  holders: [{ kind: 'account', address: owner }, holder],
})

describe('what lies in Safes', () => {
  it('goes to its owner in one transaction of the Safe, to the unit, and nowhere else', () => {
    const [found] = listLeftInSafes([holding(safe)])
    if (!found) throw new Error('Something lies there')
    const result = planSweep(found, makeTolerance(markets.block))
    if (!result.ok) throw new Error('Nothing is in the way')
    const { steps, walletChanges, intent } = result.plan
    expect(walletChanges).toEqual(left)
    expect(intent).toEqual({ kind: 'sweep', owner, account: safe.address })
    const [step] = steps
    if (steps.length !== 1 || step?.kind !== 'call' || !step.batch) throw new Error('One call of the Safe')
    const signed = decodeTransaction(owner, step.call)
    expect(findDifferences({ kind: 'execute', ...step.batch }, signed)).toEqual([])
    if (signed.kind !== 'execute') throw new Error(signed.kind)
    expect(
      signed.calls.map(({ to, data }) => [to, decodeFunctionData({ abi: erc20Abi, data }).args]),
    ).toEqual(
      left.map(({ asset, amount }) => [
        expect.stringMatching(new RegExp(asset.address, 'i')),
        [expect.stringMatching(new RegExp(owner, 'i')), amount],
      ]),
    )
    expect(step.batch).toMatchObject({ approvals: [], takes: [], sweepers: [], safe: safe.address })
    expect(step.actions.map((action) => action.kind)).toEqual(['withdraw', 'withdraw'])
  })

  it('is not sent on figures from before one’s own last transaction', () => {
    const behind = { ...account, markets: { ...markets, awaitedBlock: markets.block.number + 1n } }
    const result = planSweep({ account: behind, safe, left }, makeTolerance(markets.block))
    expect(result.ok ? [] : result.issues.map(({ code }) => code)).toEqual(['state-behind'])
  })
})
