import { expect, test } from 'vitest'
import { describePools } from './describe-pools'

const [lender, vaults] = [
  { name: 'Lender', hasPools: true },
  { name: 'Vaults', hasPools: false },
]

test('pools are said to be of the farms that they lend to, and of no other', () => {
  expect(describePools([lender])).toContain('What the farms borrow comes from these pools.')
  expect(describePools([lender, vaults])).toContain('What farms on Lender borrow comes from these pools.')
})
