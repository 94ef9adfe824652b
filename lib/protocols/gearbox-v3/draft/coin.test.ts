import { zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import type { Asset } from '../../../domain/asset'
import type { ManageIntent } from '../../../domain/intent'
import { WAD } from '../../../domain/math'
import type { OperationDraft } from '../../protocol'
import { findWrappedCoin } from '../addresses'
import { makePositionId } from '../ids'
import { convertAccount } from '../read/convert'
import {
  creditAccount,
  makeRawAccount,
  makeRawMarket,
  makeRawSnapshot,
  owner,
  tokens,
  tolerance,
} from '../testing/market'
import { draftManage } from './manage'
import { draftOpen } from './open'

const chainId = 31337
const wrapped = findWrappedCoin(chainId) ?? zeroAddress
const coin: Asset = { address: zeroAddress, symbol: 'ETH', name: 'Ether', decimals: 18 }

/** The same with another address in all of it. */
function readdress<Of>(value: Of): Of {
  const write = (_: string, of: unknown) => (typeof of === 'bigint' ? `${of}n` : of)
  const text = JSON.stringify(value, write).replaceAll(new RegExp(tokens.weth, 'gi'), wrapped)
  const read = (_: string, of: unknown) =>
    typeof of === 'string' && /^-?\d+n$/.test(of) ? BigInt(of.slice(0, -1)) : of
  return JSON.parse(text, read) as Of
}

const account = convertAccount(
  readdress(makeRawSnapshot(makeRawMarket({}), [makeRawAccount({})])),
  {},
  chainId,
  owner,
)
const farm = account.markets.farms.find(({ depositAssets }) =>
  depositAssets.some(({ asset }) => asset.address === wrapped),
)
const asset = farm?.depositAssets.find((one) => one.asset.address === wrapped)?.asset
if (!farm || !asset) throw new Error('The fixture has no such farm')
const amount = 5n * WAD
const positionId = makePositionId(chainId, creditAccount)

function drafted(result: OperationDraft | { readonly issues: readonly unknown[] }): OperationDraft {
  if (!('calls' in result)) throw new Error(JSON.stringify(result.issues))
  return result
}
const opened = (of: Asset) =>
  drafted(
    draftOpen(
      account.markets,
      { kind: 'open', farmId: farm.id, owner, deposit: { asset: of, amount }, leverageWad: 3n * WAD },
      tolerance,
    ),
  )
const deposited = (of: Asset) =>
  drafted(
    draftManage(
      account,
      { kind: 'deposit', positionId, owner, deposit: { asset: of, amount }, use: 'hold' },
      tolerance,
    ),
  )

describe('what is paid with the chain’s coin', () => {
  it.each([
    ['an opening', opened],
    ['a deposit', deposited],
  ])('is %s of what that is wrapped as, with the coin along', (_, draft) => {
    const [inCoin, inTokens] = [draft(coin), draft(asset)]
    const [call, plain] = [inCoin.calls[0], inTokens.calls[0]]
    expect(call?.call).toEqual({ ...plain?.call, value: amount })
    expect(call?.actions).toEqual([
      { kind: 'wrap', give: { asset: coin, amount }, get: { asset, amount } },
      ...(plain?.actions ?? []),
    ])
    expect(inCoin.requirements).toEqual(inTokens.requirements.map((one) => ({ ...one, fromWallet: 0n })))
    expect(inCoin.walletChanges).toEqual([{ asset: coin, amount: -amount }])
    expect(inCoin.after?.collaterals).toEqual(inTokens.after?.collaterals)
  })

  it('sends nothing along where nothing is paid in what it is wrapped as', () => {
    const repay = { kind: 'repay', positionId, owner, amount: 1_000_000n, coin } as const
    const { calls, requirements } = drafted(draftManage(account, repay, tolerance))
    expect(calls.map(({ call }) => call.value)).toEqual([0n])
    expect(requirements.some((one) => one.kind === 'allowance' && one.fromWallet === 0n)).toBe(false)
  })
})

it('the coin is not given out, and not taken where nobody knows what it is wrapped as', () => {
  const floor = { healthFactorFloorWad: 0n }
  const intents: readonly ManageIntent[] = [
    { kind: 'close', positionId, owner, receive: coin },
    { kind: 'borrow', positionId, owner, amount: 1n, use: 'wallet', coin },
    { kind: 'withdraw', positionId, owner, withdraw: { asset, amount: 1n }, ...floor, coin },
  ]
  for (const intent of intents) {
    expect(draftManage(account, intent, tolerance)).toMatchObject({ issues: [{ code: 'no-route' }] })
  }
  const elsewhere = { ...account.markets, chainId: 7 }
  const intent = { kind: 'open', farmId: farm.id, owner, leverageWad: WAD } as const
  expect(draftOpen(elsewhere, { ...intent, deposit: { asset: coin, amount } }, tolerance)).toMatchObject({
    issues: [{ code: 'no-route' }],
  })
})
