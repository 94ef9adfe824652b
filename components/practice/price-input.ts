import { parseAmountInput } from '../../lib/format/amount'
import { formatDecimal } from '../../lib/format/decimal'
import { explainUnread } from '../../lib/format/explain-unread'

export type ParsedPrice =
  | { readonly ok: true; readonly price: string }
  | { readonly ok: false; readonly error: string }

const DECIMALS = 8
/** Any price that the chain takes is less: $1 billion. */
const CEILING_E8 = 10n ** 17n

/** What a person typed → a decimal string in USD, exactly. */
export function parsePriceInput(priceInput: string): ParsedPrice {
  const text = priceInput.trim().replace(/^\$/, '')
  const parsed = parseAmountInput(text, DECIMALS)
  return parsed.ok && parsed.amount < CEILING_E8
    ? { ok: true, price: formatDecimal(parsed.amount, DECIMALS) }
    : { ok: false, error: explainUnread(text, BAD_PRICE) }
}

const BAD_PRICE =
  'Write a price in US dollars like 1800.5: above 0, below 1 billion, with 8 decimals at most.'

/** A price of the chain without the zeros that say nothing: "2000.00000000" is "2000". */
export function trimPrice(price: string): string {
  return price.includes('.') ? price.replace(/\.?0+$/, '') : price
}
