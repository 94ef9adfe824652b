import {
  type Address,
  type Chain,
  createClient,
  encodeFunctionData,
  erc20Abi,
  http,
  isAddressEqual,
  numberToHex,
} from 'viem'
import { getBlockNumber, readContract } from 'viem/actions'
import {
  advanceTime,
  fund,
  liquidateUnhealthy,
  readGifts,
  readPricedAssets,
  revertTo,
  setPrice,
  snapshot,
} from '../../devnet/controls'
import { makePracticeChain } from '../../lib/config/chains'
import { hosts } from './ports'

const NOBODY: Address = '0x000000000000000000000000000000000000dEaD'
/** Who sends tokens unasked. */
const STRANGER: Address = '0x00000000000000000000000000000000000051DE'

/** What a test may do to the chain beneath the page, and ask of it. */
export type ChainControls = ReturnType<typeof connectChain>

const ofAllTests = makePracticeChain(hosts.rpcUrl, 0)

export function connectChain(network: Chain = ofAllTests) {
  const client = createClient({ chain: network, transport: http(undefined, { retryCount: 0 }) })

  /** The address behind a symbol; several assets may be asked for by tests, only priced ones are known. */
  async function addressOf(symbol: string): Promise<Address> {
    const asset = (await readPricedAssets(client)).find((priced) => priced.symbol === symbol)
    if (!asset) throw new Error(`No asset ${symbol} has a price on the practice chain`)
    return asset.address
  }

  const request = (method: string, params: readonly unknown[]) =>
    client.request<{ Parameters: readonly unknown[]; ReturnType: unknown }>({ method, params })

  return {
    /** For reads that a test makes of the contracts themselves. */
    client,
    addressOf,
    priceOf: async (asset: Address): Promise<string> => {
      const found = (await readPricedAssets(client)).find((priced) => isAddressEqual(priced.address, asset))
      if (!found) throw new Error(`${asset} has no price on the practice chain`)
      return found.price
    },
    /** US dollars, as a decimal string. */
    setPrice: async (symbol: string, price: string, options?: { readonly feedOnly: boolean }) =>
      setPrice(client, await addressOf(symbol), price, options),
    /** Wei per gas of the next block, which is mined. */
    setBaseFee: async (wei: bigint) => {
      await request('anvil_setNextBlockBaseFeePerGas', [`0x${wei.toString(16)}`])
      await request('evm_mine', [])
    },
    advanceTime: (seconds: number) => advanceTime(client, seconds),
    /** Moves the clock on and nothing else: prices grow old. */
    letPricesAge: async (seconds: number) => {
      await request('evm_increaseTime', [seconds])
      await request('evm_mine', [])
    },
    fund: (account: Address) => fund(client, account),
    /** Somebody else sends tokens, in their smallest unit, to whoever did not ask for them. */
    give: async (symbol: string, to: Address, amount: bigint) => {
      await fund(client, STRANGER)
      await request('anvil_impersonateAccount', [STRANGER])
      const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [to, amount] })
      await request('eth_sendTransaction', [{ from: STRANGER, to: await addressOf(symbol), data }])
      await request('anvil_stopImpersonatingAccount', [STRANGER])
    },
    /** Sends all tokens of an account away; its ether stays. */
    emptyWallet: async (account: Address) => {
      await request('anvil_impersonateAccount', [account])
      const priced = (await readPricedAssets(client)).map(({ address }) => address)
      for (const address of new Set([...priced, ...(await readGifts(client))])) {
        const token = { address, abi: erc20Abi } as const
        const balance = await readContract(client, { ...token, functionName: 'balanceOf', args: [account] })
        if (balance === 0n) continue
        const data = encodeFunctionData({ ...token, functionName: 'transfer', args: [NOBODY, balance] })
        await request('eth_sendTransaction', [{ from: account, to: address, data }])
      }
      await request('anvil_stopImpersonatingAccount', [account])
    },
    liquidateUnhealthy: () => liquidateUnhealthy(client),
    /** Off, what is sent waits until `mine`. On again after every test. */
    setAutomine: (isOn: boolean) => request('evm_setAutomine', [isOn]),
    mine: () => request('evm_mine', []),
    /** Takes what waits out of the node's memory, as nodes do with what pays too little. */
    dropTransaction: (hash: string) => request('anvil_dropTransaction', [hash]),
    blockNumber: () => getBlockNumber(client, { cacheTime: 0 }),
    /** What a page's own read would have brought at an older block. */
    readAt: (params: readonly unknown[], block: bigint) =>
      request('eth_call', [params[0], numberToHex(block), params[2]]),
    snapshot: () => snapshot(client),
    revertTo: (id: `0x${string}`) => revertTo(client, id),
  }
}
