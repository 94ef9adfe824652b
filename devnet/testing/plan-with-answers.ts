import type { Client, Hex } from 'viem'
import { call } from 'viem/actions'
import type { Answers, Question } from '../../lib/domain/question'
import { isRevert } from '../../lib/execution/request-error'
import type { PlanResult } from '../../lib/plan/plan'
import type { AccountSnapshot } from '../../lib/protocols/protocol'

/** As many as many loops ask. */
const MOST_QUESTIONS = 200

/** Plans, and plans again with whatever the chain has to be asked first. */
export async function planWithAnswers(
  chain: Client,
  account: AccountSnapshot,
  plan: (account: AccountSnapshot) => PlanResult,
): Promise<PlanResult> {
  const { markets } = account
  let answers: Answers = {}
  for (let questions = 0; questions < MOST_QUESTIONS; questions++) {
    const result = plan({ ...account, markets: { ...markets, answers } })
    if (result.ok || !result.waitsFor) return result
    const { key } = result.waitsFor
    answers = { ...answers, [key]: await answer(chain, result.waitsFor, markets.block.number) }
  }
  throw new Error(`${MOST_QUESTIONS} questions were not enough`)
}

/** Null where what is asked reverts. */
async function answer(chain: Client, { to, data }: Question, blockNumber: bigint): Promise<Hex | null> {
  try {
    return (await call(chain, { to, data, blockNumber })).data ?? '0x'
  } catch (error) {
    if (isRevert(error)) return null
    throw error
  }
}
