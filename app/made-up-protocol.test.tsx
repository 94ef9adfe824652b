import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { prerender } from 'react-dom/static'
import { beforeAll, expect, test, vi } from 'vitest'
import { WagmiProvider } from 'wagmi'
import { FarmsPage } from '../components/farms/farms-page'
import { PoolsPage } from '../components/lend/pools-page'
import { BorrowTab } from '../components/manage-position/borrow-tab'
import { PositionDetails } from '../components/manage-position/position-details'
import { RepayTab } from '../components/manage-position/repay-tab'
import { listPositions, listTotals } from '../components/portfolio/list-positions'
import { PortfolioTotals } from '../components/portfolio/portfolio-totals'
import { PositionTable } from '../components/portfolio/position-table'
import { WhatIf } from '../components/position/what-if/what-if'
import { TransactionProvider } from '../components/transaction/transaction-provider'
import { computeFigures } from '../lib/domain/figures'
import { computeHealthFactorWad } from '../lib/domain/health'
import type { ManageIntent } from '../lib/domain/intent'
import { makeIssue } from '../lib/domain/testing/sample-issues'
import { prepareWhatIf } from '../lib/domain/what-if-subject'
import { formatAction, formatApproval } from '../lib/format/action'
import { formatIssue } from '../lib/format/issue'
import { formatPreparation } from '../lib/format/preparation'
import type { PlanResult, TransactionPlan } from '../lib/plan/plan'
import { planManage } from '../lib/plan/plan-manage'
import { planOpen } from '../lib/plan/plan-open'
import { makePosition } from '../lib/plan/testing/outcomes'
import type { AccountSnapshot } from '../lib/protocols/protocol'
import { madeUpProtocol } from '../lib/protocols/testing/made-up'
import { holder } from '../lib/protocols/testing/made-up/reader'
import { dollar, ENTRY, ether, owed } from '../lib/protocols/testing/made-up/terms'
import { loadAdapter } from '../lib/queries/adapter'
import { mayHaveBeenLiquidated } from '../lib/queries/may-have-been-liquidated'
import { keyOf, places } from '../lib/queries/place'
import { madeUpChain, madeUpNode } from '../lib/queries/testing/made-up'
import { config } from '../lib/queries/testing/made-up-world'
import { readPlaces } from '../lib/queries/testing/read-places'

// The trial of "Add a protocol": its folder and one line in each of the two lists, on chains that are made up as well.
vi.mock('../lib/config/chains', () => import('../lib/queries/testing/made-up-world'))
vi.mock(import('../lib/protocols/readers'), async (original) => {
  const { madeUpReader } = await import('../lib/protocols/testing/made-up/reader')
  return { readers: [...(await original()).readers, madeUpReader] }
})
vi.mock(import('../lib/protocols/adapters'), async (original) => {
  const load = async () => (await import('../lib/protocols/testing/made-up')).madeUpProtocol
  return { adapters: [...(await original()).adapters, { id: (await load()).id, load }] }
})
vi.mock(import('next/navigation'), async (original) => ({
  ...(await original()),
  useSearchParams: (() => new URLSearchParams()) as never,
}))

const WAD = 10n ** 18n
const tolerance = { slippageBps: 50n, deadlineSeconds: 1_000n }
const { client } = madeUpNode(madeUpChain(902, 'Fast'), () => 7n)
let account: AccountSnapshot

beforeAll(async () => {
  account = await madeUpProtocol.fetchAccount(client, 902, holder)
})

