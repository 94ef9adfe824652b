import { createHash } from 'node:crypto'

export type PolicyOptions = {
  /** The chains' nodes: the only other hosts that a page may ask. */
  readonly rpcUrls: readonly string[]
  /** Whether WalletConnect's hosts are needed: only where a project id is configured. */
  readonly isWalletConnectOffered: boolean
}

/** An inline script in exported HTML; those with `src` are covered by `'self'`. */
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g
const INLINE_STYLE = /<style[\s>]|<[a-z][^<>]*\sstyle="/i
const HEAD = /<head[^>]*>/
const OWN_META = /<meta http-equiv="Content-Security-Policy"[^>]*>/

/** What carries messages to the wallet, and what tells the wallet which site it talks to. Nothing of its statistics. */
const WALLETCONNECT_RELAY = 'wss://relay.walletconnect.org'
const WALLETCONNECT_VERIFY = 'https://verify.walletconnect.org'

/**
 * A page with its Content-Security-Policy first in `<head>`: only scripts of the app's own files, and
 * the inline ones that are in this very page by their hash, run. Applying it again gives the same page.
 * Throws for a page without a head, and for inline styles, which the policy would leave without effect.
 */
export function applyPolicy(html: string, options: PolicyOptions): string {
  const page = html.replace(OWN_META, '')
  if (!HEAD.test(page)) throw new Error('The page has no <head> for a policy to stand in.')
  const style = INLINE_STYLE.exec(page)
  if (style) {
    throw new Error(`Inline style, which the policy forbids: ${page.slice(style.index, style.index + 120)}`)
  }
  const policy = buildPolicy(hashInlineScripts(page), options)
  return page.replace(
    HEAD,
    (head) => `${head}<meta http-equiv="Content-Security-Policy" content="${policy}"/>`,
  )
}

/** The sources, in CSP's notation, that allow exactly the inline scripts of a page. */
export function hashInlineScripts(html: string): readonly string[] {
  const scripts = [...html.matchAll(INLINE_SCRIPT)].map((match) => match[1] ?? '')
  const hashes = scripts.filter((script) => script !== '').map(hashScript)
  return [...new Set(hashes)]
}

function hashScript(script: string): string {
  return `'sha256-${createHash('sha256').update(script, 'utf8').digest('base64')}'`
}

function buildPolicy(hashes: readonly string[], { rpcUrls, isWalletConnectOffered }: PolicyOptions): string {
  const remote = isWalletConnectOffered ? [WALLETCONNECT_RELAY, WALLETCONNECT_VERIFY] : []
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...hashes],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...new Set(rpcUrls.map((url) => new URL(url).origin)), ...remote],
    'manifest-src': ["'self'"],
    ...(isWalletConnectOffered ? { 'frame-src': [WALLETCONNECT_VERIFY] } : {}),
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}
