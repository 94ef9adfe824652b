import { numberToHex, parseTransaction, recoverMessageAddress, stringToHex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test, vi } from 'vitest'
import { createApprovals } from './approvals'
import { createPracticeWallet } from './create-practice-wallet'
import { ensureKeptWallet } from './keep-wallet'
import { type KeyStorage, readKeptWallet } from './practice-key'

type Answers = Record<string, unknown>

const TARGET = '0x00000000000000000000000000000000000000AA'
const practiceChainAnswers: Answers = {
  eth_chainId: '0x7a69',
  furrow_practice: { assets: [] },
  eth_estimateGas: '0x186a0',
  eth_getTransactionCount: '0x7',
  eth_getBlockByNumber: { baseFeePerGas: '0x3b9aca00' },
  eth_sendRawTransaction: `0x${'ab'.repeat(32)}`,
}

function createStorage(): KeyStorage & { readonly values: Map<string, string> } {
  const values = new Map<string, string>()
  return {
    values,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
  }
}

/** `more`: the names of further practice chains, whose answers begin with them. */
function setUp(
  answers: Answers = practiceChainAnswers,
  storage: KeyStorage = createStorage(),
  more: readonly string[] = [],
) {
  const calls: { method: string; params: readonly unknown[] }[] = []
  const rpc = async (method: string, params: readonly unknown[]) => {
    calls.push({ method, params })
    const answer = answers[method]
    if (answer instanceof Error) throw answer
    return answer
  }
  const approvals = createApprovals()
  const emitted: unknown[] = []
  const wallet = createPracticeWallet({
    chains: [
      { id: 31337, name: 'Practice chain', rpc },
      ...more.map((name, index) => ({
        id: 31338 + index,
        name,
        rpc: async (method: string, params: readonly unknown[]) =>
          method === 'eth_chainId' ? numberToHex(31338 + index) : rpc(`${name}: ${method}`, params),
      })),
    ],
    storage,
    approvals,
    emit: (...event) => void emitted.push(event),
  })
  const nextQuestion = () => vi.waitUntil(() => approvals.current())
  const answer = async (isApproved: boolean) => {
    const { id, subject } = await nextQuestion()
    approvals.answer(id, isApproved)
    return subject
  }
  const connect = async (): Promise<`0x${string}`> => {
    const accounts = wallet.request({ method: 'eth_requestAccounts' })
    await answer(true)
    const [account] = (await accounts) as `0x${string}`[]
    if (!account) throw new Error('No account')
    return account
  }
  return { wallet, calls, approvals, emitted, answer, connect, storage }
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'resolved',
    (error: { code?: unknown }) => error.code,
  )

describe('connecting', () => {
  test('asks, keeps the key before it is used, and is connected on the next visit', async () => {
    const { wallet, connect, storage, answer } = setUp()
    expect(await wallet.request({ method: 'eth_accounts' })).toEqual([])
    const account = await connect()
    expect(privateKeyToAccount(readKeptWallet(storage)?.key ?? '0x').address).toBe(account)
    expect(await wallet.request({ method: 'eth_requestAccounts' })).toEqual([account])

    const nextVisit = setUp(practiceChainAnswers, storage)
    expect(await nextVisit.wallet.request({ method: 'eth_accounts' })).toEqual([account])

    const permissions = wallet.request({
      method: 'wallet_requestPermissions',
      params: [{ eth_accounts: {} }],
    })
    expect(await answer(true)).toEqual({ kind: 'connect' })
    expect(await permissions).toMatchObject([{ parentCapability: 'eth_accounts' }])
  })

  test('answers a refusal with 4001 and stays unconnected', async () => {
    const { wallet, answer } = setUp()
    const refusal = codeOf(wallet.request({ method: 'eth_requestAccounts' }))
    await answer(false)
    expect(await refusal).toBe(4001)
    expect(await wallet.request({ method: 'eth_accounts' })).toEqual([])
  })

  test('does not connect where the chain is not the practice chain', async () => {
    const otherChain = setUp({ ...practiceChainAnswers, eth_chainId: '0x1' })
    expect(await codeOf(otherChain.wallet.request({ method: 'eth_requestAccounts' }))).toBe(4900)
    const plainNode = setUp({ ...practiceChainAnswers, furrow_practice: new Error('method not found') })
    expect(await codeOf(plainNode.wallet.request({ method: 'eth_requestAccounts' }))).toBe(4900)
    expect(readKeptWallet(plainNode.storage)).toBeNull()
  })

  test('makes no wallet that the browser would lose', async () => {
    const forgetful: KeyStorage = { getItem: () => null, setItem: () => {} }
    const { wallet, approvals } = setUp(practiceChainAnswers, forgetful)
    await expect(wallet.request({ method: 'eth_requestAccounts' })).rejects.toThrow('keeps nothing')
    expect(approvals.current()).toBeNull()
  })

  test('forgets the connection, never the key', async () => {
    const { wallet, connect, emitted, storage } = setUp()
    const account = await connect()
    await wallet.request({ method: 'wallet_revokePermissions', params: [{ eth_accounts: {} }] })
    expect(emitted).toEqual([['accountsChanged', []]])
    expect(await wallet.request({ method: 'eth_accounts' })).toEqual([])
    expect(privateKeyToAccount(ensureKeptWallet(storage).key).address).toBe(account)
  })
})

