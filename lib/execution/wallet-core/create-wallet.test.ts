import { describe, expect, test } from 'vitest'
import { createWallet, type WalletParts } from './create-wallet'
import { describeWalletError } from './wallet-error'

const OWNER = '0x00000000000000000000000000000000000000Aa'
const OTHER = '0x00000000000000000000000000000000000000bb'
const HASH = `0x${'ab'.repeat(32)}` as const
const receipt = {
  status: 'success',
  blockHash: HASH,
  blockNumber: 7n,
  gasUsed: 21n,
  transactionHash: HASH,
} as const

function setUp(own: Partial<WalletParts> = {}) {
  const state = { isConnected: true, chainId: 5 }
  const done: unknown[] = []
  const move = (chainId: number) => {
    if (chainId < 10) state.chainId = chainId
    return chainId < 10
  }
  const wallet = createWallet({
    name: 'The wallet',
    accounts: () => (state.isConnected ? [OWNER] : []),
    chainId: () => state.chainId,
    connect: async (isAskedAnew) => {
      done.push(['connect', isAskedAnew])
      return [OWNER]
    },
    disconnect: () => {
      state.isConnected = false
    },
    switchChain: move,
    addChain: move,
    send: async (transaction) => {
      done.push(transaction)
      return HASH
    },
    signMessage: async (_account, message) => `${message}00` as const,
    signTypedData: async () => '0x02',
    batches: 'unheard-of',
    forward: async (...request) => request,
    emit: (...event) => void done.push(event),
    ...own,
  })
  const ask = (method: string, ...params: readonly unknown[]) =>
    wallet.request({ method, params }).catch((error: unknown) => describeWalletError(error).code)
  return { ask, done, state }
}

test('what is the node’s goes to the node, what only the node’s own accounts could sign does not', async () => {
  const { ask } = setUp()
  expect(await ask('eth_getBalance', OWNER)).toEqual(['eth_getBalance', [OWNER]])
  for (const method of [
    'eth_sign',
    'eth_signTransaction',
    'personal_ecRecover',
    'wallet_watchAsset',
    'wallet_x',
  ]) {
    expect(await ask(method)).toBe(4200)
  }
  expect(await ask('toString')).toEqual(['toString', []])
})

test('a connection is told, asked for anew, and taken back once', async () => {
  const { ask, done } = setUp()
  const permission = { parentCapability: 'eth_accounts', caveats: [{ value: [OWNER] }] }
  expect(await ask('eth_accounts')).toEqual([OWNER])
  expect(await ask('wallet_getPermissions')).toMatchObject([permission])
  expect(await ask('eth_requestAccounts')).toEqual([OWNER])
  expect(await ask('wallet_requestPermissions')).toMatchObject([permission])
  await ask('wallet_revokePermissions')
  await ask('wallet_revokePermissions')
  expect(await ask('wallet_getPermissions')).toEqual([])
  expect(done).toEqual([
    ['connect', false],
    ['connect', true],
    ['accountsChanged', []],
  ])
})

test('a chain is switched to where it is known, and told where it is another', async () => {
  const { ask, done } = setUp()
  expect(await ask('wallet_switchEthereumChain', { chainId: '0x5' })).toBeNull()
  expect(done).toEqual([])
  expect(await ask('wallet_switchEthereumChain', { chainId: '0x1' })).toBeNull()
  expect([await ask('eth_chainId'), await ask('net_version')]).toEqual(['0x1', '1'])
  expect(await ask('wallet_addEthereumChain', { chainId: '0xA' })).toBe(4902)
  expect(await ask('wallet_switchEthereumChain', { chainId: '0xa' })).toBe(4902)
  expect(await ask('wallet_switchEthereumChain', { chainId: 1 })).toBe(-32602)
  expect(await ask('wallet_switchEthereumChain')).toBe(-32602)
  expect(done).toEqual([['chainChanged', '0x1']])
})

test('a chain is added with the nodes that the page names, and told once the person has answered', async () => {
  const asked: unknown[] = []
  const { ask, done, state } = setUp({
    addChain: async (chainId, nodes) => {
      asked.push([chainId, nodes])
      state.chainId = chainId
      return true
    },
  })
  expect(await ask('wallet_addEthereumChain', { chainId: '0xa', rpcUrls: ['http://a', 5] })).toBeNull()
  expect(await ask('wallet_addEthereumChain', { chainId: '0xb' })).toBeNull()
  expect(asked).toEqual([
    [10, ['http://a']],
    [11, []],
  ])
  expect(done).toEqual([
    ['chainChanged', '0xa'],
    ['chainChanged', '0xb'],
  ])
})

