import { DEFAULT_TOLERANCE, type ToleranceChoice } from '../../lib/plan/tolerance'
import { DEADLINE_CHOICES_MINUTES, SLIPPAGE_CHOICES_BPS } from '../transaction/tolerance'
import type { TextChange, Texts } from './kept-inputs'

/** The tolerance that was chosen, where it is one of those that can be: a forged one would give the trade away. */
export function readTolerance(texts: Texts): ToleranceChoice {
  const find = (choices: readonly bigint[], field: string) =>
    choices.find((choice) => `${choice}` === texts.get(field))
  return {
    slippageBps: find(SLIPPAGE_CHOICES_BPS, 'slippage') ?? DEFAULT_TOLERANCE.slippageBps,
    deadlineMinutes: find(DEADLINE_CHOICES_MINUTES, 'deadline') ?? DEFAULT_TOLERANCE.deadlineMinutes,
  }
}

export function writeTolerance({ slippageBps, deadlineMinutes }: ToleranceChoice): TextChange {
  return { slippage: `${slippageBps}`, deadline: `${deadlineMinutes}` }
}
