import fc from 'fast-check'
import { expect } from 'vitest'
import type { Asset } from '../../../domain/asset'
import { computeFigures } from '../../../domain/figures'
import type { ManageIntent } from '../../../domain/intent'
import { type Issue, isRefusal } from '../../../domain/issue'
import { formatAction } from '../../../format/action'
import { parseAmountInput } from '../../../format/amount'
import { formatIssue } from '../../../format/issue'
import { parseMultipleInput } from '../../../format/multiple'
import type { PlanResult } from '../../../plan/plan'
import { planManage } from '../../../plan/plan-manage'
import type { AccountSnapshot } from '../../protocol'
import { makePositionId } from '../ids'
import { gearboxV3 } from '../index'
import { convertAccount } from '../read/convert'
import { creditAccount, makeRawAccount, makeRawMarket, makeRawSnapshot, owner, tolerance } from './market'

export const makeAccount = (
  owed: Parameters<typeof makeRawAccount>[0] = {},
  change: Parameters<typeof makeRawMarket>[0] = {},
) => convertAccount(makeRawSnapshot(makeRawMarket(change), [makeRawAccount(owed)]), {}, 31337, owner)
export const account = makeAccount()
const positionId = makePositionId(31337, creditAccount)

type WithoutPosition<Intent> = Intent extends unknown ? Omit<Intent, 'positionId' | 'owner'> : never

/** Plans an action with the fixture's position, or with one like it. */
export function planAction(action: WithoutPosition<ManageIntent>, of: AccountSnapshot = account): PlanResult {
  return planManage(gearboxV3, of, { ...action, positionId, owner }, tolerance)
}

const HUGE = [2n ** 128n, 2n ** 255n, 2n ** 256n - 1n, 2n ** 256n, 2n ** 300n, 10n ** 14n, 10n ** 32n]
/** All sizes with any number of decimals, near the edges of what an amount can be. */
const numbers = fc.tuple(fc.nat(310), fc.bigInt(-2n, 1_000n), fc.nat(40)).map(([bits, more, decimals]) => {
  const digits = String(2n ** BigInt(bits) + more).padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
})
/** Anything that fingers, clipboards and links bring. */
export const typed = fc.oneof(
  { weight: 4, arbitrary: numbers },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...['', ' ', '0', '0.0', '-1', '−5', '-', '.', ',', '1,000', '1.000.000,5', '0,25', '1e14', '1e400'],
      ...['0x10', 'NaN', 'Infinity', '1_000', '١٢', '½', '２．５', '2.5x', '1x', '0.999x', '9'.repeat(5_000)],
      ...['max', 'all', 'undefined', '__proto__', '\u202e1', '100000000000000', '0.0000001', '1.5.2'],
      ...HUGE.flatMap((amount) => [String(amount), `-${amount}`, `${amount}x`]),
    ),
  },
  { weight: 1, arbitrary: fc.string() },
)

/** What was refused, said beside its field. */
function expectReason(issue: Issue): void {
  expect(issue.severity).toBe('refusal')
  expect(issue.field).toMatch(/^(amount|leverage)$/)
  expect(formatIssue(issue).text).toMatch(/^[A-Z].*\.$/)
}

/** A plan with everything that a page reckons and says of it, or a reason. */
export function expectAnswer(result: PlanResult): void {
  const drafted = result.ok ? result.plan : result.estimate
  if (drafted?.after) computeFigures(drafted.after, drafted.ratesAfter ?? undefined)
  const issues = result.ok ? result.plan.issues : result.issues
  expect(issues.some(isRefusal)).toBe(!result.ok)
  for (const issue of issues) expect(formatIssue(issue).text).toMatch(/\.$/)
  if (!result.ok) return
  for (const step of result.plan.steps) {
    expect(step.call.data).toMatch(/^0x([0-9a-f]{2})*$/)
    for (const action of step.kind === 'call' ? step.actions : []) formatAction(action)
  }
}

/** What a form does with one amount and one leverage. */
export function readAmount(text: string, { decimals }: Asset): bigint | null {
  const parsed = parseAmountInput(text, decimals)
  if (!parsed.ok) expectReason(parsed.issue)
  return parsed.ok ? parsed.amount : null
}

export function readLeverage(text: string): bigint | null {
  const parsed = parseMultipleInput(text)
  if (!parsed.ok) expectReason(parsed.issue)
  return parsed.ok ? parsed.leverageWad : null
}
