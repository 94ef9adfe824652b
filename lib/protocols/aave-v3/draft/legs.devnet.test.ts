import { encodeFunctionData, maxUint256, parseAbi } from 'viem'
import { beforeEach, describe, expect, inject, it } from 'vitest'
import { owner as minter, practiceUniswapV3 } from '../../../../devnet/accounts'
import { advanceTime, setPrice } from '../../../../devnet/controls'
import { connectTestChain } from '../../../../devnet/test-chain'
import { keepFresh } from '../../../../devnet/testing/fresh-chain'
import {
  drafted,
  listCalls,
  makeDrafts,
  person,
  read as readAccount,
} from '../../../../devnet/testing/lending-drafts'
import { act } from '../../../../devnet/testing/lending-people'
import { practiceChain } from '../../../config/chains'
import { isAtLeverage } from '../../../domain/goal'
import { HEALTH_FACTOR_DANGER_WAD } from '../../../domain/guards'
import { computeLeverageWad } from '../../../domain/leverage'
import { WAD } from '../../../domain/math'
import type { AccountSnapshot, Drafted } from '../../protocol'
import { makeFarmId, makePositionId } from '../ids'
import { aaveV3, type LendingProtocol, spark } from '../protocols'
import { stateOf } from '../read/state'
import { draftManage } from './manage'
import { draftOpen } from './open'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
const chainId = practiceChain.id
keepFresh(chain, person)
const { settle, prove, sendCall, allowedOf } = makeDrafts(chain)
const { router } = practiceUniswapV3

const abi = parseAbi([
  'function mint(address to, uint256 amount)',
  'function deposit() payable',
  'function approve(address, uint256) returns (bool)',
  'function getUserAccountData(address) view returns (uint256 collateral, uint256 debt, uint256 available, uint256 threshold, uint256 ltv, uint256 health)',
  'function exactInputSingle((address tokenIn, address tokenOut, uint24 fee, address recipient, uint256 deadline, uint256 amountIn, uint256 amountOutMinimum, uint160 sqrtPriceLimitX96)) returns (uint256)',
])

const assetOf = (account: AccountSnapshot, symbol: string) => {
  const found = account.wallet.find(({ asset }) => asset.symbol === symbol)
  if (!found) throw new Error(`No ${symbol}`)
  return found.asset
}
const toleranceOf = ({ markets }: AccountSnapshot) => ({
  slippageBps: 50n,
  deadlineSeconds: markets.block.timestamp + 1_800n,
})
const leverageOf = ({ positions }: AccountSnapshot) => {
  const own = positions.find(({ account }) => account === person)
  return own ? computeLeverageWad(own) : null
}

type Take = (account: AccountSnapshot) => Promise<Drafted>

