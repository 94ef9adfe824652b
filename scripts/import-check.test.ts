import { describe, expect, test } from 'vitest'
import { checkImports } from './import-check'

/** Breaches in a project of the given files; every target that is imported stands beside it, empty. */
function check(files: Record<string, string>): string[] {
  return checkImports(Object.entries(files).map(([path, source]) => ({ path, source })))
}

const TARGETS = {
  'lib/domain/health.ts': '',
  'lib/domain/test-positions.ts': '',
  'lib/domain/testing/pool-interest.ts': '',
  'lib/execution/testing/fake-wallet.ts': '',
  'lib/plan/plan.ts': '',
  'lib/safe/encode.ts': '',
  'lib/protocols/protocol.ts': '',
  'lib/protocols/adapters.ts': '',
  'lib/protocols/other/index.ts': '',
  'lib/protocols/own/encode.ts': '',
  'lib/execution/run.ts': '',
  'components/farms/table.tsx': '',
  'components/ui/button.tsx': '',
  'devnet/chain.ts': '',
  'e2e/support/chromium.ts': '',
}

function breach(path: string, source: string): string[] {
  return check({ ...TARGETS, [path]: source })
}

describe('checkImports accepts', () => {
  test.each([
    ['lib/plan/open.ts', "import { computeHealth } from '../domain/health'"],
    ['lib/plan/open.ts', "import type { Call } from '../protocols/protocol'"],
    ['lib/protocols/own/index.ts', "export { encodeOpen } from './encode'"],
    ['lib/protocols/own/encode.ts', "import { encodeExecution } from '../../safe/encode'"],
    ['lib/protocols/adapters.ts', "import { other } from './other'"],
    [
      'components/open-farm/form.tsx',
      "import { Button } from '../ui/button'\nimport { useState } from 'react'",
    ],
    ['lib/execution/run.devnet.test.ts', "import { startChain } from '../../devnet/chain'"],
    ['lib/domain/health.test.ts', "import fc from 'fast-check'\nimport { readFileSync } from 'node:fs'"],
    [
      'scripts/serve.ts',
      "import { startChain } from '../devnet/chain'\nimport { x } from '../e2e/support/chromium'",
    ],
    ['next.config.ts', "import { x } from './scripts/serve'"],
  ])('%s: %s', (path, source) => {
    expect(breach(path, source)).toEqual([])
  })
})

describe('checkImports reports', () => {
  test.each([
    ['a value where only types may pass', 'lib/plan/a.ts', "import { call } from '../protocols/protocol'"],
    ['a value among types', 'lib/plan/a.ts', "import { type Call, call } from '../protocols/protocol'"],
    ['a re-export', 'lib/domain/a.ts', "export * from '../plan/plan'"],
    ['a re-exported type', 'lib/domain/a.ts', "export type { Plan } from '../plan/plan'"],
    ['a dynamic import', 'lib/domain/a.ts', "const plan = await import('../plan/plan')"],
    ['an import type', 'lib/domain/a.ts', "let plan: import('../plan/plan').Plan"],
    ['an import for its effect', 'lib/plan/a.ts', "import '../protocols/protocol'"],
    ['a detour', 'lib/domain/a.ts', "import { plan } from './../../lib/plan/plan'"],
    ['a sibling protocol', 'lib/protocols/own/a.ts', "import { other } from '../other'"],
    ['another folder in a test', 'components/ui/a.test.tsx', "import { Table } from '../farms/table'"],
    ['a protocol in what knows none', 'lib/safe/a.ts', "import { other } from '../protocols/other'"],
    ['the registry from a protocol', 'lib/protocols/own/a.ts', "import { protocols } from '../registry'"],
    ['React in the maths', 'lib/domain/a.ts', "import { useState } from 'react'"],
    ['React in a protocol', 'lib/protocols/own/a.ts', "import type { ReactNode } from 'react'"],
    ['another task', 'components/portfolio/list.tsx', "import { Table } from '../farms/table'"],
    ['Node in the app', 'app/page.tsx', "import { readFileSync } from 'node:fs'"],
    ['the practice chain in the app', 'app/page.tsx', "import { startChain } from '../devnet/chain'"],
    ['the practice chain in a unit test', 'lib/plan/a.test.ts', "import { x } from '../../devnet/chain'"],
    ['test code in the app', 'app/page.tsx', "import type { Machine } from '../e2e/support/chromium'"],
    ['an unlisted package', 'components/ui/a.tsx', "import { useAccount } from 'wagmi'"],
    [
      'RainbowKit outside its folder',
      'components/wallet/a.tsx',
      "import '@rainbow-me/rainbowkit/styles.css'",
    ],
    ['a test package in what ships', 'lib/domain/a.ts', "import { vi } from 'vitest'"],
    ['what tests share in what ships', 'lib/domain/a.ts', "import { anyPosition } from './test-positions'"],
    ['a fake in what ships', 'lib/execution/a.ts', "import { fakeWallet } from './testing/fake-wallet'"],
    ['maths for tests in what ships', 'lib/plan/a.ts', "import { x } from '../domain/testing/pool-interest'"],
    [
      'a type for tests in a page',
      'app/page.tsx',
      "import type { X } from '../lib/domain/testing/pool-interest'",
    ],
    ['an alias', 'lib/domain/a.ts', "import { plan } from '@/lib/plan/plan'"],
    ['a way out of the project', 'lib/domain/a.ts', "import { x } from '../../../elsewhere'"],
  ])('%s', (_, path, source) => {
    const problems = breach(path, source)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(path)
  })

  test('a folder that no row covers, and an import from it', () => {
    const problems = check({
      'lib/utils/text.ts': '',
      'lib/format/a.ts': "import { pad } from '../utils/text'",
    })
    expect(problems).toEqual([
      'lib/utils/text.ts: no row of the import table covers this folder',
      'lib/format/a.ts → ../utils/text: no row of the import table covers lib/utils/text.ts',
    ])
  })

  test('a dynamic import that cannot be followed, by refusing the file', () => {
    expect(() => breach('app/page.tsx', 'const name = "x"; await import(name)')).toThrow(
      'must name its module',
    )
  })
})
