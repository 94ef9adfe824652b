import fc from 'fast-check'
import type { Hex } from 'viem'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { aaveV3Adapter, sparkAdapter } from '../lib/protocols/aave-v3'
import type { ProtocolAdapter } from '../lib/protocols/protocol'
import { protocols } from '../lib/protocols/registry'
import { fund, revertTo, snapshot } from './controls'
import { createHarness } from './testing/harness'
import { emptyTally, takeStep } from './testing/model-run'
import { makeOpening, makeStep } from './testing/model-steps'

/**
 * `npm test` takes the same steps each time, so that what fails was changed and not chanced upon; the long run,
 * `npm run test:model`, takes new ones. `MODEL_SEED` repeats a run, `MODEL_PROTOCOL` takes one protocol alone, by its id.
 */
const { MODEL_STEPS, MODEL_PROTOCOL } = process.env
const seed = Number(process.env.MODEL_SEED ?? 20_261_124)
const stepsPerRun = 25

/** Whether the app shows them already or not, each once. */
const adapters: readonly ProtocolAdapter[] = [...new Set([...protocols, aaveV3Adapter, sparkAdapter])].filter(
  ({ id }) => !MODEL_PROTOCOL || id === MODEL_PROTOCOL,
)

describe.each(adapters)('$name: any sequence of steps', (adapter) => {
  const harness = createHarness(adapter, inject('rpcUrl'))
  const wanted = Number(MODEL_STEPS ?? harness.driver.modelSteps)
  let revertId: Hex
  beforeAll(async () => {
    await fund(harness.chain, harness.owner)
  })

  it(
    `does what was previewed, or is refused before it is signed (seed ${seed})`,
    async () => {
      const tally = emptyTally()
      const count = () => tally.executed + tally.refused + tally.world
      const property = fc.asyncProperty(
        makeOpening(harness.driver.choices),
        fc.array(makeStep(harness.driver.choices), { minLength: 1, maxLength: stepsPerRun, size: 'max' }),
        async (opening, steps) => {
          revertId = await snapshot(harness.chain)
          try {
            for (const step of [opening, ...steps]) await takeStep(harness, step, tally)
          } finally {
            await revertTo(harness.chain, revertId)
          }
        },
      )
      for (let round = 0; count() < wanted; round++) {
        await fc.assert(property, {
          seed: seed + round,
          numRuns: 10,
          // shrinking takes minutes: a long run may rather stop at the first failure, whose seed repeats it
          endOnFailure: process.env.MODEL_SHRINK === '0',
          markInterruptAsFailure: true,
          interruptAfterTimeLimit: 900_000,
        })
      }
      console.log(`model of ${adapter.name}: ${count()} steps, seed ${seed}: ${JSON.stringify(tally)}`)
      expect(tally.executed).toBeGreaterThan(wanted / 5)
    },
    Math.max(600_000, wanted * 2_000),
  )
})
