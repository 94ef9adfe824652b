/** Codes with which wallets and nodes say "this method is not here": EIP-1193 4200, JSON-RPC -32601, EIP-1474 -32004. */
const METHOD_ABSENT_CODES: ReadonlySet<number> = new Set([4200, -32601, -32004])

/** Some nodes answer an unknown method with a general code, and say it in words alone. */
const METHOD_ABSENT_WORDS =
  /method.*(not (found|supported|available|exist|allowed|enabled)|does not exist|unsupported)|unsupported method/i

/** Enough for any wrapping that viem, wagmi and a wallet do together; ends a cycle of causes. */
const MAX_CAUSES = 12

/** An error and everything that it wraps, the outermost first. */
export function* causesOf(error: unknown): Generator<Record<string, unknown>> {
  let current = error
  for (let depth = 0; depth < MAX_CAUSES && typeof current === 'object' && current !== null; depth++) {
    const level = current as Record<string, unknown>
    yield level
    // MetaMask wraps the real answer of its node or person in `data.originalError`.
    const original = asRecord(asRecord(level.data)?.originalError)
    if (original) yield original
    current = level.cause
  }
}

export function asRecord(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
}

/** Every error code in an error and its causes, the outermost first. -1 is viem's "unknown" and left out. */
export function errorCodesOf(error: unknown): readonly number[] {
  const codes: number[] = []
  for (const { code } of causesOf(error)) if (typeof code === 'number' && code !== -1) codes.push(code)
  return codes
}

/** The person said no: EIP-1193 4001, wherever it is wrapped. */
export function isRefusal(error: unknown): boolean {
  return errorCodesOf(error).includes(4001)
}

/** What was called has refused, and not the node that was asked: Geth's code for it, which others took over, or the word. */
export function isRevert(error: unknown): boolean {
  return errorCodesOf(error).includes(3) || /\brevert(ed)?\b/i.test(reasonOf(error))
}

/** Whoever was asked does not have the method. */
export function isMethodAbsent(error: unknown): boolean {
  if (errorCodesOf(error).some((code) => METHOD_ABSENT_CODES.has(code))) return true
  return METHOD_ABSENT_WORDS.test(reasonOf(error))
}

/** The innermost words an error has: the node's or wallet's own, without the request that viem repeats around them. */
export function reasonOf(error: unknown): string {
  let reason = ''
  for (const { details, shortMessage, message } of causesOf(error)) {
    const words = [details, shortMessage, message].find((text) => typeof text === 'string' && text !== '')
    if (typeof words === 'string') reason = words
  }
  const firstLine = reason.split('\n')[0]?.trim()
  return firstLine || 'unknown error'
}
