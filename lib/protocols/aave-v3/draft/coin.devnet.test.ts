import { encodeFunctionData, parseAbi, zeroAddress } from 'viem'
import { beforeEach, describe, expect, inject, it } from 'vitest'
import { owner as minter, practiceUniswapV3 } from '../../../../devnet/accounts'
import { advanceTime, setPrice } from '../../../../devnet/controls'
import { connectTestChain } from '../../../../devnet/test-chain'
import { keepFresh } from '../../../../devnet/testing/fresh-chain'
import {
  drafted,
  makeDrafts,
  person,
  read as readAccount,
  safe,
} from '../../../../devnet/testing/lending-drafts'
import { act } from '../../../../devnet/testing/lending-people'
import { practiceChain } from '../../../config/chains'
import type { Asset } from '../../../domain/asset'
import { identifyIssue } from '../../../domain/issue'
import { WAD } from '../../../domain/math'
import type { AccountSnapshot, Drafted, OperationDraft } from '../../protocol'
import { findSweeper, findWrappedCoin } from '../addresses'
import { makeFarmId, makePositionId } from '../ids'
import { aaveV3, type LendingProtocol, spark } from '../protocols'
import { stateOf } from '../read/state'
import { draftManage } from './manage'
import { draftOpen } from './open'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
const chainId = practiceChain.id
keepFresh(chain, person)
const { settle, prove, send, sendCall, allowedOf, balanceOf } = makeDrafts(chain)
const E = 10n ** 18n

const abi = parseAbi([
  'function WETH9() view returns (address)',
  'function mint(address to, uint256 amount)',
  'function deposit() payable',
])
const coin: Asset = { address: zeroAddress, ...practiceChain.nativeCurrency }

const places = [
  { name: 'Aave', protocol: aaveV3, holder: person, of: 'the wallet' },
  { name: 'Aave', protocol: aaveV3, holder: safe, of: 'a Safe' },
  { name: 'Spark', protocol: spark, holder: person, of: 'the wallet' },
  { name: 'Spark', protocol: spark, holder: safe, of: 'a Safe' },
] as const

type Intent = Parameters<typeof draftManage>[1]
type Wanted = Intent extends infer One
  ? One extends Intent
    ? Omit<One, 'owner' | 'positionId'>
    : never
  : never

const assetOf = (account: AccountSnapshot, symbol: string) => {
  const found = account.wallet.find(({ asset }) => asset.symbol === symbol)
  if (!found) throw new Error(`No ${symbol}`)
  return found.asset
}
const toleranceOf = ({ markets }: AccountSnapshot) => ({
  slippageBps: 50n,
  deadlineSeconds: markets.block.timestamp + 1_800n,
})
const changeOf = ({ walletChanges }: OperationDraft, symbol: string) =>
  walletChanges.find(({ asset }) => asset.symbol === symbol)?.amount ?? 0n
const kindsOf = ({ calls }: OperationDraft) => calls.flatMap(({ actions }) => actions.map(({ kind }) => kind))

it('unwraps with a router that knows what is wrapped here', async () => {
  const address = findSweeper(chainId) ?? zeroAddress
  const known = await chain.readContract({ address, abi, functionName: 'WETH9' })
  expect(known).toBe(findWrappedCoin(chainId))
})

