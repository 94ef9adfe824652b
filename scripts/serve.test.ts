import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compressFolder } from './compress'
import { requireFreePort } from './free-port'
import { type StaticServer, serveStatic } from './serve'

const folder = mkdtempSync(join(tmpdir(), 'furrow-serve-'))
let server: StaticServer
let port: number

async function findPort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready))
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (typeof address !== 'object' || address === null) throw new Error('No port')
  return address.port
}

/** As it stands: `fetch` would tidy the path up. */
function getRaw(path: string): Promise<{ status: number | undefined; location: string | undefined }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path }, (response) => {
      response.resume()
      resolve({ status: response.statusCode, location: response.headers.location })
    })
      .on('error', reject)
      .end()
  })
}

const get = (path: string, init?: RequestInit) =>
  fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init })

beforeAll(async () => {
  mkdirSync(join(folder, 'out/_next/static'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  writeFileSync(join(folder, 'out/index.html'), '<h1>home</h1>')
  writeFileSync(join(folder, 'out/farm.html'), '<h1>farm</h1>')
  writeFileSync(join(folder, 'out/404.html'), '<h1>none</h1>')
  writeFileSync(join(folder, 'out/_next/static/a.js'), 'go()'.repeat(500))
  writeFileSync(join(folder, 'out/licences.txt'), '©')
  compressFolder(join(folder, 'out'))
  port = await findPort()
  server = await serveStatic({ folder: join(folder, 'out'), port })
})

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

describe('serveStatic', () => {
  test('serves pages by clean URLs, which nobody may frame', async () => {
    expect(await (await get('/')).text()).toBe('<h1>home</h1>')
    const farm = await get('/farm?id=1')
    expect(await farm.text()).toBe('<h1>farm</h1>')
    expect(farm.headers.get('content-security-policy')).toBe("frame-ancestors 'none'")
    expect(farm.headers.get('cache-control')).toBe('no-cache')
  })

  test('compresses text and lets hashed files be kept for good', async () => {
    const script = await get('/_next/static/a.js')
    expect(script.headers.get('content-encoding')).toBe('gzip')
    expect(script.headers.get('cache-control')).toContain('immutable')
    expect(await script.text()).toBe('go()'.repeat(500))
    const licences = await get('/licences.txt')
    expect(licences.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await licences.text()).toBe('©')
    const again = await get('/farm', {
      headers: { 'if-none-match': (await get('/farm')).headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
  })

  test('answers what is not there with the page for it, never kept', async () => {
    const missing = await get('/_next/static/gone.js')
    expect(missing.status).toBe(404)
    expect(await missing.text()).toBe('<h1>none</h1>')
    expect(missing.headers.get('cache-control')).toBe('no-cache')
  })

  test('sends what it has to those who take nothing compressed, and ask for odd parts of it', async () => {
    const plain = await get('/_next/static/a.js', { headers: { 'accept-encoding': 'identity' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(await plain.text()).toBe('go()'.repeat(500))
    const part = await get('/farm', { headers: { range: 'bytes=5-2' } })
    expect([part.status, await part.text()]).toEqual([200, '<h1>farm</h1>'])
    const head = await get('/farm', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  test('never leaves its folder, nor its host', async () => {
    for (const path of ['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/%00', '/%zz']) {
      expect((await getRaw(path)).status).toBe(404)
    }
    for (const path of ['//', '//evil.example/', '/\\evil.example/', '///evil.example//?x=1?y=2']) {
      expect((await getRaw(path)).location).toMatch(/^\/(?![/\\])/)
    }
    expect((await get('/farm/?id=1')).headers.get('location')).toBe('/farm?id=1')
    expect((await get('//evil.example/')).headers.get('location') ?? '/').toMatch(/^\/(?!\/)/)
    expect((await get('/', { method: 'POST' })).status).toBe(405)
  })
})

describe('requireFreePort', () => {
  test('says how to choose another port', async () => {
    await expect(requireFreePort(port, 'PORT')).rejects.toThrow(`PORT=${port + 1} npm start`)
  })
})
