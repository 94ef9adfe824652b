import {
  type Address,
  concatHex,
  decodeEventLog,
  encodeFunctionData,
  encodePacked,
  erc20Abi,
  type Hex,
  maxUint256,
  parseAbi,
  parseUnits,
  size,
  type TransactionReceipt,
  walletActions,
} from 'viem'
import { describe, expect, inject, it } from 'vitest'
import { owner as minter, practiceAave, practiceSpark, practiceUniswapV3 } from '../../../../devnet/accounts'
import { safeAddresses } from '../../../../devnet/safe/deploy'
import { connectTestChain } from '../../../../devnet/test-chain'
import { keepFresh } from '../../../../devnet/testing/fresh-chain'
import { readLendingMarket } from '../../../../devnet/testing/lending-market'
import type { Call } from '../../../domain/call'
import { WAD } from '../../../domain/math'
import { encodeCreation, encodeExecution } from '../../../safe/encode'
import { type BatchItem, convertItem } from '../../../safe/inner-call'
import { predictSafe } from '../../../safe/predict'
import { readAnswers } from '../../batch/answers'
import { createBatch } from '../../batch/batch'
import { fetchBatch } from '../../batch/fetch-batch'
import { accrueDebtIndex, accrueSupplyIndex, type Line, nearestLine, roundingLine } from '../line'
import { findBestExchange } from '../venues/uniswap-v3/draft'
import { findPools, listPairs, mapPools, readPools } from '../venues/uniswap-v3/read'
import { encodeLoops } from './encode-loops'
import type { LoopAccount, LoopReserve } from './loop-account'
import { isRefused, type LoopPlan } from './loop-outcome'
import type { LoopRequest } from './loop-state'
import { planLoops } from './loops'
import { estimateWholeTrade } from './whole-trade'

const chain = connectTestChain(inject('rpcUrl'))
const sender = chain.extend(walletActions)
const person: Address = '0x000000000000000000000000000000000000bEEF'
const somebody: Address = '0x000000000000000000000000000000000000dEaD'
keepFresh(chain, person)

const { router, factory, quoter } = practiceUniswapV3

const abi = parseAbi([
  'function getReserveData(address) view returns (uint256 configuration, uint128 supplyIndex, uint128 supplyRate, uint128 debtIndex, uint128 debtRate, uint128 stableRate, uint40 updatedAt, uint16 id, address aToken, address stableDebtToken, address debtToken, address strategy)',
  'function getReserveConfigurationData(address) view returns (uint256 decimals, uint256 ltv, uint256 threshold, uint256 bonus, uint256 reserveFactor, bool usable, bool borrowable, bool stable, bool active, bool frozen)',
  'function getEModeCategoryData(uint8) view returns ((uint16 ltv, uint16 threshold, uint16 bonus, address priceSource, string label))',
  'function getUserReserveData(address asset, address user) view returns (uint256 supplied, uint256 stableDebt, uint256 debt, uint256, uint256, uint256, uint256, uint40, bool isCollateral)',
  'function getUserAccountData(address) view returns (uint256 collateral, uint256 debt, uint256 available, uint256 threshold, uint256 ltv, uint256 health)',
  'function getAssetPrice(address) view returns (uint256)',
  'function scaledBalanceOf(address) view returns (uint256)',
  'function supply(address asset, uint256 amount, address onBehalfOf, uint16 referralCode)',
  'function setUserEMode(uint8)',
  'function withdraw(address asset, uint256 amount, address to) returns (uint256)',
  'function mint(address to, uint256 amount)',
  'function multiSend(bytes transactions) payable',
])
const swapAbi = parseAbi([
  'event Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick)',
])

const markets = [
  { name: 'Aave', provider: practiceAave, line: roundingLine },
  { name: 'Spark', provider: practiceSpark, line: nearestLine },
] as const

type Market = Awaited<ReturnType<typeof readLendingMarket>> & { readonly line: Line }

async function findAsset({ assets }: Market, symbol: string): Promise<Address> {
  for (const address of assets) {
    if ((await chain.readContract({ address, abi: erc20Abi, functionName: 'symbol' })) === symbol)
      return address
  }
  throw new Error(`No ${symbol}`)
}

