import { type Address, erc20Abi } from 'viem'
import { multicall } from 'viem/actions'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import type { Harness } from './harness'

/** Of calls in one request: what is run without being deployed may be 48 kB, of which each call is thrice its own bytes and more. */
export const BATCH_BYTES = 4_096

/**
 * What must not be there after any transaction: allowances of the wallet or of a Safe, tokens in what only passes them on or in
 * a Safe.
 */
export async function findResidue(harness: Harness, account: AccountSnapshot): Promise<readonly string[]> {
  const { driver } = harness
  const allowances = account.wallet.flatMap(({ asset, allowances }) =>
    allowances
      .filter((a) => a.amount > 0n)
      .map((a) => `${asset.symbol} allowance of ${a.amount} to ${a.spender}`),
  )
  const safes = listSafes(account)
  const tokens = account.wallet.map(({ asset }) => asset.address)
  const spenders = driver.listSpenders(account.markets)
  const kept = await findBalances(harness, tokens, [...driver.listPassages(account.markets), ...safes])
  const allowed = [
    ...(await findAllowances(harness, tokens, [account.owner], [...spenders, ...safes])),
    ...(await findAllowances(harness, tokens, safes, spenders)),
  ]
  return [...allowances, ...kept, ...allowed]
}

/** What of a closed position is left in its protocol, and on an account of its own more than the protocol keeps. */
export async function findLeftovers(
  harness: Harness,
  closed: AccountSnapshot,
  account: Address,
): Promise<readonly string[]> {
  const { driver, owner } = harness
  const tokens = account === owner ? [] : closed.wallet.map(({ asset }) => asset.address)
  return [
    ...(await findBalances(harness, tokens, [account], driver.keptUnits)),
    ...(await findBalances(harness, driver.listClaims(closed.markets), [account])),
  ]
}

/** Those that are there. */
function listSafes({ holders = [] }: AccountSnapshot): readonly Address[] {
  return holders.flatMap((holder) =>
    holder.kind === 'safe' && holder.state.kind !== 'absent' ? [holder.address] : [],
  )
}

async function findBalances(
  { chain }: Harness,
  tokens: readonly Address[],
  holders: readonly Address[],
  kept = 0n,
): Promise<readonly string[]> {
  const reads = tokens.flatMap((address) =>
    [...new Set(holders)].map((holder) => ({
      abi: erc20Abi,
      address,
      functionName: 'balanceOf' as const,
      args: [holder] as const,
    })),
  )
  if (reads.length === 0) return []
  const balances = await multicall(chain, {
    contracts: reads,
    allowFailure: false,
    deployless: true,
    batchSize: BATCH_BYTES,
  })
  return reads.flatMap(({ address, args }, i) => {
    const balance = balances[i] ?? 0n
    return balance > kept ? [`${balance} of ${address} in ${args[0]}`] : []
  })
}

async function findAllowances(
  { chain }: Harness,
  tokens: readonly Address[],
  owners: readonly Address[],
  spenders: readonly Address[],
): Promise<readonly string[]> {
  const reads = tokens.flatMap((address) =>
    owners.flatMap((owner) =>
      spenders.map((spender) => ({
        abi: erc20Abi,
        address,
        functionName: 'allowance' as const,
        args: [owner, spender] as const,
      })),
    ),
  )
  if (reads.length === 0) return []
  const allowed = await multicall(chain, {
    contracts: reads,
    allowFailure: false,
    deployless: true,
    batchSize: BATCH_BYTES,
  })
  return reads.flatMap(({ address, args }, i) =>
    allowed[i] ? [`an allowance of ${allowed[i]} of ${address} from ${args[0]} to ${args[1]}`] : [],
  )
}
