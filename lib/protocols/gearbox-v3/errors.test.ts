import { describe, expect, it } from 'vitest'
import { errorAbi } from './calls.generated'
import { explainError, meanings } from './errors'

describe('explainError', () => {
  it('knows what Gearbox, Uniswap and Balancer mean', () => {
    expect(explainError('NotEnoughCollateralException', [])?.code).toBe('not-enough-collateral')
    expect(explainError('BalanceLessThanExpectedException', ['0x'])?.code).toBe('slippage-exceeded')
    expect(explainError('Error', ['UniswapV2Router: INSUFFICIENT_OUTPUT_AMOUNT'])?.code).toBe(
      'slippage-exceeded',
    )
    expect(explainError('Error', ['BAL#508'])?.code).toBe('deadline-passed')
  })

  it('leaves what it does not know to be shown by name', () => {
    expect(explainError('SomethingNewException', [])).toBeNull()
    expect(explainError('Error', [])).toBeNull()
  })

  it('names only errors that Gearbox has', () => {
    const names = errorAbi.map((error) => error.name)
    expect(names).toEqual(expect.arrayContaining(Object.keys(meanings)))
  })
})
