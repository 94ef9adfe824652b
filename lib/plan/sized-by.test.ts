import { describe, expect, it } from 'vitest'
import type { Intent } from '../domain/intent'
import { formatIssue } from '../format/issue'
import { findSizedBy } from './sized-by'

const adviceTo = (kind: Intent['kind']) =>
  formatIssue({
    code: 'price-impact-too-high',
    severity: 'refusal',
    priceImpactWad: 10n ** 17n,
    // the kind alone decides
    sizedBy: findSizedBy({ kind } as Intent),
  }).text

describe('what loses less', () => {
  it('is something that the form has', () => {
    expect(adviceTo('deposit')).toContain('A smaller amount')
    expect(adviceTo('open')).toContain('A smaller amount or less leverage')
    expect(adviceTo('change-leverage')).toContain('Smaller steps of leverage')
    for (const kind of ['change-leverage', 'close', 'claim'] as const) {
      expect(adviceTo(kind)).not.toContain('amount')
    }
  })
})
