import { encodeFunctionData } from 'viem'
import { isSameAddress } from '../../../../domain/asset'
import { mulDivDown, RAY } from '../../../../domain/math'
import { adapterAbi } from '../../draft/calls.generated'
import { tokenOf } from '../../read/assets'
import type { RawMarket } from '../../read/raw'
import { poolOf } from '../pools'
import type { Passage, Venue } from '../venue'
import { erc4626Reader } from './read'

export const erc4626: Venue = {
  ...erc4626Reader,
  isAtMarket: false,
  describe: (market, passage) => ({
    kind: isDeposit(market, passage) ? 'vault-deposit' : 'vault-redeem',
    venue: tokenOf(market, poolOf(market.vaults, passage).vault).symbol,
  }),
  quote: (market, passage, give) => {
    const { assetsPerShare } = poolOf(market.vaults, passage)
    const amountOut = isDeposit(market, passage)
      ? mulDivDown(give, RAY, assetsPerShare)
      : mulDivDown(give, assetsPerShare, RAY)
    return { amountOut, priceImpactWad: 0n, feeWad: 0n }
  },
  roomFor: (market, passage) =>
    isDeposit(market, passage) ? poolOf(market.vaults, passage).maxDeposit : null,
  encode: (market, passage, { leftover }) => ({
    target: poolOf(market.vaults, passage).adapter,
    callData: encodeFunctionData({
      abi: adapterAbi,
      functionName: isDeposit(market, passage) ? 'depositDiff' : 'redeemDiff',
      args: [leftover],
    }),
  }),
}

function isDeposit(market: RawMarket, passage: Passage): boolean {
  return isSameAddress(passage.to, poolOf(market.vaults, passage).vault)
}
