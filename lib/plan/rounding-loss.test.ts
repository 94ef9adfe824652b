import { expect, it } from 'vitest'
import type { Drafted } from '../protocols/protocol'
import { nameRoundingLoss } from './rounding-loss'
import { makeDraft, makeOpenIntent } from './testing/fixtures'

const impact = {
  code: 'price-impact-too-high',
  severity: 'refusal',
  priceImpactWad: 10n ** 17n,
  sizedBy: 'amount',
} as const
const estimate = { ...makeDraft({}), priceImpactWad: 10n ** 17n }
const refused = { ok: false, issues: [impact], estimate } as const
const nameAfter = (halved: Drafted) => nameRoundingLoss(refused, makeOpenIntent(2), () => halved)

it('blames rounding where half of the amount loses more', () => {
  expect(nameAfter({ ...estimate, priceImpactWad: 2n * 10n ** 17n })).toMatchObject({
    issues: [{ code: 'lost-to-rounding' }],
  })
  expect(nameAfter({ ...estimate, priceImpactWad: 10n ** 16n })).toEqual(refused)
})

it('does not where the chain has to be asked what half of it loses', () => {
  const waitsFor = { key: 'a', to: '0x01', data: '0x' } as const
  expect(nameAfter({ issues: [], waitsFor })).toEqual(refused)
})
