import type { IntentKind, RememberedRun } from '../../lib/execution/run-record'

/** What a step of an earlier visit was for, in words. */
export function describeRemembered({ intentKind, stepKind, stepIndex, stepCount }: RememberedRun): string {
  const place = stepCount > 1 ? `, step ${stepIndex + 1} of ${stepCount}` : ''
  return `${WORDS[intentKind]}${place}${STEPS[stepKind]}`
}

const STEPS: Readonly<Record<RememberedRun['stepKind'], string>> = {
  approve: ' (the approval)',
  prepare: ' (what it needs first)',
  call: '',
  batch: '',
}

const WORDS: Readonly<Record<IntentKind, string>> = {
  open: 'Opening a position',
  close: 'Closing a position',
  'change-leverage': 'Changing a position’s leverage',
  deposit: 'Adding collateral to a position',
  withdraw: 'Withdrawing collateral from a position',
  borrow: 'Borrowing more against a position',
  repay: 'Repaying a position’s debt',
  claim: 'Claiming a position’s rewards',
  supply: 'Supplying to a pool',
  'withdraw-supply': 'Withdrawing from a pool',
  revoke: 'Taking back an approval',
  sweep: 'Emptying a Safe',
}
