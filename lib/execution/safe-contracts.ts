import { type Client, keccak256 } from 'viem'
import { getCode } from 'viem/actions'
import type { Hex } from '../domain/call'
import type { IssueOf } from '../domain/issue'
import type { PlanStep } from '../plan/plan'
import { findContractFaults, type neededContracts } from '../safe/contract-faults'
import { safeContracts } from '../safe/contracts'

/** Clients whose chain has all of Safe's contracts as they must be: what was deployed stays. */
const sound = new WeakSet<Client>()

/** Whether a step creates a Safe, or acts in one. */
export function concernsSafe(step: PlanStep): boolean {
  if (step.kind === 'prepare') return step.requirement.kind === 'account'
  return step.kind === 'call' && step.batch !== undefined
}

/**
 * What keeps these steps from being carried out in a Safe on the client's chain; null where nothing does. Asks the chain once
 * for the contracts' code, and again only where something was wrong. Throws what the client throws.
 */
export async function findSafeFault(
  client: Client,
  steps: readonly PlanStep[],
): Promise<IssueOf<'safe-contracts-unusable'> | null> {
  if (sound.has(client) || !steps.some(concernsSafe)) return null
  const [factory, singletonL2, multiSend, multiSendCallOnly, fallbackHandler] = await Promise.all([
    readCodeHash(client, 'factory'),
    readCodeHash(client, 'singletonL2'),
    readCodeHash(client, 'multiSend'),
    readCodeHash(client, 'multiSendCallOnly'),
    readCodeHash(client, 'fallbackHandler'),
  ])
  const faults = findContractFaults({
    factory,
    singletonL2,
    multiSend,
    multiSendCallOnly,
    fallbackHandler,
  })
  if (faults.length > 0) {
    const isForeign = faults.some(({ kind }) => kind === 'foreign')
    return { code: 'safe-contracts-unusable', severity: 'refusal', isForeign }
  }
  sound.add(client)
  return null
}

async function readCodeHash(client: Client, name: (typeof neededContracts)[number]): Promise<Hex | null> {
  const code = await getCode(client, { address: safeContracts[name] })
  return code ? keccak256(code) : null
}

/** Steps that create a Safe which is there by now: from an earlier run, or by somebody else's hand. It is the same Safe. */
export async function findNeedlessCreations(
  client: Client,
  steps: readonly PlanStep[],
): Promise<ReadonlySet<PlanStep>> {
  const needless = new Set<PlanStep>()
  for (const step of steps) {
    if (step.kind !== 'prepare' || step.requirement.kind !== 'account') continue
    if (await getCode(client, { address: step.requirement.address })) needless.add(step)
  }
  return needless
}
