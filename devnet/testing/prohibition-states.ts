import { type Address, encodeAbiParameters, encodeFunctionData, type Hex, numberToHex, parseAbi } from 'viem'
import { isSameAddress } from '../../lib/domain/asset'
import { stateOf } from '../../lib/protocols/gearbox-v3/read/convert'
import type { RawMarket } from '../../lib/protocols/gearbox-v3/read/raw'
import type { MarketSnapshot } from '../../lib/protocols/protocol'
import { owner, practiceEntry, treasury } from '../accounts'
import { loadContracts } from '../load-contracts'
import type { TestChain } from '../test-chain'
import { createTransactor } from '../transactor'

const abi = parseAbi([
  'function pause()',
  'function forbidBorrowing()',
  'function forbidToken(address)',
  'function forbidAdapter(address)',
  'function setLiquidationThreshold(address, uint16)',
  'function rampLiquidationThreshold(address, uint16, uint40, uint24)',
  'function setTotalDebtLimit(uint256)',
  'function setCreditManagerDebtLimit(address, uint256)',
  'function setTokenLimit(address, uint96)',
  'function setPoolStatus(bytes32, uint8)',
  'function setPriceFeed(address, address, uint32)',
  'function setReservePriceFeed(address, address, uint32)',
  'function setDebtLimits(uint128, uint128, uint8)',
  'function setExpirationDate(uint40)',
  'function setCreditFacade(address)',
  'function transfer(address, uint256) returns (bool)',
  'function creditConfigurator() view returns (address)',
  'function poolQuotaKeeper() view returns (address)',
  'function priceOracle() view returns (address)',
  'function lossPolicy() view returns (address)',
  'function botList() view returns (address)',
  'function weth() view returns (address)',
])
type Setter =
  | 'pause'
  | 'forbidBorrowing'
  | 'transfer'
  | Extract<(typeof abi)[number]['name'], `set${string}` | `forbid${string}` | `ramp${string}`>

const dayInSeconds = 86_400

export type Levers = ReturnType<typeof createLevers>

