import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { createSafeSteps } from '../../lib/execution/testing/safe-plan'
import { SafeExplained } from './safe-explained'

const { create, approve, execute } = createSafeSteps()

test('a first Safe is explained, with the whole of its address to copy', () => {
  const html = renderToStaticMarkup(<SafeExplained steps={[create, approve, execute]} />)
  if (create.kind !== 'prepare' || create.requirement.kind !== 'account') throw new Error('no creation')
  expect(html).toContain(create.requirement.address)
  expect(html).toContain('You alone own it')
  expect(html).toContain('Copy address')
})

test('one that is there needs no explanation', () => {
  expect(renderToStaticMarkup(<SafeExplained steps={[approve, execute]} />)).toBe('')
})
