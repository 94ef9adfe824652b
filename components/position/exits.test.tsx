import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { WAD } from '../../lib/domain/math'
import { makeIssue } from '../../lib/domain/testing/sample-issues'
import type { Unit } from '../../lib/domain/unit'
import type { Exit } from '../../lib/plan/find-exits'
import { Exits } from './exits'

const lowered = { kind: 'change-leverage', leverageWad: 2n * WAD, compound: false } as const
const open: Exit = { share: 50, action: lowered, costE8: 123_400_001n, kind: 'open' }
const draw = (exit: Exit, unit?: Unit) => renderToStaticMarkup(<Exits exits={[exit]} unit={unit} />)

test('says what leaving a part costs, in the unit of its protocol, and that it can be done', () => {
  expect(draw(open)).toContain('data-field="exit-cost" data-value="1.23400001" data-share="50"')
  expect(draw(open)).toContain('$1.24')
  expect(draw(open, { id: 'ether', symbol: 'ETH' })).toContain('ETH')
  expect(draw(open)).toContain('data-field="exit-possible" data-value="true" data-share="50"')
})

test('says of what cannot be done why', () => {
  const html = draw({
    ...open,
    kind: 'refused',
    issues: [makeIssue('market-paused')],
    costE8: null,
  })
  expect(html).toContain('data-value="false"')
  expect(html).toMatch(/Not possible now\.<\/span> \S/)
  expect(html).not.toContain('exit-cost')
})
