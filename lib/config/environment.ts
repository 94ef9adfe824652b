/** Build-time settings, read and checked once. Next.js inlines each `process.env.NEXT_PUBLIC_…` by its full name. */
export const environment = {
  rpcUrl: readUrl('NEXT_PUBLIC_RPC_URL', process.env.NEXT_PUBLIC_RPC_URL, 'http://127.0.0.1:8545'),
  /** WalletConnect, whose relay is a server of its own, is offered only where its project id is configured. */
  walletConnectProjectId: process.env.NEXT_PUBLIC_WALLETCONNECT_PROJECT_ID || null,
} as const

function readUrl(name: string, value: string | undefined, fallback: string): string {
  const url = value || fallback
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new Error(`${name} is not an http(s) URL: ${url}`)
  }
  return url
}
