import { concat, type Hex, numberToHex, size, slice } from 'viem'
import type { Address } from '../domain/asset'
import { hashSignature, selectorOf } from '../domain/signature'
import { SINGLETON } from './singleton'

/** A plain call that reads: by its function and arguments, and as the bytes that these make. */
export type SafeRead = {
  readonly to: Address
  readonly signature: string
  readonly args: readonly bigint[]
  readonly data: Hex
}

/** Where a Safe's list of modules begins, and what it ends with. */
const MODULES_SENTINEL = 1n
/** One would be as foreign as many. */
const MOST_MODULES = 10n
const STORAGE = 'getStorageAt(uint256,uint256)'
/** Where a Safe keeps what it has no getter for: `GuardManager`, `FallbackManager`. */
const slotOf = (name: string) => BigInt(hashSignature(name))

const READS = {
  singleton: { signature: SINGLETON, args: [] },
  owners: { signature: 'getOwners()', args: [] },
  threshold: { signature: 'getThreshold()', args: [] },
  nonce: { signature: 'nonce()', args: [] },
  modules: { signature: 'getModulesPaginated(address,uint256)', args: [MODULES_SENTINEL, MOST_MODULES] },
  guard: { signature: STORAGE, args: [slotOf('guard_manager.guard.address'), 1n] },
  fallbackHandler: { signature: STORAGE, args: [slotOf('fallback_manager.handler.address'), 1n] },
} as const satisfies Readonly<Record<string, Pick<SafeRead, 'signature' | 'args'>>>

export type SafeReads<T> = Readonly<Record<keyof typeof READS, T>>

/** What has to be asked of one address for `judgeSafe`. All of one block. */
export function planSafeReads(safe: Address): SafeReads<SafeRead> {
  const plan = ({ signature, args }: Pick<SafeRead, 'signature' | 'args'>): SafeRead => ({
    to: safe,
    signature,
    args,
    data: concat([selectorOf(signature), ...args.map((arg) => numberToHex(arg, { size: 32 }))]),
  })
  return {
    singleton: plan(READS.singleton),
    owners: plan(READS.owners),
    threshold: plan(READS.threshold),
    nonce: plan(READS.nonce),
    modules: plan(READS.modules),
    guard: plan(READS.guard),
    fallbackHandler: plan(READS.fallbackHandler),
  }
}

/** What was returned, in words of 32 bytes, as `judgeSafe` takes it. What is no whole word counts as missing. */
export function convertToWords(returned: Hex): readonly bigint[] {
  return Array.from({ length: Math.floor(size(returned) / 32) }, (_, index) =>
    BigInt(slice(returned, 32 * index, 32 * (index + 1))),
  )
}
