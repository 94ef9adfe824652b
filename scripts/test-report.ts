export type Counts = { readonly passed: number; readonly failed: number }

/** Counts of a vitest JSON report. Throws for anything else. */
export function readVitestReport(report: unknown): Counts {
  return {
    passed: readCount(report, 'numPassedTests'),
    // A file that fails to load has no tests to fail, yet it is a failure.
    failed: Math.max(
      readCount(report, 'numFailedTests'),
      readCount(report, 'numFailedTestSuites') > 0 ? 1 : 0,
    ),
  }
}

/** Counts of a Playwright JSON report. Throws for anything else. */
export function readPlaywrightReport(report: unknown): Counts {
  const stats = readField(report, 'stats')
  const errors = readField(report, 'errors')
  const outsideTests = Array.isArray(errors) ? errors.length : 0
  return {
    passed: readCount(stats, 'expected'),
    failed: readCount(stats, 'unexpected') + readCount(stats, 'flaky') + outsideTests,
  }
}

/**
 * What a stage adds to the summary. A stage that says it failed without a failed test, that wrote no report,
 * or that ran no test at all, counts as one failure: nothing was proved.
 */
export function judgeStage(exitCode: number, counts: Counts | null): Counts {
  if (!counts) return { passed: 0, failed: 1 }
  const provedNothing = counts.passed + counts.failed === 0
  const failedOtherwise = exitCode !== 0 && counts.failed === 0
  return provedNothing || failedOtherwise ? { passed: counts.passed, failed: counts.failed + 1 } : counts
}

function readCount(value: unknown, name: string): number {
  const count = readField(value, name)
  if (typeof count !== 'number') throw new Error(`The report has no ${name}`)
  return count
}

function readField(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : null
}
