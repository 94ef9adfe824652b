import { type Client, decodeEventLog, encodeEventTopics, numberToHex } from 'viem'
import { accruePosition } from '../../../domain/accrual'
import { isSameAddress } from '../../../domain/asset'
import type { Hex } from '../../../domain/call'
import { computeEquityE8 } from '../../../domain/leverage'
import type { Liquidation } from '../../../domain/liquidated'
import { computeRiskAssets } from '../../../domain/liquidation'
import { max } from '../../../domain/math'
import { computeValueE8 } from '../../../domain/value'
import { findBlockNumberFrom } from '../../batch/block-number'
import type { AccountSnapshot } from '../../protocol'
import { makePositionId } from '../ids'
import { convertAsset, tokenOf } from './assets'
import { convertAccount, findAccount, marketOf } from './convert'
import { fetchSnapshot } from './fetch'
import type { RawAccount, RawSnapshot } from './raw'

/** `ICreditFacadeV3Events.LiquidateCreditAccount`: the whole of an account, not a part of it. */
const liquidationAbi = [
  {
    type: 'event',
    name: 'LiquidateCreditAccount',
    inputs: [
      { name: 'creditAccount', type: 'address', indexed: true },
      { name: 'liquidator', type: 'address', indexed: true },
      { name: 'to', type: 'address', indexed: false },
      { name: 'remainingFunds', type: 'uint256', indexed: false },
    ],
  },
] as const

type Log = {
  readonly data: Hex
  readonly topics: [Hex, ...Hex[]]
  readonly blockNumber: Hex
  readonly transactionHash: Hex
}

/**
 * Gearbox notes the block in which an account's debt last changed, so one block's logs say whether a
 * liquidation ended it. Four RPC requests at most, one where it was none; one more where it noted the chain's beneath.
 */
export async function fetchLiquidation(
  client: Client,
  account: AccountSnapshot,
  positionId: string,
): Promise<Liquidation | null> {
  const found = findAccount(account, positionId)
  if (!found || found.raw.totalDebt > 0n || found.raw.lastDebtUpdate === 0n) return null
  const { market, raw } = found
  const log = await fetchEvent(client, market.creditFacade, raw)
  if (!log) return null
  const { args } = decodeEventLog({ abi: liquidationAbi, ...log })
  const { chainId } = account.markets
  const remaining = {
    asset: convertAsset(tokenOf(market, market.underlying)),
    amount: args.remainingFunds,
  }
  const blockNumber = BigInt(log.blockNumber)
  const history = await fetchHistory(client, chainId, raw, blockNumber)
  return {
    blockNumber,
    timestamp: history?.at.timestamp ?? BigInt((await fetchHeader(client, log.blockNumber)).timestamp),
    transactionHash: log.transactionHash,
    liquidator: args.liquidator,
    extent: 'whole',
    remaining,
    loss: history && computeLoss(history, chainId, remaining.amount),
  }
}

/** In the block that Gearbox noted. Where that is the chain's beneath, the last in any, and looked up to be of that one. */
async function fetchEvent(client: Client, facade: Hex, raw: RawAccount): Promise<Log | null> {
  const isBeneath = findBlockNumberFrom(client) === 'arbsys'
  const block = numberToHex(raw.lastDebtUpdate)
  const topics = encodeEventTopics({
    abi: liquidationAbi,
    eventName: 'LiquidateCreditAccount',
    args: { creditAccount: raw.account },
  })
  const logs = await client.request<{ Parameters: unknown[]; ReturnType: readonly Log[] }>({
    method: 'eth_getLogs',
    params: [
      {
        address: facade,
        topics,
        fromBlock: isBeneath ? 'earliest' : block,
        toBlock: isBeneath ? 'latest' : block,
      },
    ],
  })
  const log = logs.at(-1) ?? null
  if (!log || !isBeneath) return log
  const { l1BlockNumber } = await fetchHeader(client, log.blockNumber)
  return l1BlockNumber === block ? log : null
}

/** The account right before its liquidation, and everything around it right after. */
type History = { readonly before: RawAccount; readonly beforeTimestamp: bigint; readonly at: RawSnapshot }

/** null where the node keeps no state of that time. */
async function fetchHistory(
  client: Client,
  chainId: number,
  raw: RawAccount,
  block: bigint,
): Promise<History | null> {
  const wanted = { accounts: [raw], scope: { positionId: makePositionId(chainId, raw.account) } }
  try {
    const [earlier, at] = await Promise.all([
      fetchSnapshot(client, chainId, raw.owner, { ...wanted, block: block - 1n }),
      fetchSnapshot(client, chainId, raw.owner, { ...wanted, block }),
    ])
    const before = earlier.accounts.find((account) => isSameAddress(account.account, raw.account))
    return before ? { before, beforeTimestamp: earlier.timestamp, at } : null
  } catch {
    return null
  }
}

/** What was held and owed before, at the prices and with the interest of the liquidation's own block. */
function computeLoss({ before, beforeTimestamp, at }: History, chainId: number, remaining: bigint) {
  const [position] = convertAccount({ ...at, accounts: [before] }, {}, chainId, before.owner).positions
  if (!position) return null
  const owing = accruePosition(position, position.rates, at.timestamp - beforeTimestamp)
  const market = marketOf({ raw: at, growth: {} }, before.creditManager)
  const underlying = tokenOf(market, market.underlying)
  const equityBeforeE8 = computeEquityE8(owing)
  const equityAfterE8 = computeValueE8(remaining, underlying.price, underlying.decimals)
  return {
    prices: computeRiskAssets(owing),
    equityBeforeE8,
    equityAfterE8,
    costE8: max(0n, equityBeforeE8 - equityAfterE8),
  }
}

/** Arbitrum's names the block of the chain beneath too. */
type Header = { readonly timestamp: Hex; readonly l1BlockNumber?: Hex }

async function fetchHeader(client: Client, block: Hex): Promise<Header> {
  return client.request<{ Parameters: unknown[]; ReturnType: Header }>({
    method: 'eth_getBlockByNumber',
    params: [block, false],
  })
}
