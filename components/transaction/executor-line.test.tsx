import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { ONE_BY_ONE, type WalletAbilities } from '../../lib/execution/executor'
import { chooseHanding } from '../../lib/execution/handing'
import { approveStep, createPlan, mainCall } from '../../lib/execution/testing/fake-plan'
import { createSafeSteps } from '../../lib/execution/testing/safe-plan'
import type { PlanStep } from '../../lib/plan/plan'
import { ExecutorLine } from './executor-line'

const { create, approve, execute } = createSafeSteps()
const batching = { isAtomic: true }

function draw(steps: readonly PlanStep[], abilities: WalletAbilities | null): string {
  const plan = createPlan(steps)
  return renderToStaticMarkup(
    <ExecutorLine plan={plan} handing={chooseHanding(steps, abilities, { status: 'idle' })} />,
  )
}

/** The text of the count, and the executor and the number that tools read. */
function read(html: string) {
  const count = /data-field="signatures"[^>]*>([^<]*)/.exec(html)?.[1]
  const value = /data-value="(\d+)"/.exec(html)?.[1]
  const executor = /data-executor="(\w+)"/.exec(html)?.[1] ?? null
  return { count, value, executor }
}

describe('ExecutorLine', () => {
  test('names each signature of a plain account that opens in a Safe', () => {
    const html = draw([create, approve, execute], ONE_BY_ONE)
    expect(read(html)).toEqual({
      count: '3 signatures: create your Safe, approve TKN, close',
      value: '3',
      executor: 'safe',
    })
    expect(html).toContain('What your Safe then does is one transaction')
  })

  test('is one signature in a wallet that batches', () => {
    const html = draw([create, approve, execute], batching)
    expect(read(html)).toEqual({ count: '1 signature in your wallet', value: '1', executor: 'batch' })
    expect(html).toContain('all steps as one')
  })

  test('is one signature of a Safe that is there', () => {
    expect(read(draw([execute], ONE_BY_ONE))).toEqual({
      count: '1 signature in your wallet',
      value: '1',
      executor: 'safe',
    })
  })

  test('is an account’s own steps where there is no Safe, the alike ones counted', () => {
    expect(read(draw([approveStep(0n), approveStep(5n), mainCall, mainCall], ONE_BY_ONE))).toEqual({
      count: '4 signatures: take back an approval of USDC, approve USDC, close (2 of them)',
      value: '4',
      executor: 'steps',
    })
  })

  test('counts the signatures of a whole way, of which the first leg is signed now', () => {
    const steps = [approveStep(5n), mainCall, mainCall]
    const stop = { leverageWad: 2n * 10n ** 18n, healthFactorWad: 15n * 10n ** 17n }
    const drawLegs = (count: number) => {
      const stops = Array.from({ length: count }, () => stop)
      const legs = { stops, laterSignatures: 5 * (count - 1) }
      const handing = chooseHanding(steps, ONE_BY_ONE, { status: 'idle' })
      return renderToStaticMarkup(<ExecutorLine plan={{ ...createPlan(steps), legs }} handing={handing} />)
    }
    expect(read(drawLegs(3))).toEqual({
      count: 'About 13 signatures in all, 3 of them now: approve USDC, close (2 of them)',
      ...{ value: '13', executor: 'steps' },
    })
    expect(drawLegs(3)).toContain('planned anew from the chain after the one before it')
    expect(read(drawLegs(1)).count).toBe('3 signatures: approve USDC, close (2 of them)')
  })

  test('says what is certain, and that it asks, before the wallet has answered', () => {
    const html = draw([approveStep(5n), mainCall], null)
    expect(read(html)).toEqual({
      count: 'At most 2 signatures: approve USDC, close',
      value: '2',
      executor: null,
    })
    expect(html).toContain('has not said so yet')
  })
})
