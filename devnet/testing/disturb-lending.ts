import { type Address, parseAbi } from 'viem'
import { isSameAddress } from '../../lib/domain/asset'
import { ceilDiv } from '../../lib/domain/math'
import { computeUnit } from '../../lib/domain/value'
import type { RawReserve, RawSnapshot } from '../../lib/protocols/aave-v3/read/raw'
import { stateOf } from '../../lib/protocols/aave-v3/read/state'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import { lenders, owner as operator } from '../accounts'
import type { TestChain } from '../test-chain'
import { type Act, act, wouldWork } from './lending-people'

const abi = parseAbi([
  'function getPoolConfigurator() view returns (address)',
  'function getIncentivesController() view returns (address)',
  'function getEmissionManager() view returns (address)',
  'function getRewardOracle(address) view returns (address)',
  'function getTransferStrategy(address) view returns (address)',
  'function setReserveFreeze(address, bool)',
  'function setReservePause(address, bool)',
  'function setReserveBorrowing(address, bool)',
  'function configureReserveAsCollateral(address, uint256 ltv, uint256 threshold, uint256 bonus)',
  'function setSupplyCap(address, uint256)',
  'function setBorrowCap(address, uint256)',
  'function borrow(address, uint256, uint256, uint16, address)',
  'function repay(address, uint256, uint256, address) returns (uint256)',
  'function withdraw(address, uint256, address) returns (uint256)',
  'function transfer(address, uint256) returns (bool)',
  'function approve(address, uint256) returns (bool)',
  'function mint(address, uint256)',
  'function configureAssets((uint88 emissionPerSecond, uint256 totalSupply, uint32 distributionEnd, address asset, address reward, address transferStrategy, address rewardOracle)[])',
])

/** What a market's operators and other people may do to somebody's position, in numbers as steps have them. */
export type Disturbance = {
  readonly what: number
  readonly reserve: number
  readonly position: number
  readonly permille: number
}

/** What there is by then, and whom it is done to. */
type Scene = {
  readonly raw: RawSnapshot
  readonly reserve: RawReserve
  readonly configurator: Address
  /** Who holds a position, or may open one. */
  readonly holder: Address
  readonly permille: bigint
  readonly chain: TestChain
}
type Make = (scene: Scene) => readonly Act[] | Promise<readonly Act[]>

const [lender = operator] = lenders
const VARIABLE_RATE = 2n

const configure =
  (functionName: string, list: (reserve: RawReserve) => readonly unknown[]): Make =>
  ({ configurator, reserve }) => [
    { from: operator, to: configurator, abi, functionName, args: [reserve.underlying, ...list(reserve)] },
  ]

/** In whole tokens, as caps are: less than one is left. */
const wholeOf = (amount: bigint, { config }: RawReserve) => ceilDiv(amount + 1n, computeUnit(config.decimals))
const part = (amount: bigint, permille: bigint) => (amount * permille) / 1_000n

const disturbances: readonly Make[] = [
  configure('setReserveFreeze', ({ config }) => [!config.isFrozen]),
  configure('setReservePause', ({ config }) => [!config.isPaused]),
  configure('setReserveBorrowing', ({ config }) => [!config.isBorrowable]),
  // nothing new is lent against it
  configure('configureReserveAsCollateral', ({ config }) => [0n, config.thresholdBps, config.bonusBps]),
  // it counts for less
  configure('configureReserveAsCollateral', ({ config }) => [
    part(config.ltvBps, 970n),
    part(config.thresholdBps, 975n),
    config.bonusBps,
  ]),
  ({ raw, reserve, ...scene }) => {
    const { line } = raw.structure.protocol
    const supplied = line.toSupply(reserve.scaledSupply + reserve.scaledForTreasury, reserve.supplyIndexRay)
    return configure('setSupplyCap', () => [wholeOf(supplied, reserve)])({ ...scene, raw, reserve })
  },
  ({ raw, reserve, ...scene }) => {
    const owed = raw.structure.protocol.line.toDebt(reserve.scaledDebt, reserve.debtIndexRay)
    return configure('setBorrowCap', () => [wholeOf(owed, reserve)])({ ...scene, raw, reserve })
  },
  // rates rise, and little is left
  ({ raw, reserve, permille }) => {
    const amount = part(reserve.available, permille)
    const args = [reserve.underlying, amount, VARIABLE_RATE, 0, lender]
    return [{ from: lender, to: raw.structure.pool, abi, functionName: 'borrow', args }]
  },
  // a part of what somebody lends, to whoever did not ask for it
  ({ reserve, holder, permille }) => {
    const args = [holder, part(computeUnit(reserve.config.decimals), permille)]
    return [{ from: lender, to: reserve.supplyToken, abi, functionName: 'transfer', args }]
  },
  repayForHolder,
  payIncentive,
]

