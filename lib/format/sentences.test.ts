import { describe, expect, it } from 'vitest'
import type { Action } from '../domain/action'
import type { Asset } from '../domain/asset'
import type { Issue, IssueCode } from '../domain/issue'
import type { OutcomeMove } from '../domain/issue-of-outcome'
import type { RefusalReason } from '../domain/issue-of-simulation'
import { WAD } from '../domain/math'
import { makeIssue, sampleIssues } from '../domain/testing/sample-issues'
import { formatAction, formatApproval } from './action'
import { formatIssue } from './issue'

const token = (symbol: string, decimals: number, byte: string): Asset => ({
  address: `0x${byte.repeat(20)}`,
  symbol,
  name: symbol,
  decimals,
})
const usdc = token('USDC', 6, 'aa')
const lp = token('B-50WETH-50USDC', 18, 'bb')
const weth = token('WETH', 18, 'cc')
const coin: Asset = { ...token('ETH', 18, '00'), address: `0x${'00'.repeat(20)}` }
const ofUsdc = (whole: bigint, rest = 0n) => ({ asset: usdc, amount: whole * 10n ** 6n + rest })

describe('formatAction', () => {
  const cases: readonly (readonly [Action, string])[] = [
    [{ kind: 'add-collateral', give: ofUsdc(10_000n) }, 'Add 10,000 USDC from your wallet as collateral'],
    [{ kind: 'add-collateral', give: ofUsdc(10_000n), isFromTrade: true }, 'Add 10,000 USDC as collateral'],
    [{ kind: 'borrow', get: ofUsdc(20_000n) }, 'Borrow 20,000 USDC'],
    [
      { kind: 'repay', give: ofUsdc(20_001n, 200_001n), isAll: true },
      'Repay all of the USDC debt (about 20,001.21 USDC)',
    ],
    [{ kind: 'repay', give: ofUsdc(5n, 250_000n), isAll: false }, 'Repay 5.25 USDC of the debt'],
    [
      { kind: 'withdraw', get: { asset: weth, amount: 3n * WAD }, isAll: true },
      'Send all of the WETH to your wallet (about 3 WETH)',
    ],
    [{ kind: 'withdraw', get: ofUsdc(1_000n, 1n), isAll: false }, 'Send about 1,000 USDC to your wallet'],
    [
      { kind: 'withdraw', get: ofUsdc(1_000n), isAll: false, isForTrade: true },
      'Take 1,000 USDC out of the collateral',
    ],
    [
      { kind: 'wrap', give: { asset: coin, amount: 3n * WAD }, get: { asset: weth, amount: 3n * WAD } },
      'Wrap 3 ETH',
    ],
    [
      {
        kind: 'unwrap',
        give: { asset: weth, amount: 3n * WAD },
        get: { asset: coin, amount: 3n * WAD },
        isAll: false,
      },
      'Unwrap 3 WETH to ETH',
    ],
    [
      {
        kind: 'unwrap',
        give: { asset: weth, amount: 3n * WAD },
        get: { asset: coin, amount: 3n * WAD },
        isAll: true,
      },
      'Unwrap all of the WETH to ETH and send it to your wallet (about 3 ETH)',
    ],
    [{ kind: 'claim', get: { asset: weth, amount: WAD / 2n } }, 'Claim about 0.5 WETH of rewards'],
    [{ kind: 'supply', give: ofUsdc(1_000n) }, 'Supply 1,000 USDC from your wallet to the pool'],
    [
      { kind: 'withdraw-supply', get: ofUsdc(1_000n), isAll: false },
      'Withdraw 1,000 USDC from the pool to your wallet',
    ],
    [
      { kind: 'withdraw-supply', get: ofUsdc(1_000n, 1n), isAll: true },
      'Withdraw all of your USDC from the pool to your wallet (about 1,000 USDC)',
    ],
    [
      { kind: 'set-cap', name: 'quota', collateral: { asset: lp, amount: 1n }, cap: ofUsdc(27_000n) },
      'Let B-50WETH-50USDC count as collateral for up to 27,000 USDC (its quota)',
    ],
    [
      { kind: 'set-cap', name: 'quota', collateral: { asset: lp, amount: 1n }, cap: ofUsdc(0n) },
      'Give back the quota of B-50WETH-50USDC',
    ],
    [
      {
        kind: 'join-pool',
        give: ofUsdc(30_000n),
        get: { asset: lp, amount: 150n * WAD },
        minimum: (1492n * WAD) / 10n,
        isAtMarket: true,
        venue: 'Balancer V2',
        feeWad: 15n * 10n ** 14n,
      },
      'Put 30,000 USDC into a pool on Balancer V2 and get at least 149.2 B-50WETH-50USDC (swap fee 0.15%)',
    ],
    [
      {
        kind: 'stake',
        give: { asset: lp, amount: 150n * WAD },
        get: { asset: lp, amount: 150n * WAD },
        minimum: 0n,
        isAtMarket: false,
        venue: 'StakingRewards',
        feeWad: 0n,
      },
      'Stake 150 B-50WETH-50USDC in StakingRewards',
    ],
  ]
  it.each(cases)('%# says what happens', (action, text) => {
    expect(formatAction(action)).toBe(text)
  })

  it('says of a purchase how much it may take', () => {
    const purchase = {
      kind: 'swap',
      give: ofUsdc(29_850n * 10n ** 6n),
      get: { asset: weth, amount: 10n * WAD },
      minimum: 10n * WAD,
      maximum: 30_000_000_001n,
      isAtMarket: true,
      venue: 'Uniswap V3',
      feeWad: 5n * 10n ** 14n,
    } as const
    expect(formatAction(purchase)).toBe(
      'Swap at most 30,000.01 USDC for 10 WETH on Uniswap V3 (swap fee 0.05%)',
    )
  })

  it('has words for every kind of exchange', () => {
    const kinds = [
      'swap',
      'join-pool',
      'exit-pool',
      'stake',
      'unstake',
      'vault-deposit',
      'vault-redeem',
    ] as const
    for (const kind of kinds) {
      const amounts = { give: ofUsdc(1n), get: ofUsdc(2n), minimum: 1n, isAtMarket: true, feeWad: 0n }
      expect(formatAction({ kind, ...amounts, venue: 'Venue' })).toMatch(/^[A-Z].*Venue/)
    }
  })
})

