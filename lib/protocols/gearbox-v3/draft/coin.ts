import { type Asset, type AssetAmount, isSameAddress } from '../../../domain/asset'
import { findCoin } from '../../../domain/coin'
import type { ManageIntent, OpenIntent } from '../../../domain/intent'
import { listSpends } from '../../../domain/requirement'
import type { MarketSnapshot, OperationDraft } from '../../protocol'
import { findWrappedCoin } from '../addresses'
import { convertAsset, findToken } from '../read/assets'
import { stateOf } from '../read/convert'
import { addUp } from './finish'
import { type Refusal, refuse } from './refusal'

type Draft = OperationDraft | Refusal

/** An intent in tokens, with the coin that pays for it; null where it is about none. */
type Asked<Of> = {
  readonly intent: Of
  readonly paid: { readonly coin: Asset; readonly wrapped: Asset } | null
}

/**
 * An operation that is paid with the chain's coin, as one with what that is wrapped as: a facade wraps whatever of the coin goes
 * along with its call and hands it to the caller, of whom it is then taken as any token (`CreditFacadeV3._wrapETH`). It pays out
 * tokens alone, so what asks for the coin is refused.
 */
export function readCoin<Of extends OpenIntent | ManageIntent>(
  markets: MarketSnapshot,
  intent: Of,
): Asked<Of> | Refusal {
  const coin = findCoin(intent)
  if (!coin) return { intent, paid: null }
  const wrapped = findWrapped(markets)
  const isPaid = intent.kind === 'open' || intent.kind === 'deposit' || intent.kind === 'repay'
  if (!wrapped || !isPaid) return refuse('no-route', 'asset')
  return { intent: inTokens(intent, wrapped), paid: { coin, wrapped } }
}

/** The draft with the coin along, and nothing of what it is wrapped as taken from what was there before. */
export function payInCoin(draft: Draft, { paid }: Pick<Asked<unknown>, 'paid'>): Draft {
  return paid && 'calls' in draft ? pay(draft, paid.coin, paid.wrapped) : draft
}

function findWrapped(markets: MarketSnapshot): Asset | null {
  const address = findWrappedCoin(markets.chainId)
  if (!address) return null
  const [token] = stateOf(markets).raw.markets.flatMap((market) => findToken(market, address) ?? [])
  return token ? convertAsset(token) : null
}

function inTokens<Of extends OpenIntent | ManageIntent>(intent: Of, asset: Asset): Of {
  if (intent.kind !== 'open' && intent.kind !== 'deposit') return intent
  return { ...intent, deposit: { ...intent.deposit, asset } }
}

function pay(draft: OperationDraft, coin: Asset, wrapped: Asset): OperationDraft {
  const isWrapped = ({ asset }: AssetAmount) => isSameAddress(asset.address, wrapped.address)
  const amount = listSpends(draft.requirements)
    .filter(isWrapped)
    .reduce((sum, spend) => sum + spend.amount, 0n)
  if (amount === 0n) return draft
  const give = { asset: coin, amount }
  const get = { asset: wrapped, amount }
  return {
    ...draft,
    requirements: draft.requirements.map((one) =>
      one.kind === 'allowance' && isWrapped(one) ? { ...one, fromWallet: 0n } : one,
    ),
    calls: draft.calls.map(({ call, actions, ...rest }, index) =>
      index === 0
        ? { ...rest, call: { ...call, value: amount }, actions: [{ kind: 'wrap', give, get }, ...actions] }
        : { ...rest, call, actions },
    ),
    walletChanges: addUp([
      { asset: coin, amount: -amount },
      ...draft.walletChanges,
      { asset: wrapped, amount },
    ]),
  }
}
