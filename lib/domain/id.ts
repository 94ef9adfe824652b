import type { Address } from './asset'

/** What an id names: something of one protocol on one chain. */
export type IdParts = {
  /** The adapter's id. */
  readonly protocol: string
  readonly chainId: number
  /** The account or market: an address, or 32 bytes where a protocol names its markets by a hash. */
  readonly subject: `0x${string}`
  /** The asset in it; null where all of it is meant. */
  readonly asset: Address | null
}

const SHAPE = /^([a-z][\da-z-]*):([1-9]\d{0,14}):(0x(?:[\da-f]{40}|[\da-f]{64}))(?::(0x[\da-f]{40}))?$/

/** `<protocol>:<chainId>:<account or market>[:<asset>]`, in lower case. */
export function makeId({ protocol, chainId, subject, asset }: IdParts): string {
  return [protocol, chainId, subject, asset]
    .filter((part) => part !== null)
    .join(':')
    .toLowerCase()
}

/** What a text names, in whatever case; null where it is no id. Whether there is such a thing is for its protocol to say. */
export function parseId(text: string): IdParts | null {
  const [, protocol, chainId, subject, asset = null] = SHAPE.exec(text.trim().toLowerCase()) ?? []
  if (!protocol || !isHex(subject) || !(asset === null || isHex(asset))) return null
  return { protocol, chainId: Number(chainId), subject, asset }
}

/** Whether two ids name the same, whatever their letter case. */
export function isSameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function isHex(text: string | undefined): text is `0x${string}` {
  return text?.startsWith('0x') === true
}