/** The account's own reserve, as it will be at that second. */
async function readReserve({ market, hands, eMode }: Position, asset: Address, at: bigint) {
  const { pool, data, oracle, line } = market
  const { account } = hands
  const reserve = await chain.readContract({
    address: pool,
    abi,
    functionName: 'getReserveData',
    args: [asset],
  })
  const [, supplyIndex, supplyRate, debtIndex, debtRate, , updatedAt, , aToken, , debtToken] = reserve
  const [decimals, ltv, threshold] = await chain.readContract({
    address: data,
    abi,
    functionName: 'getReserveConfigurationData',
    args: [asset],
  })
  const category =
    eMode > 0
      ? await chain.readContract({ address: pool, abi, functionName: 'getEModeCategoryData', args: [eMode] })
      : null
  const own = await chain.readContract({
    address: data,
    abi,
    functionName: 'getUserReserveData',
    args: [asset, account],
  })
  const scaledOf = (address: Address) =>
    chain.readContract({ address, abi, functionName: 'scaledBalanceOf', args: [account] })
  const passed = at - BigInt(updatedAt)
  const found: LoopReserve = {
    asset: {
      address: asset,
      symbol: await chain.readContract({ address: asset, abi: erc20Abi, functionName: 'symbol' }),
      name: '',
      decimals: Number(decimals),
    },
    priceE8: await chain.readContract({
      address: oracle,
      abi,
      functionName: 'getAssetPrice',
      args: [asset],
    }),
    isCollateral: own[8],
    ltvBps: category ? BigInt(category.ltv) : ltv,
    thresholdBps: category ? BigInt(category.threshold) : threshold,
    supplyIndexRay: accrueSupplyIndex(supplyIndex, supplyRate, passed),
    debtIndexRay: accrueDebtIndex(line, debtIndex, debtRate, passed),
    scaledSupply: await scaledOf(aToken),
    scaledDebt: await scaledOf(debtToken),
  }
  return { reserve: found, debtRate }
}

async function readUniswap(assets: readonly Address[]) {
  const ask = async <Found>(
    plan: (batch: ReturnType<typeof createBatch>) => (answers: ReturnType<typeof readAnswers>) => Found,
  ) => {
    const batch = createBatch()
    const decode = plan(batch)
    const { answers } = await fetchBatch(chain, batch.pages(), 'latest')
    return decode(readAnswers(answers))
  }
  const found = await ask((batch) => findPools(batch, factory, listPairs(assets)))
  const mapped = await ask((batch) => mapPools(batch, found.pools))
  const { pools } = await ask((batch) => readPools(batch, mapped.pools))
  return pools
}

const never = () => {
  throw new Error('The chain was asked')
}

/** Who acts, and who gets what is left. */
type Hands = {
  readonly account: Address
  readonly receiver: Address
  /** One transaction in a block of that second; what is left of `tokens` goes to the receiver. */
  readonly run: (
    calls: readonly Call[],
    tokens: readonly Address[],
    at?: bigint,
  ) => Promise<TransactionReceipt>
}

async function send(from: Address, to: Address, data: Hex, at?: bigint): Promise<TransactionReceipt> {
  await chain.impersonateAccount({ address: from })
  await chain.setBalance({ address: from, value: 10n ** 20n })
  if (at !== undefined) await chain.setNextBlockTimestamp({ timestamp: at })
  const hash = await sender.sendTransaction({ account: from, to, data, gas: 16_000_000n })
  const receipt = await chain.waitForTransactionReceipt({ hash, pollingInterval: 20 })
  expect(receipt.status).toBe('success')
  return receipt
}

/** A plain account, as a wallet that batches makes of it: its code does what it is told to. */
const plain: Hands = {
  account: person,
  receiver: person,
  run: async (calls, _, at) => {
    const code = await chain.getCode({ address: safeAddresses.MultiSendCallOnly })
    await chain.setCode({ address: person, bytecode: code ?? '0x' })
    const transactions = concatHex(
      calls.map(({ to, data, value }) =>
        encodePacked(
          ['uint8', 'address', 'uint256', 'uint256', 'bytes'],
          [0, to, value, BigInt(size(data)), data],
        ),
      ),
    )
    const data = encodeFunctionData({ abi, functionName: 'multiSend', args: [transactions] })
    return send(somebody, person, data, at)
  },
}

