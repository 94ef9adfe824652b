import {
  type Address,
  createClient,
  decodeEventLog,
  encodeFunctionData,
  type Hex,
  http,
  numberToHex,
  parseAbi,
} from 'viem'
import { describe, expect, inject, it } from 'vitest'
import { borrower, liquidator, owner as minter, practiceAave, practiceSpark } from '../../../devnet/accounts'
import { setPrice } from '../../../devnet/controls'
import { connectTestChain } from '../../../devnet/test-chain'
import { keepFresh } from '../../../devnet/testing/fresh-chain'
import { readLendingMarket } from '../../../devnet/testing/lending-market'
import { practiceChain } from '../../config/chains'
import type { LiquidationTake } from '../../domain/liquidation-take'
import type { OwnedPosition } from '../../domain/position'
import { makePositionId } from './ids'
import { aaveV3, type LendingProtocol, spark } from './protocols'
import { makeReader } from './reader'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
keepFresh(chain, liquidator)

const abi = parseAbi([
  'function mint(address to, uint256 amount)',
  'function deposit() payable',
  'function approve(address, uint256) returns (bool)',
  'function liquidationCall(address collateral, address debt, address user, uint256 debtToCover, bool receiveAToken)',
  'event LiquidationCall(address indexed collateral, address indexed debt, address indexed user, uint256 repaid, uint256 taken, address liquidator, bool receiveAToken)',
])
const MANY = 10n ** 30n
const CHEST = 10n ** 24n

const markets = [
  { name: 'Aave', protocol: aaveV3, provider: practiceAave },
  { name: 'Spark', protocol: spark, provider: practiceSpark },
] as const

async function readPosition(protocol: LendingProtocol, owner: Address) {
  const client = createClient({ chain: practiceChain, transport: http(url, { retryCount: 0 }) })
  // of one position alone it is told what a liquidation takes
  const scope = { positionId: makePositionId(protocol.id, practiceChain.id, owner) }
  const options = { growth: null, scope }
  const account = await makeReader(protocol).fetchAccount(client, practiceChain.id, owner, options)
  const [position] = account.positions
  if (!position) throw new Error('Nobody is there')
  return { position, block: account.markets.block }
}

/** What the pool itself takes at that block's own second where somebody liquidates as much as they may; null where it refuses. */
async function liquidate(
  pool: Address,
  { account }: OwnedPosition,
  { repaid, taken }: LiquidationTake,
  block: { readonly number: bigint; readonly timestamp: bigint },
) {
  const encode = (
    functionName: 'mint' | 'deposit' | 'approve' | 'liquidationCall',
    args: readonly unknown[],
  ) => encodeFunctionData({ abi, functionName, args } as Parameters<typeof encodeFunctionData>[0])
  const debt = repaid.asset.address
  const funding =
    repaid.asset.symbol === 'WETH'
      ? { from: liquidator, to: debt, value: numberToHex(CHEST / 2n), data: encode('deposit', []) }
      : { from: minter, to: debt, data: encode('mint', [liquidator, MANY]) }
  const calls = [
    funding,
    { from: liquidator, to: debt, data: encode('approve', [pool, MANY]) },
    {
      from: liquidator,
      to: pool,
      data: encode('liquidationCall', [taken.asset.address, debt, account, MANY, false]),
    },
  ]
  type Call = { status: Hex; logs: readonly { address: Address; data: Hex; topics: [Hex, ...Hex[]] }[] }
  type Method = { Parameters: readonly unknown[]; ReturnType: readonly { calls: readonly Call[] }[] }
  const stateOverrides = { [liquidator]: { balance: numberToHex(CHEST) } }
  const [answer] = await chain.request<Method>({
    method: 'eth_simulateV1',
    params: [
      {
        blockStateCalls: [{ blockOverrides: { time: numberToHex(block.timestamp) }, stateOverrides, calls }],
        validation: false,
      },
      numberToHex(block.number),
    ],
  })
  const log = answer?.calls
    .at(-1)
    ?.logs.map(({ data, topics }) => {
      try {
        return decodeEventLog({ abi, data, topics })
      } catch {
        return null
      }
    })
    .find((event) => event !== null)
  return log ? { repaid: log.args.repaid, taken: log.args.taken } : null
}

describe.each(markets)('a liquidation on $name', ({ name, protocol, provider }) => {
  it.each([['1880'], ['1700'], ['1200'], ['400']])(
    'takes what is told of it, at %s dollars an ether',
    async (price) => {
      const { pool, assets } = await readLendingMarket(chain, provider)
      const weth = await findWeth(assets)
      await setPrice(chain, weth, price, { feedOnly: true })
      const { position, block } = await readPosition(protocol, borrower(`${name.toLowerCase()} brink`))
      expect(position.isLiquidatable).toBe(true)
      const told = position.liquidate?.(position)
      if (!told) throw new Error('Nothing is told')
      expect(await liquidate(pool, position, told, block)).toEqual({
        repaid: told.repaid.amount,
        taken: told.taken.amount - told.fee.amount,
      })
    },
  )
})

async function findWeth(assets: readonly Address[]): Promise<Address> {
  const symbolAbi = parseAbi(['function symbol() view returns (string)'])
  for (const address of assets) {
    if ((await chain.readContract({ address, abi: symbolAbi, functionName: 'symbol' })) === 'WETH')
      return address
  }
  throw new Error('No WETH')
}
