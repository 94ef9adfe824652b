import { QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { WagmiProvider } from 'wagmi'
import { typeInto } from '../components/form/use-typed'
import { OpenForm } from '../components/open-farm/open-form'
import { makeOpeningPlanner } from '../components/open-farm/opening-planner'
import { nameOpenForm } from '../components/open-farm/use-open-form'
import { TransactionProvider } from '../components/transaction/transaction-provider'
import type { Address } from '../lib/domain/asset'
import type { Holder } from '../lib/domain/holder'
import type { OpenIntent } from '../lib/domain/intent'
import { gearboxV3 } from '../lib/protocols/gearbox-v3'
import { account as read } from '../lib/protocols/gearbox-v3/testing/any-input'
import type { AccountSnapshot } from '../lib/protocols/protocol'
import { config } from '../lib/queries/testing/made-up-world'
import { readPlaces } from '../lib/queries/testing/read-places'

// What is typed is nobody's while a page is drawn for the first time: here it is drawn as the browser draws it then.
vi.mock(import('react'), async (original) => ({
  ...(await original()),
  useSyncExternalStore: (_, snapshot) => snapshot(),
}))
vi.mock(import('next/navigation'), async (original) => ({
  ...(await original()),
  useSearchParams: (() => new URLSearchParams()) as never,
}))

const { markets, owner } = read
const [farm] = markets.farms.filter(({ depositAssets }) => depositAssets.length > 0)
const safe = (index: number): Holder => ({
  kind: 'safe',
  address: `0x${'5afe'.padStart(39, '0')}${index}`,
  index,
  state: { kind: 'absent' },
  isFree: true,
})
const holders: readonly Holder[] = [{ kind: 'account', address: owner }, safe(0), safe(1)]

let asked: OpenIntent[] = []
const planner = makeOpeningPlanner({
  ...gearboxV3,
  draftOpen: (snapshot, intent, tolerance) => {
    asked.push(intent)
    return gearboxV3.draftOpen(snapshot, intent, tolerance)
  },
})

async function draw(account: AccountSnapshot): Promise<string> {
  asked = []
  if (!farm) throw new Error('The fixtures have no farm')
  const source = { farm, markets, account, readAtMs: 1_000_000_000, owner, planner }
  return renderToStaticMarkup(
    <WagmiProvider config={config}>
      <QueryClientProvider client={await readPlaces([])}>
        <TransactionProvider>
          <OpenForm source={source} />
        </TransactionProvider>
      </QueryClientProvider>
    </WagmiProvider>,
  )
}

const choose = (holder: Address | null) => farm && typeInto(nameOpenForm(farm), { amount: '20000', holder })

beforeEach(() => choose(null))

test('a protocol with accounts of its own is asked for none, and nothing is said of any', async () => {
  const html = await draw(read)
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.some((intent) => 'holder' in intent)).toBe(false)
  expect(html).not.toMatch(/Where the position lives|Safe/)
})

test('the first free Safe is meant where nobody is named', async () => {
  const html = await draw({ ...read, holders, positions: [] })
  expect(html).toContain('Where the position lives')
  expect(asked.some((intent) => 'holder' in intent)).toBe(false)
})

test('whom the person chose is who is asked for', async () => {
  choose(owner)
  await draw({ ...read, holders, positions: [] })
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.every(({ holder }) => holder === owner)).toBe(true)
})
