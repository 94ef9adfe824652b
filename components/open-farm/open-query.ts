import { parseAmountInput } from '../../lib/format/amount'
import { parseMultipleInput } from '../../lib/format/multiple'
import type { TextChange } from '../form/kept-inputs'

/** What a shared address says of the form that opens a position. */
export type OpenQuery = {
  readonly amountInput: string
  readonly leverageInput: string
  readonly depositAddress: string
}

const AMOUNT = 'amount'
const LEVERAGE = 'leverage'
const DEPOSIT = 'deposit'

/** No token has more: what is longer was not typed by anybody. */
const MAX_DECIMALS = 36

/** Inputs as the address keeps them; an empty one is not kept. */
export function writeOpenQuery(inputs: OpenQuery): Readonly<Record<string, string>> {
  return {
    [AMOUNT]: isAmount(inputs.amountInput) ? inputs.amountInput.trim() : '',
    [LEVERAGE]: parseMultipleInput(inputs.leverageInput).ok ? inputs.leverageInput.trim() : '',
    [DEPOSIT]: inputs.depositAddress,
  }
}

/** What of an address's query can be read; null what cannot. Whether a farm takes the asset is for the farm to say. */
export function parseOpenQuery(query: string): { readonly [Key in keyof OpenQuery]: string | null } {
  const params = new URLSearchParams(query)
  const amount = params.get(AMOUNT)
  const leverage = params.get(LEVERAGE)
  return {
    amountInput: amount !== null && isAmount(amount) ? amount.trim() : null,
    leverageInput: leverage !== null && parseMultipleInput(leverage).ok ? leverage.trim() : null,
    depositAddress: params.get(DEPOSIT),
  }
}

/** The same as what is typed into the form: all of it is the link's, where that says anything. */
export function readLinkedInputs(query: string): TextChange | null {
  const { amountInput, leverageInput, depositAddress } = parseOpenQuery(query)
  if (amountInput === null && leverageInput === null && depositAddress === null) return null
  return { amount: amountInput, leverage: leverageInput, asset: depositAddress }
}

function isAmount(text: string): boolean {
  return parseAmountInput(text, MAX_DECIMALS).ok
}
