import type { Issue, IssueCode, IssueOf } from '../issue'
import { WAD } from '../math'

type ValuesOf<Code extends IssueCode> = Omit<IssueOf<Code>, 'code' | 'severity' | 'field'>

const usdc = { address: `0x${'aa'.repeat(20)}`, symbol: 'USDC', name: 'USD Coin', decimals: 6 } as const
const coin = { asset: { symbol: 'ETH', decimals: 18 }, amount: WAD / 1000n }
const dollars = (whole: bigint) => ({ asset: usdc, amount: whole * 10n ** 6n })
const words = {
  title: 'The vault is full',
  text: ['It takes ', dollars(5n), ' of ', { symbols: ['WETH'] }, '.'],
}
const approved = { needed: dollars(5n), allowed: dollars(4n) }
const shortfall = { proceeds: dollars(5n), debt: dollars(6n), shortfall: dollars(1n) }
const price = { from: null, to: 1_600n * 10n ** 8n }

const sized = ['amount', 'leverage', 'amount-and-leverage', 'position', 'rewards'] as const

/** Values of every code, one set for each way that its sentence may go. A code that is added has to be added here. */
const samples: { readonly [Code in IssueCode]: readonly ValuesOf<Code>[] } = {
  'amount-missing': [{}],
  'amount-not-a-number': [{}],
  'number-ambiguous': [{ whole: '1000', decimal: '1.000' }],
  'amount-negative': [{}],
  'amount-zero': [{}],
  'amount-too-many-decimals': [{ decimals: 6 }],
  'amount-too-large': [{}],
  'amount-over-balance': [{ balance: dollars(1n) }, { balance: dollars(0n) }, { balance: null }],
  'leverage-not-a-number': [{}],
  'leverage-below-minimum': [{ minimumWad: WAD }],
  'leverage-over-maximum': [{ maximumWad: 5n * WAD }, { maximumWad: null }],
  'pool-liquidity-too-low': [{ words }],
  'lending-limit-reached': [{ words }],
  'cap-limit-reached': [{ words }],
  'market-paused': [{ words }],
  'borrowing-forbidden': [{ words }],
  'collateral-forbidden': [{ words }],
  'collateral-worthless': [{ words }],
  'too-many-collaterals': [{ words }],
  'no-route': [{ words }],
  'trade-too-large': [{ words }],
  'trade-too-small': [{ words }],
  'vault-full': [{ words }],
  'protocol-rule': [
    { rule: 'full-moon', words: { title: 'Not now', text: ['Only ', { symbols: [] }, ' may.'] } },
  ],
  'debt-below-minimum': [{ debt: dollars(2n), minimum: dollars(3n) }],
  'debt-over-maximum': [{ debt: dollars(5n), maximum: dollars(4n) }],
  'pool-gone': [{}],
  'pool-paused': [{}],
  'supply-too-small': [{}],
  'nothing-supplied': [{}],
  'withdrawal-over-supply': [{ maximum: dollars(4n) }],
  'withdrawal-over-liquidity': [{ available: dollars(4n) }],
  'price-unavailable': [{ symbols: ['WETH'] }, { symbols: [] }],
  'price-stale': [{ symbols: ['WETH', 'USDC'] }, { symbols: [] }],
  'price-diverging': [{ symbols: ['WETH'], divergenceWad: WAD / 50n }],
  'yield-unmeasured': [{}],
  unreadable: [
    { items: [{ what: 'the token', name: 'WETH', market: 'Practice USDC', reason: 'decimals() reverts' }] },
    {
      items: [
        { what: 'the token', name: 'WETH', market: 'Practice USDC', reason: 'decimals() reverts' },
        { what: 'the market', name: 'Practice WETH', market: null, reason: 'pool() reverts' },
      ],
    },
  ],
  'position-gone': [{}],
  'proceeds-below-debt': [shortfall],
  'debt-zero': [{}],
  'health-factor-under-floor': [{ healthFactorWad: WAD, floorWad: 2n * WAD }],
  'repay-over-debt': [{ debt: dollars(2n) }],
  'nothing-to-claim': [{}],
  'no-equity': [{}],
  'leverage-unchanged': [{}],
  'leverage-unreachable': [{}],
  'price-impact-high': sized.map((sizedBy) => ({ priceImpactWad: WAD / 50n, sizedBy })),
  'price-impact-too-high': sized.map((sizedBy) => ({ priceImpactWad: WAD / 10n, sizedBy })),
  'lost-to-rounding': [{ lossWad: WAD / 10n }],
  'health-factor-low': [{ healthFactorWad: WAD }],
  'health-factor-too-low': sized.map((sizedBy) => ({ healthFactorWad: WAD, sizedBy })),
  'value-lost': [{ lossWad: WAD / 50n }],
  'leverage-over-asked': [{ leverageWad: 5n * WAD, askedWad: 3n * WAD }],
  'outcome-moved': [
    { moves: [] },
    { moves: [{ figure: 'liquidation-price', symbol: 'WETH', ...price }] },
    { moves: [{ figure: 'wallet', from: dollars(-5n), to: dollars(1n) }] },
  ],
  'simulation-unsupported': [{}],
  'simulation-failed': [
    { reason: { kind: 'explained', cause: { code: 'out-of-gas', severity: 'refusal' } } },
    { reason: { kind: 'said', text: 'because\u202e' } },
    { reason: { kind: 'said', text: '\u202e' } },
    { reason: { kind: 'unknown', selector: '0x1234abcd' } },
    { reason: { kind: 'silent' } },
    { reason: { kind: 'unasked' } },
  ],
  'refused-by-contract': [{ explanation: 'The pool is too small' }],
  'out-of-gas': [{}],
  'safe-contracts-unusable': [{ isForeign: true }, { isForeign: false }],
  'slippage-exceeded': [{ cause: 'price' }, { cause: 'transfer-fee' }, { cause: 'unknown' }],
  'deadline-passed': [{}],
  'debt-changed-this-block': [{}],
  'not-enough-collateral': [{}],
  'network-fee-unaffordable': [{ fee: coin }, { fee: null }],
  'rejected-by-wallet': [{}],
  'wallet-not-responding': [{}],
  'wallet-failed': [{ reason: 'because\u202e' }, { reason: '' }],
  'wallet-locked': [{}],
  'wallet-network-unknown': [{ reason: 'because' }, { reason: '' }],
  'wallet-answer-unseen': [{}],
  'sending-unknown': [{ reason: 'because' }, { reason: '' }],
  'review-expired': [{}],
  'batch-reverted': [{}],
  'batch-partly-reverted': [{}],
  'plan-unfinished': [{ isCall: false }, { isCall: true }],
  'given-up': [{}],
  'wrong-network': [{ expected: 'Practice chain' }],
  'wrong-account': [{}],
  'allowance-too-low': [{ amounts: approved }, { amounts: null }],
  'allowance-raised': [{ amounts: { ...approved, allowed: { asset: usdc, amount: 2n ** 256n - 1n } } }],
  'transaction-reverted': [{ reason: { kind: 'said', text: 'because' } }, { reason: { kind: 'unasked' } }],
  'transaction-replaced': [{}],
  'signing-differs': [
    { differences: [{ kind: 'approval-unlisted', transaction: null, call: 3 }] },
    { differences: [{ kind: 'other-network', transaction: null, call: null }] },
  ],
  'receipt-unknown': [{}],
  'signature-unsupported': [{ name: 'the order' }],
  'rpc-unreachable': [{}],
  'rpc-timeout': [{}],
  'rpc-busy': [{}],
  'rpc-other-chain': [{ expected: 'Practice chain' }],
  'rpc-nonsense': [{}],
  'rpc-incapable': [{}],
  'rpc-history-missing': [{}],
  'rpc-refused': [{ reason: 'because' }, { reason: '' }],
  'state-behind': [{ block: 12n }],
  'transaction-taken-back': [{}],
}

/** Every issue that there is, in each way that its sentence may go; refusals that belong to no field. */
export const sampleIssues: readonly Issue[] = Object.entries(samples).flatMap(([code, sets]) =>
  sets.map((values) => ({ code, severity: 'refusal', ...values }) as Issue),
)

/** An issue of a code, for tests that look at no more than that. */
export function makeIssue(
  code: IssueCode,
  common: Pick<Issue, 'severity' | 'field'> = { severity: 'refusal' },
): Issue {
  const found = sampleIssues.find((issue) => issue.code === code)
  if (!found) throw new Error(`No sample of ${code}`)
  return { ...found, ...common }
}
