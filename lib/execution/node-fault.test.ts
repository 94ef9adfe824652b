import { createClient, decodeFunctionResult, http, parseAbi } from 'viem'
import { expect, test } from 'vitest'
import { practiceChain } from '../config/chains'
import { NoCodeError } from '../domain/no-code-error'
import { classifyNodeFault, describeNodeFault, OtherChainError } from './node-fault'
import { TimeLimitError } from './time-limit'

const json = (body: unknown, init?: ResponseInit) => () =>
  Promise.resolve(
    new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' }, ...init }),
  )
const hang = (_url: unknown, init?: RequestInit) =>
  new Promise<Response>((_, reject) => {
    init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
  })
const answered = (error: object) => json({ jsonrpc: '2.0', id: 1, error })

/** What a request through viem's own transport fails with, where the network answers so. */
async function fail(fetchFn: typeof fetch): Promise<unknown> {
  const transport = http('http://node.test', { fetchFn, retryCount: 0, timeout: 30 })
  const client = createClient({ chain: practiceChain, transport })
  return client.request({ method: 'eth_blockNumber' }).then(
    (answer) => expect.fail(`it answered ${answer}`),
    (error: unknown) => error,
  )
}

test.each([
  ['no connection', () => Promise.reject(new TypeError('Failed to fetch')), 'unreachable'],
  ['a gateway’s failure', json('bad gateway', { status: 502 }), 'unreachable'],
  ['silence', hang, 'timeout'],
  ['429', json('slow down', { status: 429, headers: { 'retry-after': '600' } }), 'busy'],
  [
    '429 with an error inside',
    () => answered({ code: -1, message: 'no' })().then(() => new Response('{}', { status: 429 })),
    'busy',
  ],
  ['a rate limit inside 200', answered({ code: -32005, message: 'no' }), 'busy'],
  ['a rate limit in words', answered({ code: -32000, message: 'Too Many Requests, upgrade' }), 'busy'],
  ['a spent quota', answered({ code: -32000, message: 'You have exceeded your monthly quota' }), 'busy'],
  ['a page of HTML', () => Promise.resolve(new Response('<html>Sign in</html>')), 'nonsense'],
  ['half an answer', () => Promise.resolve(new Response('{"jsonrpc":"2.0","res')), 'nonsense'],
  ['null', json(null), 'nonsense'],
  ['an unknown method', answered({ code: -32601, message: 'no' }), 'incapable'],
  [
    'no state overrides',
    answered({ code: -32602, message: 'too many arguments, want at most 2' }),
    'incapable',
  ],
  ['a pruned state', answered({ code: -32000, message: 'missing trie node 123 (path )' }), 'history-missing'],
  ['any other error', answered({ code: -32000, message: 'out of luck' }), 'refused'],
] as const)('%s has a cause of its own', async (_, fetchFn, fault) => {
  const error = await fail(fetchFn)
  expect(classifyNodeFault(error)).toBe(fault)
  // No words but the node's own.
  const issue = describeNodeFault(error)
  expect('reason' in issue && issue.reason).toBe(fault === 'refused' && 'out of luck')
})

test('what our own code finds has one too', () => {
  const abi = parseAbi(['function load() view returns (uint256)'])
  const decode = (data: `0x${string}`) => {
    try {
      decodeFunctionResult({ abi, functionName: 'load', data })
    } catch (error) {
      return error
    }
  }
  expect(classifyNodeFault(new TimeLimitError('late'))).toBe('timeout')
  expect(classifyNodeFault(new OtherChainError('Practice chain', 2))).toBe('other-chain')
  expect(classifyNodeFault(decode('0x'))).toBe('incapable')
  expect(classifyNodeFault(new NoCodeError())).toBe('incapable')
  expect(classifyNodeFault(decode('0x1234'))).toBe('nonsense')
  expect(classifyNodeFault(new TypeError('(intermediate value) is not iterable'))).toBe('nonsense')
})
