import * as v from 'valibot'
import { numberToHex } from 'viem'
import type { Config, Connector } from 'wagmi'
import { getConnection } from 'wagmi/actions'
import type { Address } from '../domain/asset'
import type { Hex } from '../domain/call'
import type { PlanStep } from '../plan/plan'
import type { Place, RunContext } from './run-context'
import { withTimeLimit } from './time-limit'
import { findWallet } from './wallet'

/** What a wallet is asked for at once, and which signature of how many that is. */
export type Send = { readonly place: Place } & (
  | { readonly kind: 'transaction'; readonly step: PlanStep }
  /** All of it or nothing. */
  | { readonly kind: 'batch'; readonly steps: readonly PlanStep[] }
)

export type WalletAbilities = {
  /** Whether it carries out several calls as one, wholly or not at all. */
  readonly isAtomic: boolean
}

export const ONE_BY_ONE: WalletAbilities = { isAtomic: false }

/**
 * How a plan's steps, those that are needless left out, are handed to a wallet that can so much: as one atomic batch, else
 * one transaction each, in order.
 */
export function planSends(
  steps: readonly PlanStep[],
  { isAtomic }: WalletAbilities,
  needless: ReadonlySet<PlanStep> = new Set(),
): readonly Send[] {
  const needed = steps.filter((step) => !needless.has(step))
  const isBatch = isAtomic && needed.length > 1
  if (isBatch) return [{ kind: 'batch', steps: needed, place: { stepIndex: 0, stepCount: 1 } }]
  return needed.map((step) => ({
    kind: 'transaction',
    step,
    place: { stepIndex: steps.indexOf(step), stepCount: steps.length },
  }))
}

export function stepsOf(send: Send): readonly PlanStep[] {
  return send.kind === 'batch' ? send.steps : [send.step]
}

/** What the connected wallet can do on this chain (EIP-5792 `atomic`). No answer counts as no. */
export async function readAbilities(
  { config, chainId, timing }: Pick<RunContext, 'config' | 'chainId' | 'timing'>,
  owner: Address,
): Promise<WalletAbilities> {
  const { connector } = getConnection(config)
  if (connector && distrusted.has(connector)) return ONE_BY_ONE
  try {
    const ask = async (): Promise<unknown> => {
      const wallet = await findWallet(config, owner, chainId)
      const params = [owner, [numberToHex(chainId)]] satisfies [Address, [Hex]]
      return wallet.request({ method: 'wallet_getCapabilities', params }, { retryCount: 0 })
    }
    const answer = await withTimeLimit(ask(), timing.walletReadMs)
    return { isAtomic: readAtomicStatus(answer, chainId) }
  } catch {
    return ONE_BY_ONE
  }
}

/** By chain. What a wallet says of others, and of what else it can do, may look like anything. */
const capabilities = v.record(
  v.string(),
  v.fallback(v.nullable(v.object({ atomic: v.object({ status: v.string() }) })), null),
)

function readAtomicStatus(answer: unknown, chainId: number): boolean {
  // Chain 0 stands for every chain.
  return Object.entries(v.parse(capabilities, answer)).some(([id, ofChain]) => {
    const status = ofChain?.atomic.status
    const isThisChain = Number(id) === chainId || Number(id) === 0
    return isThisChain && (status === 'supported' || status === 'ready')
  })
}

/** Wallets whose answer to a batch left open what they had sent. */
const distrusted = new WeakSet<Connector>()

/** From now on this page hands the connected wallet no batch, but single steps. */
export function distrustBatches(config: Config): void {
  const { connector } = getConnection(config)
  if (connector) distrusted.add(connector)
}

/** What it was asked for has turned up in the chain: it may have batches again. */
export function trustBatches(config: Config): void {
  const { connector } = getConnection(config)
  if (connector) distrusted.delete(connector)
}