describe('formatApproval', () => {
  it('shows every digit and the spender', () => {
    const approval = { asset: usdc, amount: 10_000_000_001n, spender: weth.address }
    expect(formatApproval({ ...approval, spenderName: 'Gearbox credit manager' })).toBe(
      'Allow Gearbox credit manager 0xcccc…cccc to take exactly 10,000.000001 USDC',
    )
    expect(formatApproval({ ...approval, amount: 0n })).toBe(
      'Take back what 0xcccc…cccc may still take of your USDC',
    )
  })
})

describe('formatIssue', () => {
  it.each(sampleIssues.map((issue) => [issue.code, issue] as const))('%s is a sentence', (_, issue) => {
    const { title, text } = formatIssue(issue)
    expect(text).toMatch(/^[A-Z].*[.]$/)
    expect(text).not.toMatch(/undefined|null|NaN|object| {2}| [.,;]|\u202e/)
    if (title) expect(title).toMatch(/^[A-Z].*[^.]$/)
  })

  it('says what moved from what to what, and what became of it', () => {
    const moves: readonly OutcomeMove[] = [
      { figure: 'health-factor', from: (124n * WAD) / 100n, to: (102n * WAD) / 100n },
      { figure: 'leverage', from: null, to: 5n * WAD },
      { figure: 'liquidation-price', symbol: 'WETH', from: 160_000_000_000n, to: 140_000_000_000n },
      { figure: 'wallet', from: ofUsdc(5_000n), to: ofUsdc(4_900n) },
      { figure: 'network-fee', from: WAD / 1000n, to: WAD / 20n },
    ]
    expect(formatIssue({ code: 'outcome-moved', severity: 'warning', moves }).text).toBe(
      'The health factor went from 1.24 to 1.02. The leverage went from none to 5.00x. The liquidation price of WETH went from $1,600.00 to $1,400.00. What your wallet gets went from 5,000 USDC to 4,900 USDC. The network fee went from about 0.001 of the network’s own coin to about 0.05 of the network’s own coin. Nothing was sent. Look at the new figures, and accept them only if you want them.',
    )
    const refused = { code: 'outcome-moved', severity: 'refusal', moves } as const
    expect(formatIssue(refused).text).toContain('this step was not sent')
    const paid = [{ figure: 'wallet', from: ofUsdc(-5_000n), to: ofUsdc(-5_100n) }] as const
    expect(formatIssue({ ...refused, moves: paid }).text).toContain(
      'What your wallet pays went from 5,000 USDC to 5,100 USDC.',
    )
  })

  it('says the values that it came with', () => {
    const text = (code: IssueCode) => formatIssue(makeIssue(code)).text
    expect(text('number-ambiguous')).toBe('Did you mean 1000 or 1.000? Write it without a comma.')
    expect(text('amount-over-balance')).toContain('1 USDC')
    const left = {
      balance: { asset: coin, amount: WAD },
      reserve: { asset: coin, amount: WAD / 50n },
    }
    expect(formatIssue({ code: 'amount-over-balance', severity: 'refusal', ...left }).text).toBe(
      'This is more than you can use: 1 ETH, since 0.02 ETH stays for network fees. Enter a smaller amount.',
    )
    expect(text('debt-below-minimum')).toContain('3 USDC at least')
    expect(text('leverage-over-maximum')).toContain('5.00x at most')
    expect(text('price-impact-high')).toContain('2.00%')
    expect(text('price-stale')).toContain('its price for WETH and USDC for longer')
    expect(text('health-factor-low')).toContain('1.00')
    expect(text('state-behind')).toContain('block 12 yet')
    expect(text('wrong-network')).toContain('Switch the wallet to Practice chain')
    expect(text('network-fee-unaffordable')).toContain('of about 0.001 ETH')
    expect(text('allowance-raised')).toContain('approved an amount without limit, and 5 USDC')
    expect(text('signing-differs')).toContain('(call 4 lets somebody take what was not shown)')
    const elsewhere = { kind: 'other-network', transaction: null, call: null } as const
    const second = { kind: 'other-approval', transaction: 1, call: null } as const
    const differences = [elsewhere, second]
    expect(formatIssue({ code: 'signing-differs', severity: 'refusal', differences }).text).toContain(
      '(another network; transaction 2 is another approval)',
    )
    expect(text('transaction-reverted')).toContain('“because”')
  })

  it('says why a contract refused, and shows no code but as one that nobody knows', () => {
    const text = (reason: RefusalReason) =>
      formatIssue({ code: 'transaction-reverted', severity: 'refusal', reason }).text
    expect(text({ kind: 'unknown', selector: '0x1234abcd' })).toContain(
      'a reason that Furrow does not know (0x1234abcd).',
    )
    expect(text({ kind: 'silent' })).toContain('No contract gave a reason.')
    const caused = (cause: Issue) => text({ kind: 'explained', cause })
    const explanation = 'The pool is too small'
    expect(caused({ code: 'refused-by-contract', severity: 'refusal', explanation })).toContain(
      'The cause: the pool is too small.',
    )
    expect(caused({ code: 'out-of-gas', severity: 'refusal' })).toContain('The cause: the gas ran out.')
    expect(caused({ code: 'amount-over-balance', severity: 'refusal', balance: null })).toContain(
      'The cause: this is more than you have.',
    )
  })

  it('puts the values into the words that an adapter brought, and makes them safe', () => {
    const symbols = ['W\u202eETH', '\u200b']
    const words = {
      title: 'The vault is full',
      text: ['It takes ', ofUsdc(5n), ' more of ', { symbols }, '.'],
    }
    expect(formatIssue({ code: 'vault-full', severity: 'refusal', words })).toEqual({
      title: 'The vault is full',
      text: 'It takes 5 USDC more of WETH and tokens.',
    })
  })
})
