import { useConnection } from 'wagmi'
import { findReturningAccount } from '../config/wagmi'
import type { Address } from '../domain/asset'

/**
 * Whose figures to read: the connected account, or the one whose wallet is expected back; null where there is none. A page
 * that was left connected is so read once, at one block, and waits for no wallet.
 */
export function useOwner(): Address | null {
  const { address, status } = useConnection()
  // wagmi tells of the change that ends the waiting only to whoever asks for the status
  return status === 'disconnected' || !address ? findReturningAccount() : address
}
