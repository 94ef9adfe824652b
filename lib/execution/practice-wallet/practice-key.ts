import type { Hex } from '../../domain/call'

export type KeyStorage = Pick<Storage, 'getItem' | 'setItem'>

export const STORAGE_KEY = 'furrow.practice-wallet'
export const VERSION = 1

/** The practice wallet as this browser keeps it. The key is worth nothing: it signs for the practice chain only. */
export type KeptWallet = { readonly key: Hex; readonly isConnected: boolean }

/** What is kept; null where there is nothing, or nothing usable. */
export function readKeptWallet(storage: KeyStorage): KeptWallet | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(STORAGE_KEY) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return null
    const { version, key, isConnected } = kept as Record<string, unknown>
    if (version !== VERSION || typeof key !== 'string' || !/^0x[0-9a-f]{64}$/.test(key)) return null
    return { key: key as Hex, isConnected: isConnected === true }
  } catch {
    return null
  }
}
