import { mkdirSync, writeFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { startAppUnderTest } from '../e2e/support/app-under-test'
import { chromiumLaunchOptions } from '../e2e/support/chromium'
import { findBenchPages } from './bench-pages'
import { listExcesses, type Measurement, measureFirstLoad } from './measure'
import { CPU_SLOWDOWN, FRAME_MS, measureResponsiveness } from './responsiveness'

const REPORT = '.cache/bench.json'
const HEADINGS = [
  'route',
  'script kB',
  'budget',
  'RPC requests',
  'RPC calls',
  'budget',
  'practice',
  'other hosts',
]

/** Measures a first visit to every route of the production build, and fails where one is over its budget. */
async function runBench(): Promise<void> {
  const app = await startAppUnderTest()
  const browser = await chromium.launch(chromiumLaunchOptions())
  try {
    const rows: { route: string; path: string; measured: Measurement; excesses: string[] }[] = []
    const lines: (string | number)[][] = [HEADINGS]
    for (const { budget, path } of await findBenchPages(app.hosts.rpcUrl)) {
      const measured = await measureFirstLoad(browser, path, app.hosts)
      rows.push({ route: budget.route, path, measured, excesses: listExcesses(budget, measured) })
      lines.push([
        budget.route,
        (measured.scriptBytes / 1_000).toFixed(1),
        budget.scriptKb,
        measured.rpcRequests,
        measured.rpcCalls,
        budget.rpcCalls,
        measured.practiceCalls,
        measured.foreignRequests.length,
      ])
    }
    console.log(`\nFirst visit, cache off, gzip, until the page is at rest\n\n${formatTable(lines)}\n`)
    const farm = rows.find(({ route }) => route === '/farm')
    const responsiveness = farm && (await measureResponsiveness(browser, farm.path, app.hosts))
    if (responsiveness) {
      const { p95Ms, medianMs, samples, rpcRequests } = responsiveness
      console.log(
        `Dragging the leverage: estimate after ${inFrames(p95Ms)} (95th percentile of ${samples}; median ${inFrames(medianMs)}), CPU ${CPU_SLOWDOWN} times slower, ${rpcRequests} RPC requests meanwhile\n`,
      )
    }
    mkdirSync('.cache', { recursive: true })
    writeFileSync(REPORT, `${JSON.stringify({ rows, responsiveness }, null, 2)}\n`)
    console.log(`As JSON: ${REPORT}`)
    const excesses = [
      ...rows.flatMap((row) => row.excesses),
      ...(responsiveness?.rpcRequests ? ['RPC requests while the leverage is dragged'] : []),
      ...(responsiveness?.unchanged ? ['an estimate that does not follow the slider'] : []),
    ]
    for (const excess of excesses) console.error(`Over budget: ${excess}`)
    if (excesses.length > 0) process.exitCode = 1
  } finally {
    await browser.close()
    await app.stop()
  }
}

function inFrames(ms: number): string {
  return `${ms.toFixed(1)} ms, ${(ms / FRAME_MS).toFixed(1)} frames`
}

function formatTable(lines: readonly (readonly (string | number)[])[]): string {
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => String(line[column]).length)))
  return lines
    .map((line) =>
      line
        .map((cell, column) => {
          const width = widths[column] ?? 0
          return column === 0 ? String(cell).padEnd(width) : String(cell).padStart(width)
        })
        .join('  '),
    )
    .join('\n')
}

await runBench()
