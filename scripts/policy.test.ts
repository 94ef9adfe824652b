import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { applyPolicy, hashInlineScripts } from './policy'

const options = { rpcUrls: ['http://127.0.0.1:8545/path?key=1'], isWalletConnectOffered: false }
const page =
  '<!DOCTYPE html><html><head><meta charSet="utf-8"/><script src="/a.js" async=""></script></head>' +
  '<body><script>go("ä")</script><script>go("ä")</script><script id="x">\nlast()\n</script></body></html>'

const hash = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`

function policyOf(html: string): Record<string, string> {
  const content = /<head><meta http-equiv="Content-Security-Policy" content="([^"]*)"\/>/.exec(html)?.[1]
  if (!content) throw new Error('No policy first in head')
  return Object.fromEntries(
    content.split('; ').map((part) => [part.slice(0, part.indexOf(' ')), part.slice(part.indexOf(' ') + 1)]),
  )
}

function remoteSourcesOf(html: string): readonly string[] {
  return Object.values(policyOf(html)).flatMap((sources) => sources.match(/\b(?:https?|wss?):\S*/g) ?? [])
}

describe('hashInlineScripts', () => {
  test('hashes each inline script once, byte for byte, and no script with a source', () => {
    expect(hashInlineScripts(page)).toEqual([hash('go("ä")'), hash('\nlast()\n')])
  })
})

describe('applyPolicy', () => {
  test('lets each chain’s node be asked, and a node of two chains once', () => {
    const rpcUrls = [...options.rpcUrls, 'https://node.example/a', 'https://node.example/b']
    expect(applyPolicy(page, { ...options, rpcUrls })).toContain(
      "connect-src 'self' http://127.0.0.1:8545 https://node.example;",
    )
  })

  test('stands first in head and allows only what the page needs', () => {
    const policy = policyOf(applyPolicy(page, options))
    expect(policy['default-src']).toBe("'none'")
    expect(policy['script-src']).toBe(`'self' ${hash('go("ä")')} ${hash('\nlast()\n')}`)
    expect(policy['style-src']).toBe("'self'")
    expect(policy['connect-src']).toBe("'self' http://127.0.0.1:8545")
    expect(policy['base-uri']).toBe("'none'")
    expect(policy['form-action']).toBe("'none'")
  })

  test('never allows inline code or eval, nor a host other than the RPC', () => {
    const html = applyPolicy(page, options)
    expect(html).not.toMatch(/unsafe-/)
    expect(remoteSourcesOf(html)).toEqual(['http://127.0.0.1:8545'])
  })

  test('opens to two hosts of WalletConnect where it is configured, and to no other', () => {
    const html = applyPolicy(page, { ...options, isWalletConnectOffered: true })
    expect(html).not.toMatch(/unsafe-/)
    expect(remoteSourcesOf(html)).toEqual([
      'http://127.0.0.1:8545',
      'wss://relay.walletconnect.org',
      'https://verify.walletconnect.org',
      'https://verify.walletconnect.org',
    ])
  })

  test('applied twice is applied once', () => {
    const once = applyPolicy(page, options)
    expect(applyPolicy(once, options)).toBe(once)
  })

  test('refuses a page that the policy would break', () => {
    expect(() => applyPolicy('<p>no head</p>', options)).toThrow('no <head>')
    const styled = page.replace('<body>', '<body><p style="color:red">')
    expect(() => applyPolicy(styled, options)).toThrow('Inline style')
    expect(() => applyPolicy(page.replace('</head>', '<style>p{}</style></head>'), options)).toThrow(
      'Inline style',
    )
  })
})