describe.each([
  { name: 'Aave', protocol: aaveV3 },
  { name: 'Spark', protocol: spark },
])('a way in legs on $name', { timeout: 400_000 }, ({ protocol }: { protocol: LendingProtocol }) => {
  const read = () => readAccount(url, protocol)
  const positionId = makePositionId(protocol.id, chainId, person)

  const open =
    (leverageWad: bigint): Take =>
    (account) => {
      const [collateral, debt] = [assetOf(account, 'wstETH'), assetOf(account, 'WETH')]
      const intent = {
        kind: 'open',
        farmId: makeFarmId(protocol.id, chainId, debt.address, collateral.address),
        ...{ owner: person, holder: person, leverageWad },
        isStepwise: true,
        deposit: { asset: collateral, amount: 10n * WAD },
      } as const
      return settle(account, (at) => draftOpen(at.markets, intent, toleranceOf(account)))
    }
  const change =
    (leverageWad: bigint): Take =>
    (account) => {
      const intent = {
        kind: 'change-leverage',
        ...{ owner: person, positionId, leverageWad, compound: false },
        isStepwise: true,
      } as const
      return settle(account, (at) => draftManage(at, intent, toleranceOf(account)))
    }
  const close: Take = (account) => {
    const receive = assetOf(account, 'WETH')
    const intent = { kind: 'close', owner: person, positionId, receive, isStepwise: true } as const
    return settle(account, (at) => draftManage(at, intent, toleranceOf(account)))
  }

  const askHealth = async (account: AccountSnapshot) => {
    const { pool } = stateOf(account.markets).raw.structure
    const data = await chain.readContract({
      ...{ address: pool, abi, functionName: 'getUserAccountData', args: [person] },
    })
    return data[5]
  }

  /** Proves a leg to the wei, then sends its calls one by one, and asks the chain for the health factor after each. */
  const go = async (take: Take) => {
    const account = await read()
    const made = drafted(await take(account))
    expect(made.issues.filter(({ severity }) => severity === 'refusal')).toEqual([])
    await prove(account, person, made)
    let last = await askHealth(account)
    for (const call of listCalls(account, made)) {
      await sendCall(call)
      const now = await askHealth(account)
      expect(now >= HEALTH_FACTOR_DANGER_WAD || now >= last).toBe(true)
      last = now
    }
    const { pool } = stateOf(account.markets).raw.structure
    for (const { asset } of account.wallet) {
      expect(await allowedOf(asset.address, person, pool)).toBe(0n)
      expect(await allowedOf(asset.address, person, router)).toBe(0n)
    }
    return made
  }

  /** Somebody else's trade, a minute, and the next price of the oracle. */
  const moveOn = async (leg: number) => {
    const account = await read()
    const { raw } = stateOf(account.markets)
    const [weth, wsteth] = [assetOf(account, 'WETH'), assetOf(account, 'wstETH')]
    const at = raw.pools.find(
      ({ token0, token1 }) =>
        [token0, token1].includes(weth.address) && [token0, token1].includes(wsteth.address),
    )
    const swap = {
      ...{ tokenIn: weth.address, tokenOut: wsteth.address, fee: Number(at?.feePips ?? 100n) },
      ...{ recipient: minter, deadline: maxUint256, amountIn: 3n * WAD },
      ...{ amountOutMinimum: 0n, sqrtPriceLimitX96: 0n },
    }
    await sendCall({
      to: weth.address,
      data: encodeFunctionData({ abi, functionName: 'approve', args: [router, 3n * WAD] }),
      value: 0n,
    })
    await sendCall({
      to: router,
      data: encodeFunctionData({ abi, functionName: 'exactInputSingle', args: [swap] }),
      value: 0n,
    })
    const price = raw.reserves.find(({ underlying }) => underlying === weth.address)?.priceE8 ?? 0n
    const moved = (price * (leg % 2 === 0 ? 998n : 1_002n)) / 1_000n
    await setPrice(
      chain,
      weth.address,
      `${moved / 10n ** 8n}.${(moved % 10n ** 8n).toString().padStart(8, '0')}`,
    )
    await advanceTime(chain, 60)
  }

  const walk = async (takeOf: (leg: number) => Take, isThere: (account: AccountSnapshot) => boolean) => {
    for (let leg = 0; leg < 15; leg++) {
      await go(takeOf(leg))
      if (isThere(await read())) return leg + 1
      await moveOn(leg)
    }
    throw new Error('It does not lead there')
  }

  beforeEach(async () => {
    const account = await read()
    const args = [person, 10n ** 24n]
    const { address } = assetOf(account, 'wstETH')
    await act(chain, { from: minter, to: address, abi, functionName: 'mint', args })
    const value = 10n ** 21n
    await chain.setBalance({ address: person, value: 2n * value })
    const data = encodeFunctionData({ abi, functionName: 'deposit' })
    await sendCall({ to: assetOf(account, 'WETH').address, data, value })
  })

  it('opens, raises, lowers and closes while prices and pools move', async () => {
    const isAt = (goalWad: bigint, from: 'below' | 'above') => (account: AccountSnapshot) =>
      isAtLeverage(leverageOf(account), goalWad, from)
    const opened = await walk(
      (leg) => (leg === 0 ? open(2n * WAD) : change(2n * WAD)),
      isAt(2n * WAD, 'below'),
    )
    expect(opened).toBeGreaterThan(1)
    await moveOn(1)
    await walk(() => change(4n * WAD), isAt(4n * WAD, 'below'))
    await moveOn(0)
    await walk(() => change((3n * WAD) / 2n), isAt((3n * WAD) / 2n, 'above'))
    await moveOn(1)
    await walk(
      () => close,
      ({ positions }) => positions.every(({ account }) => account !== person),
    )
  })
})
