import type { Hex } from '../../protocols/protocol'
import { WalletError } from './wallet-error'

export type KeyStorage = Pick<Storage, 'getItem' | 'setItem'>

const STORAGE_KEY = 'furrow.practice-wallet'
const VERSION = 1

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

/**
 * The kept wallet, or a new one of 32 random bytes. A new key is used only once it can be read back, so
 * that no account is ever funded whose key is lost with the tab.
 */
export function ensureKeptWallet(storage: KeyStorage): KeptWallet {
  const kept = readKeptWallet(storage)
  if (kept) return kept
  keepWallet(storage, { key: createKey(), isConnected: false })
  const created = readKeptWallet(storage)
  if (!created) throw cannotKeep()
  return created
}

export function keepWallet(storage: KeyStorage, { key, isConnected }: KeptWallet): void {
  try {
    storage.setItem(STORAGE_KEY, JSON.stringify({ version: VERSION, key, isConnected }))
  } catch {
    throw cannotKeep()
  }
}

function createKey(): Hex {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

function cannotKeep(): WalletError {
  return new WalletError(
    -32603,
    'This browser keeps nothing for this page, so a practice wallet would be lost with the tab. Allow site data and try again.',
  )
}