describe('sending', () => {
  const send = (from: string) => ({
    method: 'eth_sendTransaction',
    params: [{ from, to: TARGET, value: '0x5', data: '0x095ea7b3' }],
  })

  test('shows what will be signed, fills the rest and sends it raw', async () => {
    const { wallet, connect, answer, calls } = setUp()
    const account = await connect()
    const hash = wallet.request(send(account))
    expect(await answer(true)).toEqual({
      kind: 'transaction',
      to: TARGET,
      value: 5n,
      data: '0x095ea7b3',
      network: null,
    })
    expect(await hash).toBe(practiceChainAnswers.eth_sendRawTransaction)

    const raw = calls.find(({ method }) => method === 'eth_sendRawTransaction')?.params[0]
    expect(parseTransaction(raw as `0x${string}`)).toMatchObject({
      chainId: 31337,
      nonce: 7,
      value: 5n,
      data: '0x095ea7b3',
      gas: 125_000n,
      maxFeePerGas: 3_000_000_000n,
      maxPriorityFeePerGas: 1_000_000_000n,
    })
  })

  test('signs and sends nothing when refused', async () => {
    const { wallet, connect, answer, calls } = setUp()
    const account = await connect()
    const refusal = codeOf(wallet.request(send(account)))
    await answer(false)
    expect(await refusal).toBe(4001)
    expect(calls.map(({ method }) => method)).not.toContain('eth_sendRawTransaction')
  })

  test('puts two requests to the person one after the other', async () => {
    const { wallet, connect, answer, approvals, calls } = setUp()
    const account = await connect()
    const first = codeOf(wallet.request(send(account)))
    const second = wallet.request(send(account))
    await vi.waitUntil(() => approvals.current())
    const firstId = approvals.current()?.id
    await answer(false)
    expect(await first).toBe(4001)
    await vi.waitUntil(() => approvals.current())
    expect(approvals.current()?.id).not.toBe(firstId)
    await answer(true)
    await second
    expect(calls.filter(({ method }) => method === 'eth_sendRawTransaction')).toHaveLength(1)
  })

  test('passes on why the node would refuse, and takes the next request', async () => {
    const answers = { ...practiceChainAnswers, eth_estimateGas: new Error('execution reverted') }
    const { wallet, connect, answer } = setUp(answers)
    const account = await connect()
    const failed = expect(wallet.request(send(account))).rejects.toThrow('execution reverted')
    await answer(true)
    await failed
    answers.eth_estimateGas = practiceChainAnswers.eth_estimateGas as never
    const hash = wallet.request(send(account))
    await answer(true)
    expect(await hash).toBe(practiceChainAnswers.eth_sendRawTransaction)
  })

  test('refuses another account, an unconnected app and what is no transaction', async () => {
    const stranger = privateKeyToAccount(generatePrivateKey()).address
    const { wallet, connect } = setUp()
    expect(await codeOf(wallet.request(send(stranger)))).toBe(4100)
    const account = await connect()
    expect(await codeOf(wallet.request(send(stranger)))).toBe(4100)
    for (const wrong of [undefined, { to: 'nobody' }, { to: TARGET, value: 'ten' }, { data: 'x' }]) {
      const transaction = wrong && { from: account, ...wrong }
      const request = { method: 'eth_sendTransaction', params: [transaction] }
      expect(await codeOf(wallet.request(request))).toBe(-32602)
    }
    expect(account).not.toBe(stranger)
  })
})

