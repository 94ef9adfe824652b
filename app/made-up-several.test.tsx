import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test } from 'vitest'
import { YearBreakdown } from '../components/position/year-breakdown'
import { WAD } from '../lib/domain/math'
import type { OwnedPosition } from '../lib/domain/position'
import { findBorrowAprWad } from '../lib/domain/rates'
import { prepareWhatIf } from '../lib/domain/what-if-subject'
import { computeYearOutcome } from '../lib/domain/year-outcome'
import { madeUpProtocol } from '../lib/protocols/testing/made-up'
import { holder } from '../lib/protocols/testing/made-up/reader'
import { dollar, ether, owed, staked } from '../lib/protocols/testing/made-up/terms'
import { madeUpChain, madeUpNode } from '../lib/queries/testing/made-up'

// 10 stWETH and 1,000 USDC against 3 WETH and 4,000 USDC, which are two ether.
const { client } = madeUpNode(madeUpChain(902, 'Fast'), () => 7n)
let whole: OwnedPosition

beforeAll(async () => {
  const { positions } = await madeUpProtocol.fetchAccount(client, 902, holder)
  const [position] = positions
  if (!position) throw new Error('The holder has no position')
  whole = position
})

test('a borrow rate in a scenario is of the first debt that is owed: the others keep theirs', () => {
  const { rates } = whole
  const subject = prepareWhatIf(whole, rates)
  expect(subject).toMatchObject({ borrowed: ether, owesSeveral: true })
  expect(subject.borrowAprWad).toBe(findBorrowAprWad(rates, ether))
  const interestAt = (borrowAprWad: bigint) =>
    subject.computeOutcome({ prices: [], days: 365n, borrowAprWad }).interestE8
  // 5 % of two ether that are owed in dollars, and of three ether what is asked
  expect(interestAt(0n)).toBe(10_000_000n)
  expect(interestAt(WAD / 10n)).toBe(40_000_000n)
  const other = prepareWhatIf({ ...whole, debts: [owed(ether, 0n), owed(dollar, 10n ** 6n)] }, rates)
  expect(other).toMatchObject({ borrowed: dollar, owesSeveral: false })
})

test('of several collaterals a year says which brings what', () => {
  const growth = { kind: 'share-growth', aprWad: WAD / 100n, asset: null } as const
  const lent = { kind: 'interest', aprWad: WAD / 100n, asset: null } as const
  const yieldsByCollateral = { [staked.address]: [growth], [dollar.address]: [lent] }
  const outcome = computeYearOutcome(whole, { ...whole.rates, yieldsByCollateral })
  if (!outcome) throw new Error('No year')
  const page = renderToStaticMarkup(
    <YearBreakdown outcome={outcome} leverageText="2x" hasTradingFees={false} />,
  )
  expect(page).toContain('Growth of each share, of stWETH')
  expect(page).toContain('Interest from borrowers, of USDC')
})
