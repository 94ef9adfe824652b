import { type Address, isSameAddress } from '../../../domain/asset'
import { isSameId } from '../../../domain/id'
import type { Intent } from '../../../domain/intent'
import { createBatch, decodeBatch } from '../../batch/batch'
import { batchCode } from '../../batch/batch.generated'
import { LENS_ADDRESS } from '../../batch/call-code'
import type { AccountProbe, MarketSnapshot } from '../../protocol'
import { makeFarmId, makePoolId, makePositionId } from '../ids'
import { convertAccount, stateOf } from './convert'
import type { RawMarket, RawSnapshot } from './raw'
import { type FoundAccount, planSnapshot } from './read-snapshot'

/**
 * The owner's wallet and positions, and the markets around them, as one call before and after others: of the markets that
 * an intent concerns, or of all where there is none. `opened` are accounts that the snapshot does not know yet.
 */
export function probeAccount(
  markets: MarketSnapshot,
  owner: Address,
  intent?: Intent,
  opened: readonly FoundAccount[] = [],
): AccountProbe {
  const { raw, growth } = stateOf(markets)
  const concerned = intent ? findConcerned(raw, markets.chainId, intent) : raw.markets
  const structure = {
    ...raw.structure,
    markets: raw.structure.markets.filter(({ creditManager }) =>
      concerned.some((market) => isSameAddress(market.creditManager, creditManager)),
    ),
  }
  const accounts = [...raw.accounts.filter((account) => isSameAddress(account.owner, owner)), ...opened]
  const batch = createBatch({ isOnePage: true, blockNumberFrom: structure.blockNumberFrom })
  const assemble = planSnapshot(batch, structure, { owner, accounts, withNewest: true })
  const [data = '0x'] = batch.pages()
  return {
    to: LENS_ADDRESS,
    code: batchCode,
    data,
    decode: (answer) => convertAccount(assemble(decodeBatch(answer)).raw, growth, markets.chainId, owner),
  }
}

/** The market of a farm or position, those that a pool lends to, those whose contracts an allowance names. */
function findConcerned(raw: RawSnapshot, chainId: number, intent: Intent): readonly RawMarket[] {
  switch (intent.kind) {
    case 'open':
      return raw.markets.filter(({ creditManager, tokens }) =>
        tokens.some(({ token }) => isSameId(makeFarmId(chainId, creditManager, token), intent.farmId)),
      )
    case 'supply':
    case 'withdraw-supply':
      return raw.markets.filter(({ pool }) => isSameId(makePoolId(chainId, pool), intent.poolId))
    case 'revoke':
      return raw.markets.filter(({ creditManager, pool }) =>
        [creditManager, pool].some((spender) => isSameAddress(spender, intent.allowance.spender)),
      )
    case 'sweep':
      return []
    default: {
      const held = raw.accounts.find(({ account }) =>
        isSameId(makePositionId(chainId, account), intent.positionId),
      )
      return raw.markets.filter(
        ({ creditManager }) => held && isSameAddress(creditManager, held.creditManager),
      )
    }
  }
}
