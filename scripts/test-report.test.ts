import { describe, expect, test } from 'vitest'
import { judgeStage, readPlaywrightReport, readVitestReport } from './test-report'

describe('test reports', () => {
  test('vitest: tests, and files that did not load', () => {
    const report = { numPassedTests: 7, numFailedTests: 2, numFailedTestSuites: 1 }
    expect(readVitestReport(report)).toEqual({ passed: 7, failed: 2 })
    expect(readVitestReport({ ...report, numFailedTests: 0 })).toEqual({ passed: 7, failed: 1 })
  })

  test('Playwright: tests, and errors outside of them', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 0 }
    expect(readPlaywrightReport({ stats, errors: [] })).toEqual({ passed: 5, failed: 2 })
    expect(readPlaywrightReport({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 3 })
  })

  test('anything else is refused rather than counted as nothing', () => {
    expect(() => readVitestReport({})).toThrow('numPassedTests')
    expect(() => readPlaywrightReport(null)).toThrow('expected')
  })
})

describe('judgeStage', () => {
  test('a green stage counts as it is', () => {
    expect(judgeStage(0, { passed: 3, failed: 0 })).toEqual({ passed: 3, failed: 0 })
  })

  test('no report, no test, or a bad exit without a failed test is a failure', () => {
    expect(judgeStage(0, null)).toEqual({ passed: 0, failed: 1 })
    expect(judgeStage(0, { passed: 0, failed: 0 })).toEqual({ passed: 0, failed: 1 })
    expect(judgeStage(1, { passed: 3, failed: 0 })).toEqual({ passed: 3, failed: 1 })
    expect(judgeStage(1, { passed: 3, failed: 2 })).toEqual({ passed: 3, failed: 2 })
  })
})
