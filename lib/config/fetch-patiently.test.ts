import { afterEach, expect, test, vi } from 'vitest'
import { fetchPatiently } from './fetch-patiently'

afterEach(() => vi.unstubAllGlobals())

test.each([
  ['600', '2'],
  ['Wed, 21 Oct 2026 07:28:00 GMT', '2'],
  ['1', '1'],
])('a node that wants to be left alone for %s is for %s seconds', async (wanted, obeyed) => {
  const init = { status: 429, headers: { 'retry-after': wanted, 'content-type': 'application/json' } }
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('{"a":1}', init)))
  const response = await fetchPatiently('http://node.test')
  expect(response.headers.get('retry-after')).toBe(obeyed)
  expect(response.status).toBe(429)
  expect(await response.json()).toEqual({ a: 1 })
})
