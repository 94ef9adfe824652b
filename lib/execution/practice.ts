import * as v from 'valibot'
import type { Client } from 'viem'
import type { Address } from '../domain/asset'
import { address } from './border'
import { NonsenseError } from './node-fault'

const liquidations = v.array(v.object({ account: address }))

/** Sets an asset's price on the practice chain, feed and pools. `price` is a decimal string in USD. */
export async function setPracticePrice(client: Client, asset: Address, price: string): Promise<void> {
  await request(client, 'furrow_setPrice', [asset, price])
}

/** Moves the practice chain's clock ahead and mines a block. */
export async function advancePracticeTime(client: Client, seconds: number): Promise<void> {
  await request(client, 'furrow_advanceTime', [seconds])
}

/** Hands every token of the practice chain to an account. */
export async function fundOnPracticeChain(client: Client, account: Address): Promise<void> {
  await request(client, 'furrow_fund', [account])
}

/** Liquidates every position whose health factor is under 1, and says which, by their addresses. */
export async function liquidateOnPracticeChain(client: Client): Promise<readonly Address[]> {
  const { success, output } = v.safeParse(liquidations, await request(client, 'furrow_liquidate', []))
  if (!success) throw new NonsenseError('The practice chain did not say what it liquidated')
  return output.map(({ account }) => account)
}

async function request(client: Client, method: string, params: readonly unknown[]): Promise<unknown> {
  return client.request<{ Parameters: readonly unknown[]; ReturnType: unknown }>(
    { method, params },
    { retryCount: 0 },
  )
}
