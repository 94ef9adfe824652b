import fc from 'fast-check'
import { expect, test } from 'vitest'
import { computeCompoundedWad } from '../../domain/costs'
import { RAY, SECONDS_PER_YEAR, WAD } from '../../domain/math'
import { nearestLine, roundingLine } from './line'
import { addressOf } from './testing/pool'

const RAY_PER_WAD = RAY / WAD

test.each([roundingLine, nearestLine])(
  'a debt of the line named $name becomes within a year what is estimated of it, and never more',
  ({ compound }) => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 3n * WAD }),
        fc.bigInt({ min: 0n, max: SECONDS_PER_YEAR }),
        (aprWad, seconds) => {
          const cost = { kind: 'interest', debt: addressOf(1), aprWad, compounds: true } as const
          const estimated = (aprWad * seconds) / SECONDS_PER_YEAR + computeCompoundedWad(cost, seconds)
          const charged = compound(aprWad * RAY_PER_WAD, seconds) / RAY_PER_WAD - WAD
          expect(estimated + 1n).toBeGreaterThanOrEqual(charged)
          // the older line compounds from second to second, with fewer digits in the last term
          expect(Number(estimated - charged)).toBeLessThanOrEqual(Number(estimated) * 1e-4 + 3)
        },
      ),
    )
  },
)
