import { decodeErrorResult, encodeErrorResult, type Hex, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { errorAbi, explainError } from './explain'
import { meanings } from './meanings'
import { meaningsOfExchanges } from './of-exchanges'
import { meaningsOfTokenErrors, meaningsOfTokens, tokenErrorAbi } from './of-tokens'

/** What a chain would say, decoded as a revert is. */
function explain(data: Hex) {
  const { errorName, args = [] } = decodeErrorResult({ abi: errorAbi, data })
  return explainError(errorName, args)
}

describe('what tokens revert with', () => {
  it.each([
    ['ERC20: transfer amount exceeds balance', 'amount-over-balance'],
    ['ERC20: burn amount exceeds balance', 'amount-over-balance'],
    ['Dai/insufficient-balance', 'amount-over-balance'],
    ['Dai/insufficient-allowance', 'allowance-too-low'],
    ['ERC20: insufficient allowance', 'allowance-too-low'],
    ['ERC20: transfer amount exceeds allowance', 'allowance-too-low'],
    ['Pausable: paused', 'refused-by-contract'],
    ['Blacklistable: account is blacklisted', 'refused-by-contract'],
    ['GPv2: failed transferFrom', 'refused-by-contract'],
  ])('%s is %s', (text, code) => {
    expect(explainError('Error', [text])).toMatchObject({ code, severity: 'refusal' })
  })

  it('is the same where a newer token has an error of its own for it', () => {
    const amounts = [zeroAddress, 1n, 2n]
    const revert = (errorName: string, args: readonly unknown[]) =>
      encodeErrorResult({ abi: errorAbi, errorName, args })
    expect(explain(revert('ERC20InsufficientBalance', amounts))?.code).toBe('amount-over-balance')
    expect(explain(revert('ERC20InsufficientAllowance', amounts))?.code).toBe('allowance-too-low')
    expect(explain(revert('EnforcedPause', []))?.code).toBe('refused-by-contract')
    const declared = tokenErrorAbi.map((one) => ('name' in one ? one.name : ''))
    expect(declared.toSorted()).toEqual(Object.keys(meaningsOfTokenErrors).toSorted())
  })
})

it('all is said in whole words: short enough to be repeated, without codes, fit to follow a colon', () => {
  const all = [
    ...meanings.map(([, , meaning]) => meaning),
    ...[meaningsOfExchanges, meaningsOfTokens, meaningsOfTokenErrors].flatMap((of) => Object.values(of)),
  ]
  const said = all.flatMap((meaning) => ('says' in meaning ? [meaning.says] : []))
  expect(said.length).toBeGreaterThan(30)
  for (const text of said) {
    expect(text).toMatch(/^(The|This|A|An|One|Against) .*[a-z]$/)
    expect(text.length).toBeLessThanOrEqual(160)
    expect(text).not.toMatch(/0x|[A-Z]{3,}/)
  }
})