describe('several practice chains', () => {
  const setUpTwo = () =>
    setUp(
      {
        ...practiceChainAnswers,
        'Second: furrow_practice': { assets: [] },
        'Second: eth_estimateGas': '0x186a0',
        'Second: eth_getTransactionCount': '0x0',
        'Second: eth_getBlockByNumber': { baseFeePerGas: '0x1' },
        'Second: eth_sendRawTransaction': `0x${'cd'.repeat(32)}`,
      },
      createStorage(),
      ['Second'],
    )
  const switching = { method: 'wallet_switchEthereumChain', params: [{ chainId: '0x7a6a' }] }

  test('the person is asked before the wallet goes to another, and stays where they say no', async () => {
    const { wallet, connect, answer, emitted } = setUpTwo()
    await connect()
    const refusal = codeOf(wallet.request(switching))
    expect(await answer(false)).toEqual({ kind: 'switch', network: 'Second' })
    expect(await refusal).toBe(4001)
    expect([await wallet.request({ method: 'eth_chainId' }), emitted]).toEqual(['0x7a69', []])

    const switched = wallet.request(switching)
    await answer(true)
    await switched
    expect(await wallet.request({ method: 'eth_chainId' })).toBe('0x7a6a')
    expect(emitted).toEqual([['chainChanged', '0x7a6a']])
  })

  test('a transaction is signed for the chain that it was asked for, says which, and goes to its node', async () => {
    const { wallet, connect, answer, calls } = setUpTwo()
    const from = await connect()
    const switched = wallet.request(switching)
    await answer(true)
    await switched
    const send = { method: 'eth_sendTransaction', params: [{ from, to: TARGET, chainId: '0x7a6a' }] }
    const hash = wallet.request(send)
    // Waits for its turn behind the transaction.
    const back = wallet.request({ ...switching, params: [{ chainId: '0x7a69' }] })
    expect(await answer(true)).toMatchObject({ kind: 'transaction', network: 'Second' })
    expect(await hash).toBe(`0x${'cd'.repeat(32)}`)
    const sent = calls.find(({ method }) => method === 'Second: eth_sendRawTransaction')
    expect(parseTransaction(sent?.params[0] as `0x02${string}`).chainId).toBe(31338)
    await answer(true)
    await back
    expect(await codeOf(wallet.request(send))).toBe(4901)
  })
})

describe('everything else', () => {
  test('signs messages of the connected account', async () => {
    const { wallet, connect, answer } = setUp()
    const account = await connect()
    const message = stringToHex('Good morning')
    const signature = wallet.request({ method: 'personal_sign', params: [message, account] })
    expect(await answer(true)).toEqual({ kind: 'message', text: 'Good morning' })
    const signer = await recoverMessageAddress({
      message: { raw: message },
      signature: (await signature) as `0x${string}`,
    })
    expect(signer).toBe(account)
  })

  test('knows one chain, batches nothing and forwards what is the node’s', async () => {
    const { wallet, calls } = setUp({ ...practiceChainAnswers, eth_getBalance: '0x1' })
    const switchTo = (chainId: string) =>
      codeOf(wallet.request({ method: 'wallet_switchEthereumChain', params: [{ chainId }] }))
    expect(await switchTo('0x7A69')).toBe('resolved')
    expect(await switchTo('0x1')).toBe(4902)
    expect(await codeOf(wallet.request({ method: 'wallet_sendCalls', params: [] }))).toBe(4200)
    expect(await codeOf(wallet.request({ method: 'eth_sign', params: [] }))).toBe(4200)
    expect(await wallet.request({ method: 'wallet_getCapabilities' })).toEqual({})
    expect(calls).toEqual([])
    expect(await wallet.request({ method: 'eth_getBalance', params: [TARGET, 'latest'] })).toBe('0x1')
  })
})