export const DISTURBANCES = disturbances.length

/** Does it, where it can be done in the state that it meets; whether it was. */
export async function disturbLending(
  chain: TestChain,
  provider: Address,
  account: AccountSnapshot,
  { what, reserve: reserveIndex, position, permille }: Disturbance,
): Promise<boolean> {
  const { raw } = stateOf(account.markets)
  const holders = [...account.positions, ...account.positions, ...(account.holders ?? []).slice(0, 3)]
  const found = holders[position % holders.length]
  const holder = found && 'account' in found ? found.account : (found?.address ?? account.owner)
  const reserve = pickReserve(raw, account, holder, reserveIndex)
  const make = disturbances[what % disturbances.length]
  if (!reserve || !make) return false
  const configurator = await chain.readContract({
    address: provider,
    abi,
    functionName: 'getPoolConfigurator',
  })
  const acts = await make({ raw, reserve, configurator, holder, permille: BigInt(permille), chain })
  if (acts.length === 0 || !(await wouldWork(chain, acts))) return false
  for (const one of acts) await act(chain, one)
  return true
}

/** What the position holds or owes as often as any. */
function pickReserve(
  raw: RawSnapshot,
  { positions }: AccountSnapshot,
  holder: Address,
  index: number,
): RawReserve | undefined {
  const own = positions.find(({ account }) => isSameAddress(account, holder))
  const touched = raw.reserves.filter(({ underlying }) =>
    [...(own?.collaterals ?? []), ...(own?.debts ?? [])].some(({ asset }) =>
      isSameAddress(asset.address, underlying),
    ),
  )
  const all = touched.length > 0 && index % 2 === 0 ? touched : raw.reserves
  return all[(index >> 1) % all.length]
}

/** Somebody pays a part of what another owes. */
function repayForHolder({ raw, reserve, holder, permille }: Scene): readonly Act[] {
  const { pool, protocol } = raw.structure
  const index = raw.reserves.indexOf(reserve)
  const scaled = raw.holders.find(({ account }) => isSameAddress(account, holder))?.scaledDebts[index] ?? 0n
  const amount = part(protocol.line.toDebt(scaled, reserve.debtIndexRay), permille)
  if (amount === 0n) return []
  const { underlying } = reserve
  const one = { from: lender, abi }
  return [
    { ...one, to: pool, functionName: 'withdraw', args: [underlying, amount, lender] },
    { ...one, to: underlying, functionName: 'approve', args: [pool, amount] },
    { ...one, to: pool, functionName: 'repay', args: [underlying, amount, VARIABLE_RATE, holder] },
  ]
}

/** Holders of the reserve are paid on top from now on, or otherwise than before: in what others are paid in. */
async function payIncentive({ raw, reserve, permille, chain }: Scene): Promise<readonly Act[]> {
  const [known] = raw.structure.incentives
  if (!known) return []
  const { controller, reward } = known
  const ask = { address: controller, abi } as const
  const manager = await chain.readContract({ ...ask, functionName: 'getEmissionManager' })
  const transferStrategy = await chain.readContract({
    ...ask,
    functionName: 'getTransferStrategy',
    args: [reward],
  })
  const rewardOracle = await chain.readContract({ ...ask, functionName: 'getRewardOracle', args: [reward] })
  const config = {
    emissionPerSecond: BigInt(permille) * 10n ** 13n,
    totalSupply: 0n,
    distributionEnd: Number(raw.timestamp) + 90 * 86_400,
    asset: permille % 2n === 0n ? reserve.supplyToken : reserve.debtToken,
    reward,
    transferStrategy,
    rewardOracle,
  }
  const stock = 10n ** 27n
  return [
    { from: operator, to: reward, abi, functionName: 'mint', args: [operator, stock] },
    { from: operator, to: reward, abi, functionName: 'approve', args: [transferStrategy, stock] },
    { from: operator, to: manager, abi, functionName: 'configureAssets', args: [[config]] },
  ]
}
