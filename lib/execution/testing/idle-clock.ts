import { afterEach, beforeEach, vi } from 'vitest'

const turn = globalThis.setImmediate

/**
 * For all tests of a file: a millisecond passes each time that everything which could go on has gone on. A limit
 * tells what waits from what works, however slow the machine is.
 */
export function passTimeWhenIdle(): void {
  let isRunning = false
  let passing = Promise.resolve()
  beforeEach(() => {
    vi.useFakeTimers()
    isRunning = true
    passing = keepPassing(() => isRunning)
  })
  afterEach(async () => {
    isRunning = false
    await passing
    vi.useRealTimers()
  })
}

async function keepPassing(isRunning: () => boolean): Promise<void> {
  await takeTurn()
  while (isRunning()) {
    vi.advanceTimersByTime(1)
    await takeTurn()
  }
}

function takeTurn(): Promise<void> {
  return new Promise((resolve) => turn(() => resolve()))
}

/** Waits by that clock until nothing is thrown any more, and answers what came back. Rejects after its minute with what still is thrown. */
export async function eventually<T>(attempt: () => T): Promise<T> {
  const until = Date.now() + 60_000
  for (;;) {
    try {
      return attempt()
    } catch (error) {
      if (Date.now() > until) throw error
    }
    await takeTurn()
  }
}
