import { describe, expect, it } from 'vitest'
import { formatPreparation } from './preparation'

const delegate = `0x${'12'.repeat(20)}` as const
const dai = { address: delegate, symbol: 'DAI', name: 'Dai', decimals: 18 }

describe('formatPreparation', () => {
  it('tells every digit of what may be borrowed, and by whom', () => {
    const debt = { asset: dai, amount: 10n ** 18n + 1n }
    const made = { kind: 'delegation', delegate, delegateName: 'Test gateway', debt, ways: [] } as const
    expect(formatPreparation(made).text).toMatch(
      /^Let Test gateway 0x1212…1212 borrow exactly 1\.000000000000000001 DAI in your name$/,
    )
  })

  it('says where there is no limit', () => {
    const made = { kind: 'delegation', delegate, delegateName: 'Test gateway', debt: null, ways: [] } as const
    expect(formatPreparation(made).text).toContain('without a limit')
  })

  it('names an account that is created, and its address', () => {
    const made = { kind: 'account', address: delegate, name: 'Safe', ways: [] } as const
    expect(formatPreparation(made)).toMatchObject({
      title: 'Create an account of your own',
      text: expect.stringContaining('Create your Safe 0x1212…1212'),
    })
  })
})