describe.each(places)('the chain’s coin on $name in $of', { timeout: 400_000 }, ({ protocol, holder }) => {
  const isSafe = holder === safe
  const read = () => readAccount(url, protocol as LendingProtocol)

  const opening = (pair: readonly [string, string], amount: bigint, leverage: bigint) => {
    return (account: AccountSnapshot): Promise<Drafted> => {
      const [collateral, debt] = [assetOf(account, pair[0]), assetOf(account, pair[1])]
      const intent = {
        kind: 'open',
        farmId: makeFarmId(protocol.id, chainId, debt.address, collateral.address),
        owner: person,
        deposit: { asset: coin, amount },
        leverageWad: leverage * WAD,
        ...(holder === person && { holder }),
      } as const
      return settle(account, (at) => draftOpen(at.markets, intent, toleranceOf(account)))
    }
  }
  const managing = (make: (account: AccountSnapshot) => Wanted) => (account: AccountSnapshot) => {
    const positionId = makePositionId(protocol.id, chainId, holder)
    const intent = { ...make(account), owner: person, positionId } as Intent
    return settle(account, (at) => draftManage(at, intent, toleranceOf(account)))
  }
  const closing = managing(() => ({ kind: 'close', receive: coin }))

  /** Proves a draft in its own second, sends it some seconds later, and finds nothing left over of it. */
  const go = async (draft: (account: AccountSnapshot) => Promise<Drafted>) => {
    const account = await read()
    const made = drafted(await draft(account))
    expect(made.issues).toEqual([])
    await prove(account, holder, made)
    await send(account, made)
    const { pool } = stateOf(account.markets).raw.structure
    for (const { asset } of account.wallet) {
      for (const spender of [pool, practiceUniswapV3.router]) {
        expect(await allowedOf(asset.address, holder, spender)).toBe(0n)
      }
      if (isSafe) expect(await balanceOf(asset.address, safe)).toBe(0n)
    }
    expect(await chain.getBalance({ address: safe })).toBe(0n)
    return made
  }
  const wrappedInWallet = async () => balanceOf(assetOf(await read(), 'WETH').address, person)

  beforeEach(async () => {
    const account = await read()
    await chain.setBalance({ address: person, value: 2_000n * E })
    const wrap = encodeFunctionData({ abi, functionName: 'deposit' })
    // what was there before stays there
    await sendCall({ to: assetOf(account, 'WETH').address, data: wrap, value: 100n * E })
    const args = [person, 10n ** 12n] as const
    const to = assetOf(account, 'USDC').address
    await act(chain, { from: minter, to, abi, functionName: 'mint', args })
  })

  it('opens with the coin into a staked one, and closes to it', async () => {
    const before = await wrappedInWallet()
    const made = await go(opening(['wstETH', 'WETH'], 10n * E, 3n))
    expect(kindsOf(made)[0]).toBe('wrap')
    // what trades bring beyond their minimum comes back in what is held
    expect(changeOf(made, 'ETH')).toBeLessThanOrEqual(-10n * E + E / 10n)
    expect(made.requirements.filter(({ kind }) => kind === 'allowance').length).toBe(isSafe ? 0 : 2)
    await advanceTime(chain, 3_600)
    const closed = await go(closing)
    expect(closed.after).toBe(null)
    expect(kindsOf(closed).at(-1)).toBe('unwrap')
    expect(changeOf(closed, 'ETH')).toBeGreaterThan((96n * E) / 10n)
    const kept = (await wrappedInWallet()) - before
    if (isSafe) expect(kept).toBe(0n)
    else expect(kept).toBeGreaterThanOrEqual(0n)
    expect(kept).toBeLessThan(E / 5n)
  })

  it('deposits the coin, and takes it out in part and wholly', async () => {
    const before = await wrappedInWallet()
    await go(opening(['WETH', 'USDC'], 5n * E, 1n))
    const put = await go(
      managing(() => ({ kind: 'deposit', deposit: { asset: coin, amount: E }, use: 'farm' })),
    )
    expect(put.walletChanges).toEqual([{ asset: coin, amount: -E }])
    const taking = (amountOf: (account: AccountSnapshot) => bigint) =>
      managing((account) => ({
        kind: 'withdraw',
        withdraw: { asset: assetOf(account, 'WETH'), amount: amountOf(account) },
        healthFactorFloorWad: 0n,
        coin,
      }))
    const part = await go(taking(() => E))
    expect(part.walletChanges).toEqual([{ asset: coin, amount: E }])
    expect(await wrappedInWallet()).toBe(before)
    await advanceTime(chain, 3_600)
    const whole = await go(
      taking(
        ({ positions }) => positions.find((one) => one.account === holder)?.collaterals[0]?.amount ?? 0n,
      ),
    )
    expect(kindsOf(whole).at(-1)).toBe('unwrap')
    const kept = (await wrappedInWallet()) - before
    expect(kept).toBeGreaterThanOrEqual(0n)
    // what it earned from the snapshot to its block
    expect(kept).toBeLessThanOrEqual(isSafe ? 0n : E / 1_000n)
  })

  it('borrows the coin, and repays a part and all with it, of which the rest comes back', async () => {
    const before = await wrappedInWallet()
    await go(opening(['wstETH', 'WETH'], 10n * E, 1n))
    const debtAsset = (account: AccountSnapshot) => assetOf(account, 'WETH')
    const borrowed = await go(
      managing((a) => ({ kind: 'borrow', amount: 3n * E, debtAsset: debtAsset(a), use: 'wallet', coin })),
    )
    expect(borrowed.walletChanges).toEqual([{ asset: coin, amount: 3n * E }])
    const repaid = await go(managing((a) => ({ kind: 'repay', amount: E, debtAsset: debtAsset(a), coin })))
    expect(repaid.walletChanges).toEqual([{ asset: coin, amount: -E }])
    expect(await wrappedInWallet()).toBe(before)
    await advanceTime(chain, 3_600)
    const all = await go(managing((a) => ({ kind: 'repay', amount: 'all', debtAsset: debtAsset(a), coin })))
    expect(changeOf(all, 'ETH')).toBeLessThan(-2n * E)
    expect((await read()).positions.flatMap(({ debts }) => debts.map(({ amount }) => amount))).toEqual([0n])
    const kept = (await wrappedInWallet()) - before
    if (isSafe) expect(kept).toBe(0n)
    else expect(kept).toBeGreaterThan(0n)
  })

  // Spark takes no dollars as collateral
  it.runIf(protocol === aaveV3)(
    'pays in what is owed where a close lacks some of it, and gives the rest as the coin',
    async () => {
      await go(opening(['USDC', 'WETH'], 5n * E, 2n))
      await setPrice(chain, assetOf(await read(), 'WETH').address, '3900')
      const covered = managing(() => ({ kind: 'close', receive: coin, coverShortfall: true }))
      const made = await go(covered)
      expect(made.after).toBe(null)
      expect(made.calls.every(({ call }) => call.value === 0n)).toBe(true)
      expect(changeOf(made, 'WETH')).toBeLessThan(0n)
      expect(changeOf(made, 'ETH')).toBeGreaterThanOrEqual(0n)
    },
  )

  it('is not taken by a farm that takes no wrapped one', async () => {
    const { issues } = await opening(['USDC', 'USDT'], E, 2n)(await read())
    expect(issues.map(identifyIssue).length).toBe(1)
  })
})
