/** Something that must not outlive this process. */
export type Stop = () => Promise<void> | void

/**
 * Runs the work until Ctrl-C, a termination or the end of whoever started it, then stops everything
 * that the work registered, the last first. A failure of the work is said in one line.
 */
export async function runUntilStopped(work: (onStop: (stop: Stop) => void) => Promise<void>): Promise<void> {
  const stops: Stop[] = []
  let isStopping = false
  const leave = async (exitCode: number) => {
    if (isStopping) return
    isStopping = true
    for (const stop of stops.reverse()) await Promise.resolve(stop()).catch(() => {})
    process.exit(exitCode)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0))
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) void leave(0)
  }, 500).unref()
  try {
    await work((stop) => stops.push(stop))
  } catch (error) {
    if (!isStopping) console.error(`\n${error instanceof Error ? error.message : error}`)
    await leave(1)
  }
}
