/** Build-time settings, read and checked once. Next.js inlines each `process.env.NEXT_PUBLIC_…` by its full name. */
export const environment = {
  /** The practice chains' nodes, one each. */
  rpcUrls: readUrls('NEXT_PUBLIC_RPC_URL', process.env.NEXT_PUBLIC_RPC_URL, 'http://127.0.0.1:8545'),
  /** WalletConnect, whose relay is a server of its own, is offered only where its project id is configured. */
  walletConnectProjectId: process.env.NEXT_PUBLIC_WALLETCONNECT_PROJECT_ID || null,
} as const

/** Several stand with commas between them. */
function readUrls(name: string, value: string | undefined, fallback: string): readonly string[] {
  const urls = (value || fallback).split(',')
  for (const url of urls) {
    if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) continue
    throw new Error(`${name} is not an http(s) URL: ${url}`)
  }
  return urls
}
