import { startAppUnderTest } from './app-under-test'

/** Runs once around all browser tests; what it returns is the teardown. */
export default async function setup(): Promise<() => Promise<void>> {
  const app = await startAppUnderTest()
  return app.stop
}
