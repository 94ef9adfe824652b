export type ParsedPrice =
  | { readonly ok: true; readonly price: string }
  | { readonly ok: false; readonly error: string }

/** As large as any price the chain takes: $1 billion. */
const MAX_WHOLE_DIGITS = 9
const MAX_DECIMALS = 8

/** What a person typed → a decimal string in USD, exactly. No signs, no grouping, no exponents. */
export function parsePriceInput(priceInput: string): ParsedPrice {
  const match = /^\$?\s*(\d*)(?:\.(\d*))?$/.exec(priceInput.trim())
  const [whole, fraction] = [match?.[1] ?? '', match?.[2] ?? '']
  if (!match || whole + fraction === '') {
    return refuse('Write the price like 1800.5, in US dollars.')
  }
  if (fraction.length > MAX_DECIMALS) return refuse(`A price has ${MAX_DECIMALS} decimals at most.`)
  const digits = whole.replace(/^0+(?=\d)/, '') || '0'
  if (digits.length > MAX_WHOLE_DIGITS) return refuse('The price is too high. Choose one below $1 billion.')
  const price = fraction === '' ? digits : `${digits}.${fraction}`
  return /[1-9]/.test(price) ? { ok: true, price } : refuse('The price must be above 0.')
}

/** A price of the chain without the zeros that say nothing: "2000.00000000" is "2000". */
export function trimPrice(price: string): string {
  return price.includes('.') ? price.replace(/\.?0+$/, '') : price
}

function refuse(error: string): ParsedPrice {
  return { ok: false, error }
}
