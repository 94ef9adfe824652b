import { useId } from 'react'
import type { Asset } from '../../lib/domain/asset'
import { COIN_ADDRESS, isCoin } from '../../lib/domain/coin'
import { formatSymbol } from '../../lib/format/symbol'
import type { Typed } from '../form/use-typed'
import { Field } from '../ui/field'
import { Select } from '../ui/select'

/** In what an asset is paid or received: as it is, or as the chain's coin where that is offered beside it. */
export type CoinChoice = {
  readonly assets: readonly Asset[]
  readonly chosen: Asset
  /** As an intent names it; undefined where it is paid or received as it is. */
  readonly coin: Asset | undefined
}

/** What is typed, among the asset itself and what was offered with it. */
export function chooseCoin(
  { texts }: Pick<Typed, 'texts'>,
  asset: Asset,
  assets: readonly Asset[],
): CoinChoice {
  const isAsked = texts.get('as') === 'coin'
  const coin = isAsked ? assets.find(isCoin) : undefined
  return { assets, chosen: coin ?? asset, coin }
}

type Props = { readonly label: string; readonly choice: CoinChoice; readonly typed: Typed }

/** Nothing where there is nothing to choose. */
export function CoinField({ label, choice: { assets, chosen }, typed }: Props) {
  const id = useId()
  if (assets.length < 2) return null
  return (
    <Field id={id} label={label}>
      <Select
        id={id}
        value={chosen.address}
        onChange={(address) => typed.type({ as: address === COIN_ADDRESS ? 'coin' : null })}
        options={assets.map((asset) => ({ value: asset.address, label: formatSymbol(asset) }))}
      />
    </Field>
  )
}
