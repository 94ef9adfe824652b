import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { type Counts, judgeStage, readPlaywrightReport, readVitestReport } from './test-report'

type Stage = {
  readonly title: string
  readonly script: string
  readonly args: readonly string[]
  readonly reportPath?: string
  readonly readReport?: (report: unknown) => Counts
}

const REPORTS = '.cache/test-reports'

/** In the order in which a failure is found soonest: what is fast first. */
const stages: readonly Stage[] = [
  { title: 'Types, lint, architecture, unused code', script: 'check', args: [] },
  vitestStage('Unit and property tests', 'test:unit', 'unit'),
  vitestStage('Tests against the real contracts', 'test:devnet', 'devnet'),
  {
    title: 'Browser tests on the production build',
    script: 'test:e2e',
    args: [],
    reportPath: `${REPORTS}/e2e.json`,
    readReport: readPlaywrightReport,
  },
]

function vitestStage(title: string, script: string, name: string): Stage {
  const reportPath = `${REPORTS}/${name}.json`
  const args = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`]
  return { title, script, args, reportPath, readReport: readVitestReport }
}

function runStage(stage: Stage): Counts {
  console.log(`\n── ${stage.title} ──`)
  const { status } = spawnSync('npm', ['run', '--silent', stage.script, '--', ...stage.args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // npm is a script on Windows, which only a shell can start.
    shell: process.platform === 'win32',
    env: { ...process.env, E2E_REPORT: `${REPORTS}/e2e.json` },
  })
  const exitCode = status ?? 1
  if (!stage.readReport) return { passed: 0, failed: exitCode === 0 ? 0 : 1 }
  return judgeStage(exitCode, readCounts(stage))
}

function readCounts({ reportPath, readReport }: Stage): Counts | null {
  try {
    return reportPath && readReport ? readReport(JSON.parse(readFileSync(reportPath, 'utf8'))) : null
  } catch (error) {
    console.error(error)
    return null
  }
}

// A report of an earlier run must never pass for one of this run.
rmSync(REPORTS, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })

let passed = 0
let failed = 0
for (const stage of stages) {
  const counts = runStage(stage)
  passed += counts.passed
  failed += counts.failed
  if (failed > 0) break
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
