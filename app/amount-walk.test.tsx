import { readFileSync } from 'node:fs'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { prerender } from 'react-dom/static'
import { beforeAll, expect, test, vi } from 'vitest'
import { WagmiProvider } from 'wagmi'
import { OpenFormFields } from '../components/open-farm/open-form-fields'
import { makeOpeningPlanner } from '../components/open-farm/opening-planner'
import { useOpenForm } from '../components/open-farm/use-open-form'
import { TransactionProvider } from '../components/transaction/transaction-provider'
import { runPlan } from '../lib/execution/run'
import { createFakeNode } from '../lib/execution/testing/fake-node'
import { createMemoryStorage, createPlan, mainCall, owner } from '../lib/execution/testing/fake-plan'
import { connectFakeWallet, refuse } from '../lib/execution/testing/fake-wallet'
import { gearboxV3 } from '../lib/protocols/gearbox-v3'
import { account } from '../lib/protocols/gearbox-v3/testing/any-input'
import { config } from '../lib/queries/testing/made-up-world'
import { readPlaces } from '../lib/queries/testing/read-places'

// Walks the way of an amount for opening a position (docs/decisions/plans.md), and notes our files that are being run at
// three moments: when what is typed is kept, when calldata is encoded from it, and when the wallet is asked.

const noted = vi.hoisted(() => ({
  typed: [] as string[],
  encoded: [] as string[],
  subscribe: null as ((listener: () => void) => unknown) | null,
  field: null as ReactNode,
}))

vi.mock(import('viem'), async (original) => {
  const viem = await original()
  const encodeFunctionData = ((call: Parameters<typeof viem.encodeFunctionData>[0]) => {
    // what is searched for the form's maximum is planned after the plan itself
    if (call.functionName === 'openCreditAccount' && noted.encoded.length === 0) {
      noted.encoded = listRunning()
    }
    return viem.encodeFunctionData(call)
  }) as typeof viem.encodeFunctionData
  return { ...viem, encodeFunctionData }
})
// What is typed is nobody's while a page is drawn for the first time: here it is drawn as the browser draws it then.
vi.mock(import('react'), async (original) => ({
  ...(await original()),
  useSyncExternalStore: (subscribe, snapshot) => {
    noted.subscribe = subscribe
    return snapshot()
  },
}))
vi.mock(import('../components/ui/field'), async (original) => ({
  ...(await original()),
  Field: ({ label, children }) => {
    if (label === 'Deposit amount') noted.field = children
    return <p />
  },
}))
vi.mock(import('next/navigation'), async (original) => ({
  ...(await original()),
  useSearchParams: (() => new URLSearchParams()) as never,
}))

/** Our files that are being run right now, from the first that was called to the last, each once. */
function listRunning(): string[] {
  Error.stackTraceLimit = 200
  const lines = (new Error().stack ?? '').split('\n').reverse()
  const files = lines.flatMap((line) => /\/((?:components|lib)\/[^:?)]+\.tsx?)/.exec(line)?.[1] ?? [])
  return [...new Set(files.filter((file) => !file.includes('/testing/')))]
}

type Input = { readonly type: string; readonly props: Record<string, unknown> }

/** The text box that the amount is typed into. */
function findInput(node: ReactNode): Input | null {
  if (Array.isArray(node)) return node.reduce<Input | null>((found, one) => found ?? findInput(one), null)
  if (typeof node !== 'object' || node === null || !('props' in node)) return null
  const { type, props } = node as Input
  return type === 'input' ? { type, props } : findInput(props.children as ReactNode)
}

const { markets } = account
const farm = markets.farms.find(({ depositAssets }) => depositAssets.length > 0)

function Form() {
  const [planner] = useState(() => makeOpeningPlanner(gearboxV3))
  if (!farm) throw new Error('The fixtures have no farm')
  const form = useOpenForm({ farm, markets, account, readAtMs: 1_000_000_000, owner: account.owner, planner })
  return <OpenFormFields farm={farm} form={form} />
}

