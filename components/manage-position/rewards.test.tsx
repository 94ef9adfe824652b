import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { account } from '../../lib/protocols/gearbox-v3/testing/any-input'
import { Rewards } from './rewards'

const [position] = account.positions
if (!position) throw new Error('The fixture has a position')
const [{ asset }] = position.debts
const earning = { ...position, rewards: [{ asset, amount: 5n, priceE8: 0n }] }

const draw = (of: typeof position) =>
  renderToStaticMarkup(<Rewards source={{ position: of, account, readAtMs: 0, farm: null }} isOwn={false} />)

test('what closing does with rewards is said as their protocol does it', () => {
  expect(draw(earning)).toContain('Closing sends them to your wallet')
  expect(draw({ ...earning, leavesRewards: true })).toContain(
    'Closing leaves them unclaimed: claim them before, or in your portfolio after',
  )
  expect(draw({ ...earning, rewards: [] })).toBe('')
})
