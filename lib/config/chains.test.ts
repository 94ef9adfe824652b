import { afterEach, expect, test, vi } from 'vitest'

const NODES = 'http://127.0.0.1:8545,https://node.example/key'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

async function loadChains(rpcUrls: string) {
  vi.stubEnv('NEXT_PUBLIC_RPC_URL', rpcUrls)
  return import('./chains')
}

test('a build reads a practice chain for each node that it was given, told apart by id and name', async () => {
  const { chains, practiceChain, practiceChains } = await loadChains(NODES)
  expect(chains.flatMap(({ rpcUrls }) => rpcUrls.default.http).join()).toBe(NODES)
  expect(new Set(chains.map(({ id }) => id)).size).toBe(2)
  expect(chains.map(({ name }) => name)).toEqual(['Practice chain', 'Practice chain 2'])
  expect(practiceChain).toBe(practiceChains[0])
})

test('a build that was given none reads the one of npm start', async () => {
  const { chains } = await loadChains('')
  expect(chains.map(({ rpcUrls }) => rpcUrls.default.http)).toEqual([['http://127.0.0.1:8545']])
})

test.each(['node.example', 'ftp://node.example', 'http://127.0.0.1:8545,'])('%s is refused', async (urls) => {
  await expect(loadChains(urls)).rejects.toThrow('NEXT_PUBLIC_RPC_URL is not an http(s) URL')
})