const safe = predictSafe(person, 0)
const inSafe: Hands = {
  account: safe,
  receiver: person,
  run: (calls, tokens, at) => {
    const items: readonly BatchItem[] = [
      ...calls.map((call) => ({ kind: 'call', call }) as const),
      ...tokens.map(
        (token) => ({ kind: 'sweep', by: router, token, minimum: 0n, receiver: person }) as const,
      ),
    ]
    const { to, data } = encodeExecution({ safe, owner: person, value: 0n, calls: items.map(convertItem) })
    return send(person, to, data, at)
  },
}

type Position = {
  readonly hands: Hands
  readonly market: Market
  readonly collateral: Address
  readonly debt: Address
  readonly eMode: number
}

async function supply({ market, hands, collateral, eMode }: Position, amount: bigint) {
  const { pool } = market
  const call = (to: Address, data: Hex): Call => ({ to, data, value: 0n })
  const approval = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [pool, amount] })
  const supplied = encodeFunctionData({
    abi,
    functionName: 'supply',
    args: [collateral, amount, hands.account, 0],
  })
  const mode = encodeFunctionData({ abi, functionName: 'setUserEMode', args: [eMode] })
  const calls = [call(collateral, approval), call(pool, supplied)]
  await hands.run(eMode > 0 ? [...calls, call(pool, mode)] : calls, [])
}

/** Plans for a second that is pinned, a little from now. */
async function plan(position: Position, targetWad: bigint) {
  const { market, collateral, debt } = position
  const { timestamp } = await chain.getBlock()
  const at = timestamp + 15n
  const held = await readReserve(position, collateral, at)
  const owed = await readReserve(position, debt, at)
  const loopAccount: LoopAccount = { line: market.line, reserves: [held.reserve, owed.reserve] }
  const whole = estimateWholeTrade(loopAccount, { collateral, debt, targetWad })
  if (!whole) throw new Error('Nothing to trade')
  const pools = await readUniswap([collateral, debt])
  const exchange = findBestExchange(pools, whole, { address: quoter, ask: never })
  if (!exchange) throw new Error('Nowhere to trade')
  const request: LoopRequest = {
    account: loopAccount,
    collateral,
    debt,
    targetWad,
    exchange,
    slippageBps: 30n,
    maxLoops: 40,
    borrowRateRay: owed.debtRate,
  }
  const outcome = planLoops(request)
  if (isRefused(outcome)) throw new Error(`Refused: ${outcome.kind}`)
  return { outcome, at }
}

const balanceOf = (token: Address, account: Address) =>
  chain.readContract({ address: token, abi: erc20Abi, functionName: 'balanceOf', args: [account] })

/** Carries a plan out and compares everything with it. */
async function loop(
  position: Position,
  targetWad: bigint,
  { delay = 0n, andThen = [] }: { readonly delay?: bigint; readonly andThen?: readonly Call[] } = {},
): Promise<LoopPlan> {
  const { market, hands, collateral, debt } = position
  const { account, receiver } = hands
  const { outcome, at } = await plan(position, targetWad)
  const before = [await balanceOf(collateral, receiver), await balanceOf(debt, receiver)] as const
  const parties = { account, pool: market.pool, router, deadlineSeconds: at + delay }
  const calls = [...encodeLoops(outcome.steps, parties), ...andThen]
  const receipt = await hands.run(calls, [collateral, debt], at + delay)
  const swaps = outcome.steps.filter((step) => step.kind === 'swap')
  const traded = receipt.logs.flatMap((log) => {
    if (log.address.toLowerCase() !== swaps[0]?.place.pool.toLowerCase()) return []
    const { args } = decodeEventLog({ abi: swapAbi, ...log })
    const [one, other] = [args.amount0, args.amount1]
    return [one > 0n ? [one, -other] : [other, -one]]
  })
  expect(traded).toEqual(swaps.map(({ amountIn, amountOut }) => [amountIn, amountOut]))
  for (const token of [collateral, debt]) {
    for (const spender of [market.pool, router]) {
      const ask = { address: token, abi: erc20Abi, functionName: 'allowance' } as const
      expect(await chain.readContract({ ...ask, args: [account, spender] })).toBe(0n)
    }
  }
  for (const planned of outcome.account.reserves) {
    const { reserve } = await readReserve(position, planned.asset.address, at)
    expect(reserve.scaledDebt).toBe(planned.scaledDebt)
    // By how many shares an amount is supplied or withdrawn follows the second.
    if (delay === 0n && andThen.length === 0) expect(reserve.scaledSupply).toBe(planned.scaledSupply)
  }
  const arrived = [
    (await balanceOf(collateral, receiver)) - before[0],
    (await balanceOf(debt, receiver)) - before[1],
  ] as const
  if (andThen.length === 0) expect(arrived[0]).toBe(outcome.leftCollateral)
  if (delay === 0n) expect(arrived[1]).toBe(outcome.leftDebt)
  else expect(arrived[1]).toBeLessThan(outcome.leftDebt)
  return outcome
}