async function draw(): Promise<void> {
  await prerender(
    <WagmiProvider config={config}>
      <QueryClientProvider client={await readPlaces([])}>
        <TransactionProvider>
          <Form />
        </TransactionProvider>
      </QueryClientProvider>
    </WagmiProvider>,
  )
}

let asked: string[] = []

beforeAll(async () => {
  await draw()
  const input = findInput(noted.field)
  if (typeof input?.props.onChange !== 'function') throw new Error('There is nothing to type into')
  noted.subscribe?.(() => {
    noted.typed = listRunning()
  })
  input.props.onChange({ target: { value: '20000' } })
  await draw()

  const { config: connected, wallet } = await connectFakeWallet(createFakeNode(), owner)
  wallet.answers.set('eth_sendTransaction', () => {
    asked = listRunning()
    return refuse()
  })
  const storage = createMemoryStorage()
  await runPlan(connected, createPlan([mainCall]), { onState: () => {}, storage })
})

/** Between what is typed and what is signed: whoever follows an amount has to open no more. */
const MOST_FILES = 12
const decision = readFileSync('docs/decisions/plans.md', 'utf8')

/** Files that the decision lists under a heading, in order. */
function readListed(heading: string): readonly string[] {
  const [, listed = ''] = new RegExp(`${heading}\\n\`\`\`\\n([^\`]+)\`\`\``).exec(decision) ?? []
  return listed.split(/\s+/).filter(Boolean)
}

test('from the typed amount to its calldata no more than twelve of our files run, those that are listed', () => {
  const run = [...noted.typed, ...noted.encoded]
  expect(run).toEqual(readListed('To its calldata:'))
  expect(run[0]).toBe('components/ui/amount-input.tsx')
  expect(run.at(-1)).toBe('lib/protocols/gearbox-v3/draft/encode.ts')
  expect(run.length).toBeLessThanOrEqual(MOST_FILES)
})

test('from what was confirmed to the wallet run those that are listed', () => {
  expect(asked).toEqual(readListed('From what was confirmed to the wallet:'))
})

/** Each stop of the way, with the words in it that hand the amount on, or what was made of it, to the next. */
const STOPS: readonly (readonly [string, string])[] = [
  ['components/ui/amount-input.tsx', 'onChange(event.target.value)'],
  ['components/open-farm/open-form-fields.tsx', 'onChange={form.field.setInput}'],
  ['components/open-farm/use-open-form.ts', 'planner.planOpen('],
  ['lib/plan/plan-open.ts', 'adapter.draftOpen('],
  ['lib/protocols/gearbox-v3/index.ts', 'draftOpen(...given)'],
  ['lib/protocols/gearbox-v3/draft/open.ts', 'encodeOpenAccount('],
  ['lib/plan/assemble.ts', 'calls'],
  ['components/form/use-position-operation.ts', 'useOperation<'],
  ['components/form/use-operation.ts', 'review(made)'],
  ['components/transaction/transaction-provider.tsx', '<ReviewDialog'],
  ['components/transaction/review-dialog.tsx', 'onConfirm={confirm}'],
  ['components/transaction/review-actions.tsx', 'onConfirm(simulation)'],
  ['lib/execution/run.ts', 'sendToWallet('],
  ['lib/execution/send.ts', 'askWallet('],
]

test('from the typed amount to what asks the wallet there are twelve stops between, those of the table', () => {
  const stops = STOPS.map(([file]) => file)
  for (const [file, words] of STOPS) expect(readFileSync(file, 'utf8'), file).toContain(words)
  expect(stops.length - 2).toBeLessThanOrEqual(MOST_FILES)
  expect(readTable()).toEqual(stops)
})

/** The files of the table's last column, in order. */
function readTable(): readonly string[] {
  const rows = decision.split('\n').filter((line) => line.startsWith('| '))
  return rows.flatMap((row) => {
    const [, , before = '', now = ''] = row.split('|').map((cell) => cell.trim())
    const path = /`([^`]+\.tsx?)`/.exec(now.startsWith('the same') ? before : now)?.[1]
    if (!path) return []
    return [before.startsWith('the adapter') ? `lib/protocols/gearbox-v3/${path}` : path]
  })
}
