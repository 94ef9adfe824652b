import type { Address, Client, Hex } from 'viem'
import type { Liquidation } from './liquidations'
import type { PricedAsset } from './practice-methods'

/** The assets whose price can be set, with their prices now. */
export async function readPricedAssets(client: Client): Promise<readonly PricedAsset[]> {
  const { assets } = await call<{ assets: readonly PricedAsset[] }>(client, 'furrow_practice', [])
  return assets
}

/** The tokens that `fund` hands out. */
export async function readGifts(client: Client): Promise<readonly Address[]> {
  const { gifts } = await call<{ gifts: readonly Address[] }>(client, 'furrow_practice', [])
  return gifts
}

/**
 * Sets an asset's price, US dollars as a decimal string, and lets arbitrage bring the exchanges there. `feedOnly`
 * leaves the exchanges where they are.
 */
export async function setPrice(
  client: Client,
  asset: Address,
  price: string,
  options: { readonly feedOnly?: boolean } = {},
): Promise<void> {
  await call(client, 'furrow_setPrice', [asset, price, options])
}

/** Lets arbitrage bring every exchange to the prices that are set. */
export async function settlePools(client: Client): Promise<void> {
  const [any] = await readPricedAssets(client)
  if (any) await setPrice(client, any.address, any.price)
}

/** Moves the clock on, keeps rewards flowing, and returns the new block's timestamp. */
export function advanceTime(client: Client, seconds: number): Promise<number> {
  return call<number>(client, 'furrow_advanceTime', [seconds])
}

/** Hands out ether and test tokens. */
export async function fund(client: Client, account: Address): Promise<void> {
  await call(client, 'furrow_fund', [account])
}

/** Liquidates every account with a health factor below 1, all of it or what its protocol takes at once; each once in the list. */
export function liquidateUnhealthy(client: Client): Promise<readonly Liquidation[]> {
  return call<readonly Liquidation[]>(client, 'furrow_liquidate', [])
}

/** Remembers the chain's state, clock included. */
export function snapshot(client: Client): Promise<Hex> {
  return call<Hex>(client, 'evm_snapshot', [])
}

/** Goes back to a snapshot; it and all later ones are used up. */
export async function revertTo(client: Client, id: Hex): Promise<void> {
  if (!(await call<boolean>(client, 'evm_revert', [id]))) throw new Error(`There is no snapshot ${id}`)
}

function call<Result>(client: Client, method: string, params: readonly unknown[]): Promise<Result> {
  type Method = { Parameters: readonly unknown[]; ReturnType: Result }
  return client.request<Method>({ method, params }, { retryCount: 0 })
}
