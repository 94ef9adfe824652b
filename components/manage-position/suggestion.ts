import type { Asset } from '../../lib/domain/asset'
import type { OwnedPosition } from '../../lib/domain/position'
import { formatDecimal, formatFixed } from '../../lib/format/decimal'
import type { WayOutAction } from '../../lib/plan/search-way'
import type { TextChange } from '../form/kept-inputs'

export const TAB_OF = {
  repay: 'repay',
  deposit: 'deposit',
  'change-leverage': 'leverage',
  close: 'close',
} as const satisfies Record<WayOutAction['kind'], string>

/** What a form of a position is called, by the tab that it is in. */
export function nameForm(tab: string, { id }: Pick<OwnedPosition, 'id'>): string {
  return `${tab}|${id}`
}

/** A way out as somebody would type it into the form that takes it: whatever else was typed there goes. */
export function typeSuggestion(
  action: WayOutAction,
  { debts: [first] }: Pick<OwnedPosition, 'debts'>,
): TextChange {
  return { ...NOTHING, ...typeAction(action, first.asset) }
}

function typeAction(action: WayOutAction, firstDebt: Asset): TextChange {
  switch (action.kind) {
    case 'repay': {
      const { debtAsset, amount } = action
      const typed: TextChange =
        amount === 'all'
          ? { max: 'max' }
          : { amount: formatDecimal(amount, (debtAsset ?? firstDebt).decimals) }
      return debtAsset ? { asset: debtAsset.address, ...typed } : typed
    }
    case 'deposit': {
      const { asset, amount } = action.deposit
      return { asset: asset.address, amount: formatDecimal(amount, asset.decimals), use: action.use }
    }
    case 'change-leverage':
      return { leverage: formatFixed(action.leverageWad, 18, { maxDecimals: 2 }) }
    case 'close':
      return action.coverShortfall ? { cover: 'yes' } : {}
  }
}

/** The tolerance too: ways out are planned under the usual one. */
const NOTHING: TextChange = {
  amount: null,
  max: null,
  asset: null,
  use: null,
  leverage: null,
  compound: null,
  receive: null,
  cover: null,
  slippage: null,
  deadline: null,
}
