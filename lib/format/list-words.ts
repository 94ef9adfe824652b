/** "USDC", "USDC or WETH", "USDC, WETH and DAI"; "" of none. */
export function listWords(words: readonly string[], joint: 'and' | 'or'): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${joint} ${last}`
}