/** The page's text once all that it waits for is there. */
async function draw(page: ReactNode, failing: readonly string[] = []): Promise<string> {
  const { prelude } = await prerender(
    <WagmiProvider config={config}>
      <QueryClientProvider client={await readPlaces(failing)}>
        <TransactionProvider>{page}</TransactionProvider>
      </QueryClientProvider>
    </WagmiProvider>,
  )
  const html = await new Response(prelude).text()
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

function positionOf({ positions: [position] }: AccountSnapshot) {
  if (!position) throw new Error('The holder has no position')
  return position
}

function expectPlan(result: PlanResult): TransactionPlan {
  if (!result.ok) throw new Error(JSON.stringify(result.issues.map(formatIssue)))
  return result.plan
}

const wordsOf = ({ steps }: TransactionPlan) =>
  steps.flatMap((step) => {
    if (step.kind === 'prepare') return [formatPreparation(step.requirement).text]
    return step.kind === 'approve' ? [formatApproval(step)] : step.actions.map(formatAction)
  })

const manage = async (
  intent: Pick<Extract<ManageIntent, { kind: 'repay' }>, 'kind' | 'amount' | 'debtAsset'>,
) => {
  const { id, owner } = positionOf(account)
  return planManage(
    await loadAdapter(account.markets),
    account,
    { ...intent, positionId: id, owner },
    tolerance,
  )
}

test('it is read on every chain that it is on, beside what was there before', () => {
  expect(places.map(({ reader, chain }) => [reader.name, chain.name])).toEqual([
    ['Commons', 'Slow'],
    ['Commons', 'Fast'],
  ])
})

test('its farms stand in the table, named with protocol and network', async () => {
  const text = await draw(<FarmsPage />)
  expect(text).toContain('stWETH against WETH Staking · borrow WETH · Commons on Slow Direction Neutral')
  expect(text).toContain('stWETH against USDC Staking · borrow USDC · Commons on Fast Direction Long WETH')
})

test('the page of pools reads none of it, since it has none', async () => {
  const failing = places.map(keyOf)
  expect(await draw(<FarmsPage />, failing)).toContain('Commons on Slow: The node refuses to answer')
  const text = await draw(<PoolsPage />, failing)
  expect(text).toContain('No lending pools on this chain')
  expect(text).not.toContain('Commons')
})

test('a position of it owes several assets, and is judged by its own unit of account', async () => {
  const position = positionOf(account)
  const figures = computeFigures(position, position.rates)
  // (10 × 1.1 × 0.8 + 0.5 × 0.77) / (3 + 2), in ether
  expect(figures.healthFactorWad).toBe((9_185n * WAD) / 5_000n)
  // 8.8 staked ether count for 3 ether and 4,000 dollars, and 770 dollars do
  expect(figures.liquidations).toMatchObject([{ asset: dollar, side: 'above', priceE8: 179_566n }])

  const text = await draw(
    <PositionDetails position={position} account={account} readAtMs={0} isOwn={false} />,
  )
  expect(text).toContain('owes WETH and USDC · Commons on Fast · block 7')
  expect(text).toContain('Debt 3 WETH 4,000 USDC')
  expect(text).toContain('Liquidation over USDC 0.001795 ETH')
})

test('its values are told in that unit, and nothing of it in dollars', async () => {
  const position = positionOf(account)
  const source = { position, account, readAtMs: 0, farm: null }
  const subject = prepareWhatIf(position, position.rates)
  const pages = [
    <FarmsPage key="farms" />,
    <PositionDetails key="position" position={position} account={account} readAtMs={0} isOwn />,
    <PositionDetails key="others" position={position} account={account} readAtMs={0} isOwn={false} />,
    <RepayTab key="form" source={source} isSuggested={false} />,
    <WhatIf key="what-if" subject={subject} />,
    <PositionTable key="table" rows={listPositions([account])} />,
    <PortfolioTotals key="totals" totals={listTotals(listPositions([account]))} />,
  ]
  const texts = await Promise.all(pages.map((page) => draw(page)))
  for (const text of texts) {
    expect(text).toContain(' ETH')
    expect(text).not.toMatch(/\$|USD(?!C)/)
  }
  // 10 × 1.1 + 0.5 − (3 + 2)
  expect(texts[1]).toContain('Equity 6.5 ETH')
  expect(texts[1]).toContain('0.0005 ETH each, counts for 77 %')
  expect(texts[4]).toContain('Price of USDC in ETH')
  expect(texts[4]).toContain('Borrow rate of WETH')
})

test('an account that has it beside what is counted in dollars has sums of each, and none of both', async () => {
  const inDollars = makePosition(10_000n, 4_000n)
  const other = { ...account, positions: [{ ...inDollars, oracles: [] }] }
  const totals = listTotals(listPositions([account, other]))
  const text = await draw(<PortfolioTotals totals={totals} />)
  expect(text).toContain('Equity in 1 position 6.5 ETH')
  expect(text).toContain('Equity in 1 position $6,000.00')
  expect(text).toContain('Protocols count in USD and ETH')
})

test('of its debts those are shown that are owed, wherever they stand', async () => {
  const position = {
    ...positionOf(account),
    debts: [owed(ether, 0n), owed(dollar, 4_000n * 10n ** 6n)] as const,
  }
  const text = await draw(
    <PositionDetails position={position} account={account} readAtMs={0} isOwn={false} />,
  )
  expect(text).toContain('owes USDC · ')
  expect(text).toContain('Debt 4,000 USDC')
  expect(text).not.toContain('0 WETH')
})

test('one in no farm that owes nothing is named by what it holds, and says of no asset that it is owed', async () => {
  const position = { ...positionOf(account), farmId: null, debts: [owed(dollar, 0n)] as const }
  const page = await draw(
    <PositionDetails position={position} account={account} readAtMs={0} isOwn={false} />,
  )
  const name = 'stWETH supplied holds 10 stWETH and 1 more asset · owes nothing'
  expect(page).toContain(name)
  expect(page).toContain('Debt None')
  const rows = listPositions([{ ...account, positions: [position] }])
  expect(await draw(<PositionTable rows={rows} />)).toContain(name)
})

test('a part of it may be liquidated while it owes', () => {
  expect(mayHaveBeenLiquidated(positionOf(account))).toBe(true)
})

test('opening it is planned: what it may take, and what is done with it', async () => {
  const { markets } = account
  const farm = markets.farms.find(({ debtAsset }) => debtAsset === ether)
  const adapter = await loadAdapter(markets)
  const plan = expectPlan(
    planOpen(
      adapter,
      markets,
      account,
      {
        kind: 'open',
        farmId: farm?.id ?? '',
        owner: holder,
        deposit: { asset: dollar, amount: 2_000n * 10n ** 6n },
        leverageWad: 3n * WAD,
      },
      tolerance,
    ),
  )
  expect(wordsOf(plan)).toEqual([
    'Allow Commons 0xc0c0…c0c0 to take exactly 2,000 USDC',
    'Add 2,000 USDC from your wallet as collateral',
    'Stake 2,000 USDC in the commons',
    'Borrow 2 WETH',
    'Stake 2 WETH in the commons',
  ])
  expect(plan.steps.slice(1).map(({ kind, call }) => [kind, call.to])).toEqual([
    ['call', ENTRY],
    ['call', ENTRY],
  ])
  // three ether, counted at 80 % and rounded down to 8 decimals, against two
  const { after } = plan
  expect(after && computeHealthFactorWad(after)).toBe((239_999_999n * WAD) / 200_000_000n)
  // both move together: no price of ether liquidates it
  expect(after && computeFigures(after).liquidations).toEqual([])
})

test('managing it is planned in the debt that is chosen, the first where none is, and the other stays', async () => {
  const plan = expectPlan(await manage({ kind: 'repay', amount: WAD }))
  expect(wordsOf(plan)).toEqual([
    'Allow Commons 0xc0c0…c0c0 to take exactly 1 WETH',
    'Repay 1 WETH of the debt',
  ])
  expect(plan.after?.debts.map(({ amount }) => amount)).toEqual([2n * WAD, 4_000n * 10n ** 6n])
  const other = expectPlan(await manage({ kind: 'repay', amount: 1_000n * 10n ** 6n, debtAsset: dollar }))
  expect(wordsOf(other).at(-1)).toBe('Repay 1,000 USDC of the debt')
  expect(other.after?.debts.map(({ amount }) => amount)).toEqual([3n * WAD, 3_000n * 10n ** 6n])
  expect(wordsOf(expectPlan(await manage({ kind: 'repay', amount: 'all' }))).at(-1)).toBe(
    'Repay all of the WETH debt (about 3 WETH)',
  )
})

test('its forms ask which debt they are about', async () => {
  const source = { position: positionOf(account), account, readAtMs: 0, farm: null }
  expect(await draw(<RepayTab source={source} isSuggested={false} />)).toContain(
    'Max WETH USDC Owed now: 3 WETH',
  )
  expect(await draw(<BorrowTab source={source} />)).toContain('Max WETH USDC')
})

test('what it alone refuses is said in its own words, and so is what its contract answers', async () => {
  const { id, owner } = positionOf(account)
  const intent = { kind: 'claim', use: 'wallet', positionId: id, owner } as const
  const refused = planManage(madeUpProtocol, account, intent, tolerance)
  expect(refused.ok ? [] : refused.issues.map(formatIssue)).toMatchObject([
    { title: 'The commons do not do that', text: 'Repay or borrow instead.' },
  ])
  const issue = madeUpProtocol.explainError('CeilingReached', []) ?? makeIssue('position-gone')
  expect(formatIssue(issue).title).toBe('The commons are at their ceiling')
})
