import { findChromium } from '../e2e/support/chromium'

/** Says which browser the tests would drive; fails where there is none. */
try {
  console.log(`Browser: ${findChromium()}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