describe('a request to send', () => {
  const transaction = { from: OWNER.toLowerCase(), to: OTHER, value: '0x5', input: '0x12', gas: '0x10' }

  test('is read before the wallet sees it', async () => {
    const { ask, done } = setUp()
    expect(await ask('eth_sendTransaction', { ...transaction, chainId: '0x5' })).toBe(HASH)
    expect(done).toEqual([
      { from: OWNER, to: OTHER, value: 5n, data: '0x12', gas: 16n, nonce: null, chainId: 5 },
    ])
  })

  test.each([
    ['of another account', { from: OTHER }, 4100],
    ['on another chain', { chainId: '0x1' }, 4901],
    ['without a sender', { from: undefined }, -32602],
    ['to what is no address', { to: 'somebody' }, -32602],
    ['of an amount in words', { value: 'ten' }, -32602],
    ['with an empty quantity', { gas: '0x' }, -32602],
    ['with data in words', { input: 'approve' }, -32602],
    ['on a chain in words', { chainId: 'five' }, -32602],
  ])('%s is refused', async (_, change, code) => {
    const { ask, done } = setUp()
    expect(await ask('eth_sendTransaction', { ...transaction, ...change })).toBe(code)
    expect(done).toEqual([])
  })

  test('is refused where nobody is connected, whatever it says', async () => {
    const { ask, state } = setUp()
    state.isConnected = false
    expect(await ask('eth_sendTransaction', transaction)).toBe(4100)
    expect(await ask('eth_sendTransaction')).toBe(4100)
    expect(await ask('personal_sign', '0x01', OWNER)).toBe(4100)
  })
})

test('what is signed is read, and signed by the account that is named', async () => {
  const { ask } = setUp()
  expect(await ask('personal_sign', '0x01', OWNER)).toBe('0x0100')
  expect(await ask('personal_sign', '0x01', OTHER)).toBe(4100)
  expect(await ask('personal_sign', 'hello', OWNER)).toBe(-32602)
  expect(await ask('eth_signTypedData_v4', OWNER, '{"domain":{}}')).toBe('0x02')
  expect(await ask('eth_signTypedData_v4', OWNER, '{')).toBe(-32602)
  expect(await ask('eth_signTypedData_v4', OTHER, '{}')).toBe(4100)
})

describe('batches', () => {
  const batch = {
    from: OWNER,
    chainId: '0x5',
    calls: [
      { to: OTHER, value: '0x2' },
      { to: OTHER, data: '0x12' },
    ],
  }

  test('are unknown, absent or offered', async () => {
    expect(await setUp().ask('wallet_getCapabilities', OWNER)).toBe(4200)
    const none = setUp({ batches: 'none' })
    expect(await none.ask('wallet_getCapabilities', OWNER)).toEqual({})
    expect(await none.ask('wallet_sendCalls', batch)).toBe(4200)
    const { ask } = setUp({ batches: batching() })
    expect(await ask('wallet_getCapabilities', OWNER)).toEqual({ '0x5': { atomic: { status: 'ready' } } })
  })

  test('are sent whole, and told of by the chain’s receipt', async () => {
    const known = batching()
    const { ask } = setUp({ batches: known })
    expect(await ask('wallet_sendCalls', batch)).toEqual({ id: HASH })
    expect(known.sent).toEqual([
      [
        { to: OTHER, value: 2n, data: '0x' },
        { to: OTHER, value: 0n, data: '0x12' },
      ],
    ])
    expect(await ask('wallet_getCallsStatus', HASH)).toMatchObject({ status: 100, id: HASH, chainId: '0x5' })
    known.receipts.set(HASH, receipt)
    const told = { status: '0x1', transactionHash: HASH, blockNumber: '0x7', gasUsed: '0x15' }
    expect(await ask('wallet_getCallsStatus', HASH)).toMatchObject({ status: 200, receipts: [told] })
    known.receipts.set(HASH, { ...receipt, status: 'reverted' })
    expect(await ask('wallet_getCallsStatus', HASH)).toMatchObject({
      status: 500,
      receipts: [{ status: '0x0' }],
    })
    expect(await ask('wallet_getCallsStatus', OWNER)).toBe(5730)
    // Whichever chain the wallet is on by then.
    await ask('wallet_switchEthereumChain', { chainId: '0x1' })
    expect(await ask('wallet_getCallsStatus', HASH)).toMatchObject({ chainId: '0x5' })
  })

  test.each([
    ['of another account', { from: OTHER }, 4100],
    ['on another chain', { chainId: '0x1' }, 4901],
    ['without calls', { calls: [] }, -32602],
    ['with a call that is none', { calls: [null] }, -32602],
  ])('%s are refused', async (_, change, code) => {
    const known = batching()
    const { ask } = setUp({ batches: known })
    expect(await ask('wallet_sendCalls', { ...batch, ...change })).toBe(code)
    expect(known.sent).toEqual([])
  })

  function batching() {
    const sent: unknown[] = []
    const receipts = new Map<
      string,
      typeof receipt | (Omit<typeof receipt, 'status'> & { status: 'reverted' })
    >()
    return {
      chainIds: () => [5],
      atomic: 'ready' as const,
      sent,
      receipts,
      send: async (_: string, calls: unknown) => {
        sent.push(calls)
        return HASH
      },
      findReceipt: async (hash: string) => receipts.get(hash) ?? null,
    }
  }
})

test('an error that is not the wallet’s is internal, in its own words', () => {
  expect(describeWalletError(new Error('no fuel'))).toEqual({ code: -32603, message: 'no fuel' })
})
