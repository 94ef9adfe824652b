import type { Hex } from '../../domain/call'
import { WalletError } from '../wallet-core/wallet-error'
import { type KeptWallet, type KeyStorage, readKeptWallet, STORAGE_KEY, VERSION } from './practice-key'

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
    'internal',
    'This browser keeps nothing for this page, so a practice wallet would be lost with the tab. Allow site data and try again.',
  )
}
