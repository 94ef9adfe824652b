import { erc20Abi } from 'viem'
import { multicall } from 'viem/actions'
import { stateOf } from '../../lib/protocols/gearbox-v3/read/convert'
import type { AccountSnapshot } from '../../lib/protocols/protocol'
import type { Harness } from './harness'

/** What must not be there after any transaction: allowances of the wallet, tokens in adapters, facades or managers. */
export async function findResidue({ chain }: Harness, account: AccountSnapshot): Promise<readonly string[]> {
  const allowances = account.wallet.flatMap(({ asset, allowances }) =>
    allowances
      .filter((a) => a.amount > 0n)
      .map((a) => `${asset.symbol} allowance of ${a.amount} to ${a.spender}`),
  )
  const { markets } = stateOf(account.markets).raw
  const holders = [
    ...new Set(
      markets.flatMap((m) => [
        m.creditManager,
        m.creditFacade,
        ...[m.uniswapPools, m.balancerPools, m.stakings, m.vaults].flat().map((venue) => venue.adapter),
      ]),
    ),
  ]
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
