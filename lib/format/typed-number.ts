/** Digits before and after the decimal sign; either may be empty. */
type Digits = { readonly whole: string; readonly fraction: string }

/** The two numbers that a text may stand for, each as it would be typed without a doubt: "1000" and "1.000". */
export type Readings = { readonly whole: string; readonly decimal: string }

export type TypedNumber =
  | ({ readonly kind: 'number' } & Digits)
  | ({ readonly kind: 'ambiguous' } & Readings)
  | { readonly kind: 'unreadable' }

const PLAIN = /^(\d*)(?:([.,])(\d*))?$/
/** One and the same sign between all thousands, and perhaps another one before decimals. */
const GROUPED = /^([1-9]\d{0,2}(?:([\s'’,.])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d*))?$/
/** As East Asian keyboards write them. */
const WIDE = /[０-９．，]/g

/**
 * What a person typed → a number with so many decimals, as far as it can mean only one. The second of two different
 * signs stands before decimals ("1.000,5", "1,000.5"); a sign that comes again, a space and an apostrophe stand between
 * thousands ("1,000,000", "1 000", "1'000"). A point alone is the one that we write ourselves; a comma alone stands
 * before decimals too, except in "1,000", which is 1 in half of the world. No minus, exponents or hex, and no groups
 * but of three digits: a slip of the finger looks like them.
 */
export function readTypedNumber(text: string, decimals: number): TypedNumber {
  const typed = text.trim().replace(WIDE, (wide) => wide.normalize('NFKC'))
  const [, whole = '', sign, fraction = ''] = PLAIN.exec(typed) ?? []
  const [, thousands, , rest = ''] = GROUPED.exec(typed) ?? []
  const grouped = thousands?.replace(/\D/g, '')
  if (grouped === undefined || sign === '.')
    return whole + fraction ? { kind: 'number', whole, fraction } : { kind: 'unreadable' }
  return sign && decimals > 0
    ? { kind: 'ambiguous', whole: grouped, decimal: `${whole}.${fraction}` }
    : { kind: 'number', whole: grouped, fraction: rest }
}

/** The question to whoever typed what may be two numbers. */
export function askWhichNumber({ whole, decimal }: Readings): string {
  return `Did you mean ${whole} or ${decimal}? Write it without a comma.`
}
