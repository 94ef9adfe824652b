import { UnreadableError } from './answers'

/** What an item's own contracts are to blame for; anything else is thrown on. */
export function messageOf(error: unknown): string {
  if (error instanceof UnreadableError) return error.message
  throw error
}

/** Why a read fails; null where it does not. */
export function reasonOf(read: () => unknown): string | null {
  try {
    read()
    return null
  } catch (error) {
    return messageOf(error)
  }
}