/** What a market's operators can do to it, and what can happen to it, by the names that a person would use. */
export function createLevers(chain: TestChain, rpcUrl: string, markets: MarketSnapshot, manager: Address) {
  const { raw } = stateOf(markets)
  const found = raw.markets.find((m) => isSameAddress(m.creditManager, manager))
  const other = raw.markets.find((m) => !isSameAddress(m.creditManager, manager))
  if (!found || !other) throw new Error('Two markets are needed')
  const market: RawMarket = found

  async function act(from: Address, to: Address, functionName: Setter, args: readonly unknown[] = []) {
    const data = encodeFunctionData({ abi, functionName, args } as Parameters<typeof encodeFunctionData>[0])
    await chain.impersonateAccount({ address: from })
    await chain.setBalance({ address: from, value: 10n ** 20n })
    const hash = await chain.request({
      method: 'eth_sendTransaction',
      params: [{ from, to, data, gas: numberToHex(5_000_000) }],
    } as Parameters<typeof chain.request>[0])
    const receipt = await chain.waitForTransactionReceipt({ hash: hash as Hex })
    if (receipt.status !== 'success') throw new Error(`${functionName}(${args.join(', ')}) was refused`)
  }
  const contractOf = (
    functionName: 'creditConfigurator' | 'poolQuotaKeeper' | 'priceOracle',
    address = manager,
  ) => chain.readContract({ address, abi, functionName })
  const configure = async (functionName: Setter, args: readonly unknown[] = []) =>
    act(owner, await contractOf('creditConfigurator'), functionName, args)
  const onOracle = async (functionName: Setter, args: readonly unknown[]) =>
    act(owner, await contractOf('priceOracle'), functionName, args)
  const tokenOf = (address: Address) => {
    const token = market.tokens.find((t) => isSameAddress(t.token, address))
    if (!token) throw new Error(`${address} is no collateral`)
    return token
  }
  const feedOf = (token: Address) => tokenOf(token).feed

  /** Puts a facade in the other's place that expires, or that asks for a token of whoever opens. */
  async function replaceFacade(degenNFT: Address, isExpirable: boolean): Promise<Address> {
    const read = (functionName: 'lossPolicy' | 'botList' | 'weth') =>
      chain.readContract({ address: market.creditFacade, abi, functionName })
    const transactor = createTransactor(rpcUrl, await loadContracts())
    await transactor.impersonate(owner)
    const args = [practiceEntry, manager, await read('lossPolicy'), await read('botList'), await read('weth')]
    const facade = await transactor.deploy(owner, 'CreditFacadeV3', [...args, degenNFT, isExpirable])
    const configurator = await contractOf('creditConfigurator')
    await act(configurator, manager, 'setCreditFacade', [facade.address])
    await act(configurator, facade.address, 'setDebtLimits', [market.minDebt, market.maxDebt, 2])
    return facade.address
  }

  return {
    market,
    tokenBy(symbol: string): Address {
      const token = market.tokens.find((t) => t.symbol === symbol)
      if (!token) throw new Error(`No ${symbol}`)
      return token.token
    },
    pauseFacade: () => act(owner, market.creditFacade, 'pause'),
    pausePool: () => act(owner, market.pool, 'pause'),
    forbidBorrowing: () => configure('forbidBorrowing'),
    forbidToken: (token: Address) => configure('forbidToken', [token]),
    forbidAdapter: (adapter: Address | undefined) => configure('forbidAdapter', [adapter]),
    setThreshold: (token: Address, bps: number) => configure('setLiquidationThreshold', [token, bps]),
    async rampThreshold(token: Address, bps: number) {
      const { timestamp } = await chain.getBlock()
      await configure('rampLiquidationThreshold', [token, bps, Number(timestamp) + 60, 2 * dayInSeconds])
      await pass(dayInSeconds)
    },
    limitAllDebt: () => act(owner, market.pool, 'setTotalDebtLimit', [market.totalBorrowed]),
    limitDebt: () => act(owner, market.pool, 'setCreditManagerDebtLimit', [manager, 0n]),
    /** Takes away what lies in the pool, as if all of it were lent out. */
    drainPool: () => act(market.pool, market.underlying, 'transfer', [treasury, market.availableLiquidity]),
    limitQuota: async (token: Address, limit: bigint) =>
      act(owner, await contractOf('poolQuotaKeeper'), 'setTokenLimit', [token, limit]),
    async setBalancerStatus(status: number) {
      const [pool] = market.balancerPools
      if (!pool) throw new Error('No Balancer pool')
      await act(owner, pool.adapter, 'setPoolStatus', [pool.poolId, status])
    },
    /** The oracle deletes a reserve feed that is set as the main one, too. */
    dropReserveFeed: (token: Address) => onOracle('setPriceFeed', [token, feedOf(token), dayInSeconds]),
    setReserveFeed: (token: Address, like: Address) =>
      onOracle('setReservePriceFeed', [token, feedOf(like), dayInSeconds]),
    /** A feed that was last updated when time began. */
    freezeFeed: (token: Address) => setCode(chain, feedOf(token), answer(tokenOf(token).price, 1n)),
    /** A feed that reverts. */
    breakFeed: (token: Address) => setCode(chain, feedOf(token), '0x5f5ffd'),
    async expire() {
      const facade = await replaceFacade('0x0000000000000000000000000000000000000000', true)
      const { timestamp } = await chain.getBlock()
      await act(await contractOf('creditConfigurator'), facade, 'setExpirationDate', [Number(timestamp) + 60])
      await pass(120)
    },
    /** Shares of another pool serve as the invitation: the visitor has none. */
    invite: () => replaceFacade(other.pool, false),
    pass,
  }

  async function pass(seconds: number) {
    await chain.increaseTime({ seconds })
    await chain.mine({ blocks: 1 })
  }
}

const setCode = (chain: TestChain, address: Address, bytecode: Hex) => chain.setCode({ address, bytecode })

/** Code that answers every call with a feed’s `latestRoundData`, the price first for those who ask for it alone. */
function answer(price: bigint, updatedAt: bigint): Hex {
  const words = ['uint80', 'int256', 'uint256', 'uint256', 'uint80'].map((type) => ({ type }))
  const data = encodeAbiParameters(words, [price, price, updatedAt, updatedAt, 1n])
  // PUSH1 160, PUSH1 12, PUSH1 0, CODECOPY, PUSH1 160, PUSH1 0, RETURN
  return `0x60a0600c60003960a06000f3${data.slice(2)}`
}
