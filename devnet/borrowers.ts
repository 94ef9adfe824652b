import { parseUnits } from 'viem'
import { borrower } from './accounts'
import { giveTokens, type PricedToken } from './deploy-tokens'
import { facadeCall, type MultiCall, multiCall } from './facade-calls'
import type { Markets, MarketWithAdapters, World } from './markets'
import type { Contract, Transactor } from './transactor'

/** A position as a person would describe it; amounts in whole tokens. */
type Opening = {
  readonly who: string
  readonly market: MarketWithAdapters
  readonly deposit: { readonly token: PricedToken; readonly amount: string }
  readonly debt: string
  readonly steps: readonly MultiCall[]
  /** Collateral token and the quota for it, in whole underlying tokens. */
  readonly quota: { readonly token: Contract; readonly amount: string }
  /** Takes the borrowed amount out to the wallet: a credit line. */
  readonly takesLoanOut?: boolean
}

/** Opens everybody's positions; `settle` runs after each, as arbitrage would. */
export async function borrow(
  transactor: Transactor,
  markets: Markets,
  world: World,
  settle: () => Promise<void>,
): Promise<void> {
  for (const opening of [...usdcOpenings(markets.usdc, world), ...wethOpenings(markets.weth, world)]) {
    await open(transactor, opening)
    await settle()
  }
}

async function open(transactor: Transactor, opening: Opening): Promise<void> {
  const { market } = opening
  const { underlying } = market.plan
  const person = borrower(opening.who)
  const collateral = parseUnits(opening.deposit.amount, opening.deposit.token.decimals)
  const debt = parseUnits(opening.debt, underlying.decimals)
  await transactor.impersonate(person)
  await giveTokens(transactor, opening.deposit.token, person, collateral)
  await transactor.send(person, opening.deposit.token, 'approve', [market.manager.address, collateral])
  const quota = parseUnits(opening.quota.amount, underlying.decimals)
  const calls = [
    facadeCall(market, 'increaseDebt', [debt]),
    facadeCall(market, 'addCollateral', [opening.deposit.token.address, collateral]),
    ...opening.steps,
    facadeCall(market, 'updateQuota', [opening.quota.token.address, quota, 0n]),
  ]
  if (opening.takesLoanOut) {
    calls.push(facadeCall(market, 'withdrawCollateral', [underlying.address, debt, person]))
  }
  await transactor.send(person, market.facade, 'openCreditAccount', [person, calls, 0n])
}

/** Leaves one unit behind, as integrations do to keep the balance's storage slot warm. */
const allButOne = 1n
const farFuture = 2n ** 40n

function usdcOpenings(market: MarketWithAdapters, { tokens, exchanges, staking }: World): Opening[] {
  const { uniswap, balancer, stakedPoolShares, stakedWeth, savings } = market.adapters
  if (!stakedWeth || !savings) throw new Error('The USDC market lacks an adapter')
  const { poolId } = exchanges.balancerPool
  const swap = (...path: Contract[]) =>
    multiCall(uniswap, 'swapDiffTokensForTokens', [
      allButOne,
      0n,
      path.map((token) => token.address),
      farFuture,
    ])
  const farmLp = [
    multiCall(balancer, 'joinPoolSingleAssetDiff', [poolId, tokens.USDC.address, allButOne, 0n]),
    multiCall(stakedPoolShares, 'stakeDiff', [allButOne]),
  ]
  const stakeWeth = multiCall(stakedWeth, 'stakeDiff', [allButOne])
  const usdc = (amount: string) => ({ token: tokens.USDC, amount })
  const stakedLp = (amount: string) => ({ token: staking.poolShares.phantom, amount })
  const stakedEther = (amount: string) => ({ token: staking.weth.phantom, amount })
  const creditLine = (who: string, weth: string, debt: string, quota: string): Opening => ({
    who,
    market,
    deposit: { token: tokens.WETH, amount: weth },
    debt,
    steps: [stakeWeth],
    quota: stakedEther(quota),
    takesLoanOut: true,
  })
  return [
    {
      who: 'lp 3x',
      market,
      deposit: usdc('150000'),
      debt: '300000',
      steps: farmLp,
      quota: stakedLp('420000'),
    },
    {
      who: 'lp 5x',
      market,
      deposit: usdc('50000'),
      debt: '200000',
      steps: farmLp,
      quota: stakedLp('240000'),
    },
    {
      who: 'weth long 4x',
      market,
      deposit: usdc('80000'),
      debt: '240000',
      steps: [swap(tokens.USDC, tokens.WETH)],
      quota: { token: tokens.WETH, amount: '330000' },
    },
    {
      who: 'weth staker 3x',
      market,
      deposit: usdc('100000'),
      debt: '200000',
      steps: [swap(tokens.USDC, tokens.WETH), stakeWeth],
      quota: stakedEther('300000'),
    },
    {
      who: 'saver 7x',
      market,
      deposit: usdc('100000'),
      debt: '600000',
      steps: [swap(tokens.USDC, tokens.SYND), multiCall(savings, 'depositDiff', [allButOne])],
      quota: { token: tokens.savings, amount: '700000' },
    },
    creditLine('usdc line 1', '2000', '2000000', '3000000'),
    creditLine('usdc line 2', '1900', '2000000', '3000000'),
    creditLine('usdc line 3', '1800', '1900000', '2900000'),
    creditLine('usdc line 4', '2400', '1900000', '2900000'),
    creditLine('usdc line 5', '1700', '1800000', '2700000'),
    creditLine('usdc line 6', '1600', '1700000', '2600000'),
  ]
}

function wethOpenings(market: MarketWithAdapters, { tokens, exchanges, staking }: World): Opening[] {
  const { uniswap, balancer, stakedPoolShares } = market.adapters
  const sellBorrowed = multiCall(uniswap, 'swapDiffTokensForTokens', [
    allButOne,
    0n,
    [tokens.WETH.address, tokens.USDC.address],
    farFuture,
  ])
  const usdc = (amount: string) => ({ token: tokens.USDC, amount })
  const creditLine = (who: string, deposit: string, debt: string, quota: string): Opening => ({
    who,
    market,
    deposit: usdc(deposit),
    debt,
    steps: [],
    quota: usdc(quota),
    takesLoanOut: true,
  })
  return [
    {
      who: 'short lp 3x',
      market,
      deposit: { token: tokens.WETH, amount: '80' },
      debt: '160',
      steps: [
        multiCall(balancer, 'joinPoolSingleAssetDiff', [
          exchanges.balancerPool.poolId,
          tokens.WETH.address,
          allButOne,
          0n,
        ]),
        multiCall(stakedPoolShares, 'stakeDiff', [allButOne]),
      ],
      quota: { token: staking.poolShares.phantom, amount: '230' },
    },
    {
      who: 'short 3x',
      market,
      deposit: usdc('200000'),
      debt: '200',
      steps: [sellBorrowed],
      quota: usdc('300'),
    },
    {
      who: 'short 5x',
      market,
      deposit: usdc('60000'),
      debt: '120',
      steps: [sellBorrowed],
      quota: usdc('150'),
    },
    creditLine('weth line 1', '3200000', '1000', '1500'),
    creditLine('weth line 2', '3000000', '1000', '1500'),
    creditLine('weth line 3', '2900000', '950', '1450'),
    creditLine('weth line 4', '3600000', '950', '1450'),
    creditLine('weth line 5', '2700000', '900', '1350'),
  ]
}
