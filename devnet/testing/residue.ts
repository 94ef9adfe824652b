import { erc20Abi } from 'viem'
import { multicall } from 'viem/actions'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import type { Harness } from './harness'

/** What must not be there after any transaction: allowances of the wallet, tokens in what only passes them on. */
export async function findResidue(
  { chain, driver }: Harness,
  account: AccountSnapshot,
): Promise<readonly string[]> {
  const allowances = account.wallet.flatMap(({ asset, allowances }) =>
    allowances
      .filter((a) => a.amount > 0n)
      .map((a) => `${asset.symbol} allowance of ${a.amount} to ${a.spender}`),
  )
  const holders = [...new Set(driver.listPassages(account.markets))]
  const reads = account.wallet.flatMap(({ asset }) =>
    holders.map((holder) => ({
      abi: erc20Abi,
      address: asset.address,
      functionName: 'balanceOf' as const,
      args: [holder] as const,
    })),
  )
  const balances = await multicall(chain, {
    contracts: reads,
    allowFailure: false,
    deployless: true,
    batchSize: 0,
  })
  const kept = reads.flatMap((read, i) =>
    balances[i] ? [`${balances[i]} of ${read.address} in ${read.args[0]}`] : [],
  )
  return [...allowances, ...kept]
}
