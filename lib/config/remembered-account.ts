import { type Address, isAddress } from 'viem'

/** Where wagmi keeps what it remembers. */
const STORE = 'wagmi.store'

/** The account that was connected when its page was left, by what wagmi kept; null where none was, or it is not told. */
export function readRememberedAccount(kept: string | null): Address | null {
  try {
    const { current, connections } = JSON.parse(kept ?? '').state
    const [, connection] = connections.value.find(([uid]: readonly unknown[]) => uid === current)
    const [account] = connection.accounts
    return isAddress(account) ? account : null
  } catch {
    // of another shape, or nothing: then it is found out who returns
    return null
  }
}

function readStore(): string | null {
  try {
    return window.localStorage.getItem(STORE)
  } catch {
    // there is none, or it is not ours to open
    return null
  }
}

/** Read when the page is loaded: wagmi writes over it when its config is made, before it has read it. */
export const rememberedAccount = readRememberedAccount(readStore())