/** As the pool itself counts it. */
async function readLeverage({ market: { pool }, hands: { account } }: Position): Promise<number> {
  const [collateral, debt] = await chain.readContract({
    address: pool,
    abi,
    functionName: 'getUserAccountData',
    args: [account],
  })
  return Number(collateral) / Number(collateral - debt)
}

describe.each(markets)('loops on $name', { timeout: 120_000 }, ({ name, provider, line }) => {
  const open = async (
    symbols: readonly [string, string],
    eMode: number,
    amount: bigint,
    hands = plain,
  ): Promise<Position> => {
    const market = { ...(await readLendingMarket(chain, provider)), line }
    const [collateral, debt] = [await findAsset(market, symbols[0]), await findAsset(market, symbols[1])]
    const position = { hands, market, collateral, debt, eMode }
    if (symbols[0] === 'wstETH') {
      const data = encodeFunctionData({ abi, functionName: 'mint', args: [hands.account, amount] })
      await send(minter, collateral, data)
    }
    await supply(position, amount)
    return position
  }

  const near = name === 'Aave' ? 12n : 10n
  it('of staked ether lead up, down and out, to the unit', async () => {
    const position = await open(['wstETH', 'WETH'], 1, parseUnits('10', 18))
    await loop(position, 3n * WAD)
    expect(await readLeverage(position)).toBeCloseTo(3, 5)
    const far = await loop(position, near * WAD)
    expect(far.loops).toBeGreaterThan(10)
    expect(await readLeverage(position)).toBeCloseTo(Number(near), 3)
    const down = await loop(position, 2n * WAD)
    expect(down.loops).toBeGreaterThan(3)
    expect(await readLeverage(position)).toBeCloseTo(2, 5)
    const out = await loop(position, WAD)
    expect(out.steps.at(-1)).toMatchObject({ kind: 'repay', isAll: true })
    expect(await readLeverage(position)).toBe(1)
  })

  it('of ether against dollars lead up, down and out, to the unit', async () => {
    const position = await open(['WETH', 'USDC'], 0, parseUnits('20', 18))
    await loop(position, 2n * WAD)
    expect(await readLeverage(position)).toBeCloseTo(2, 5)
    await loop(position, (3n * WAD) / 2n)
    expect(await readLeverage(position)).toBeCloseTo(1.5, 5)
    await loop(position, WAD)
    expect(await readLeverage(position)).toBe(1)
  })

  it('repay all half an hour late, too', async () => {
    const position = await open(['wstETH', 'WETH'], 1, parseUnits('10', 18))
    await loop(position, 5n * WAD)
    await loop(position, WAD, { delay: 1_800n })
    expect(await readLeverage(position)).toBe(1)
  })

  it('in a person’s Safe leave nothing there: what is left arrives with its owner', async () => {
    const creation = encodeCreation(person, 0)
    await send(person, creation.to, creation.data)
    const position = await open(['wstETH', 'WETH'], 1, parseUnits('10', 18), inSafe)
    const { market, collateral, debt } = position
    await loop(position, 3n * WAD)
    const all = encodeFunctionData({
      abi,
      functionName: 'withdraw',
      args: [collateral, maxUint256, safe],
    })
    await loop(position, WAD, { andThen: [{ to: market.pool, data: all, value: 0n }] })
    const { reserve } = await readReserve(position, collateral, 0n)
    expect([reserve.scaledSupply, reserve.scaledDebt]).toEqual([0n, 0n])
    for (const token of [collateral, debt]) expect(await balanceOf(token, safe)).toBe(0n)
    // There and back for fees and moved prices alone.
    expect(Number(await balanceOf(collateral, person)) / 1e19).toBeGreaterThan(0.97)
  })
})
