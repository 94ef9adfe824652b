import { decodeFunctionResult, encodeFunctionData, parseAbi } from 'viem'
import type { Address } from '../../../domain/asset'
import type { RawMarket } from '../read/raw'
import type { Venue } from '../venues/venue'

export const ROUTER: Address = `0x${'51'.repeat(20)}`
export const ROUTER_ADAPTER: Address = `0x${'52'.repeat(20)}`

export const routerAbi = parseAbi([
  'function quote(address from, address to, uint256 amount) view returns (uint256)',
  'function swapDiff(address from, address to, uint256 leftover, uint256 minRateRay)',
])

/**
 * A router that alone knows what it gives, and nothing of it before it is asked: WETH for the reward that nothing else
 * trades. Imports nothing that the lists lead to, so that a test can put it into them.
 */
export const madeUpRouter: Venue = {
  id: 'made-up-router',
  isAtMarket: true,
  listPassages: (market) => {
    const [from, to] = [findToken(market, 'RWD'), findToken(market, 'WETH')]
    return from && to ? [{ from, to, index: 0 }] : []
  },
  describe: () => ({ kind: 'swap', venue: 'Made-up router' }),
  quote: (_market, { from, to }, give, ask) => {
    const answer = ask(
      ROUTER,
      encodeFunctionData({ abi: routerAbi, functionName: 'quote', args: [from, to, give] }),
    )
    if (answer === null) return null
    const amountOut = decodeFunctionResult({ abi: routerAbi, functionName: 'quote', data: answer })
    return { amountOut, priceImpactWad: 0n, feeWad: 0n }
  },
  encode: (_market, { from, to }, { leftover, minRateRay }) => ({
    target: ROUTER_ADAPTER,
    callData: encodeFunctionData({
      abi: routerAbi,
      functionName: 'swapDiff',
      args: [from, to, leftover, minRateRay],
    }),
  }),
}

function findToken({ tokens }: RawMarket, symbol: string): Address | undefined {
  return tokens.find((token) => token.symbol === symbol)?.token
}
