import { numberToHex } from 'viem'
import type { Address } from '../domain/asset'
import type { Hex } from '../domain/call'
import type { PlanStep, TransactionPlan } from '../plan/plan'
import type { Send } from './executor'

/** A call as a wallet is asked for it. */
export type AskedCall = { readonly to: Address; readonly data: Hex; readonly value: Hex }

/** What a wallet is asked for, as it is asked. */
export type WalletRequest =
  | {
      readonly method: 'eth_sendTransaction'
      readonly params: readonly [AskedCall & { readonly from: Address; readonly chainId: Hex }]
    }
  | {
      readonly method: 'wallet_sendCalls'
      readonly params: readonly [
        {
          readonly version: string
          readonly chainId: Hex
          readonly from: Address
          readonly atomicRequired: true
          readonly calls: readonly AskedCall[]
        },
      ]
    }

/** The very request that a wallet is handed for what is to be sent. */
export function makeWalletRequest(
  { chainId, owner: from }: Pick<TransactionPlan, 'chainId' | 'owner'>,
  send: Send,
): WalletRequest {
  const convert = ({ call: { to, data, value } }: PlanStep) => ({ to, data, value: numberToHex(value) })
  const chain = numberToHex(chainId)
  if (send.kind === 'transaction') {
    const transaction = { from, ...convert(send.step), chainId: chain }
    return { method: 'eth_sendTransaction', params: [transaction] }
  }
  const calls = send.steps.map(convert)
  const batch = { version: '2.0.0', chainId: chain, from, atomicRequired: true, calls } as const
  return { method: 'wallet_sendCalls', params: [batch] }
}

/** The calls of a request, in their order. */
export function listCalls({ params: [asked] }: WalletRequest): readonly AskedCall[] {
  return 'calls' in asked ? asked.calls : [asked]
}
