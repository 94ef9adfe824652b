import {
  type Address,
  concat,
  createWalletClient,
  decodeErrorResult,
  encodeFunctionData,
  erc20Abi,
  type Hex,
  hexToBigInt,
  hexToNumber,
  http,
  keccak256,
  numberToHex,
  pad,
  parseAbi,
  parseEther,
  slice,
  zeroAddress,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { practiceAave, practiceUniswapV3 } from '../../devnet/accounts'
import { fund, readPricedAssets } from '../../devnet/controls'
import { connectTestChain } from '../../devnet/test-chain'
import { keepFresh } from '../../devnet/testing/fresh-chain'
import { readLendingMarket } from '../../devnet/testing/lending-market'
import { practiceChain } from '../config/chains'
import type { Execution, InnerCall } from '../domain/batch'
import type { Call } from '../domain/call'
import { parseSimulation } from '../execution/simulated-block'
import { factoryAbi, safeAbi } from './abi'
import { findDifferences } from './compare'
import { findContractFaults, type neededContracts } from './contract-faults'
import { safeContracts } from './contracts'
import { decodeTransaction } from './decode'
import { encodeCreation, encodeExecution, encodeSenderSignature } from './encode'
import { findFailing, listTrials } from './explain'
import { type BatchItem, convertItem } from './inner-call'
import { judgeSafe } from './judge'
import { computeSaltNonce, encodeSetup, listCandidates, predictSafe } from './predict'
import { convertToWords, planSafeReads, type SafeRead } from './read'

const url = inject('rpcUrl')
const chain = connectTestChain(url)
const person = privateKeyToAccount(generatePrivateKey())
const stranger = privateKeyToAccount(generatePrivateKey())
const owner = person.address
const safe = predictSafe(owner, 0)
keepFresh(chain, owner)

const abi = parseAbi([
  'function supply(address asset, uint256 amount, address onBehalfOf, uint16 referral)',
  'function withdraw(address asset, uint256 amount, address to) returns (uint256)',
  'function getReserveAToken(address) view returns (address)',
  'function deposit() payable',
  'function withdraw(uint256)',
  'function name() view returns (string)',
  'function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)',
  'function enableModule(address)',
  'function addOwnerWithThreshold(address owner, uint256 threshold)',
  'function setFallbackHandler(address)',
])

const at: { pool: Address; weth: Address; usdc: Address; aWeth: Address } = {
  pool: zeroAddress,
  weth: zeroAddress,
  usdc: zeroAddress,
  aWeth: zeroAddress,
}

beforeAll(async () => {
  await fund(chain, stranger.address)
  const assets = await readPricedAssets(chain)
  const find = (wanted: string) => assets.find(({ symbol }) => symbol === wanted)?.address ?? zeroAddress
  const { pool } = await readLendingMarket(chain, practiceAave)
  const [weth, usdc] = [find('WETH'), find('USDC')]
  const ask = { address: pool, abi, functionName: 'getReserveAToken', args: [weth] } as const
  Object.assign(at, { pool, weth, usdc, aWeth: await chain.readContract(ask) })
})

const wallets = [person, stranger].map((account) =>
  createWalletClient({ account, chain: practiceChain, transport: http(url) }),
)

async function send(call: Call, from = owner) {
  const wallet = wallets.find(({ account }) => account.address === from)
  if (!wallet) throw new Error('Nobody sends')
  const hash = await wallet.sendTransaction({ ...call, gas: 8_000_000n })
  return chain.waitForTransactionReceipt({ hash, pollingInterval: 50 })
}

async function done(call: Call, from = owner) {
  const receipt = await send(call, from)
  expect(receipt.status).toBe('success')
  return receipt
}

const item = (to: Address, data: Hex, value = 0n): BatchItem => ({ kind: 'call', call: { to, data, value } })
const approve = (token: Address, spender: Address, amount: bigint) =>
  item(token, encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, amount] }))
const take = (token: Address, amount: bigint) =>
  item(
    token,
    encodeFunctionData({ abi: erc20Abi, functionName: 'transferFrom', args: [owner, safe, amount] }),
  )
const supply = (amount: bigint, to = safe) =>
  item(at.pool, encodeFunctionData({ abi, functionName: 'supply', args: [at.weth, amount, to, 0] }))
const withdraw = (amount: bigint) =>
  item(at.pool, encodeFunctionData({ abi, functionName: 'withdraw', args: [at.weth, amount, safe] }))
const sweep = (token: Address, minimum = 0n): BatchItem => ({
  kind: 'sweep',
  by: practiceUniswapV3.router,
  token,
  minimum,
  receiver: owner,
})
const unwrap = (minimum = 0n): BatchItem => ({
  kind: 'unwrap',
  by: practiceUniswapV3.router,
  minimum,
  receiver: owner,
})
const execute = (items: readonly BatchItem[], value = 0n): Execution => ({
  safe,
  owner,
  value,
  calls: items.map(convertItem),
})
const callOf = (of: BatchItem): Call => {
  const { operation: _, ...call } = convertItem(of)
  return call
}

const balanceOf = (token: Address, account: Address) =>
  chain.readContract({ address: token, abi: erc20Abi, functionName: 'balanceOf', args: [account] })
const allowanceOf = (token: Address, account: Address, spender: Address) =>
  chain.readContract({ address: token, abi: erc20Abi, functionName: 'allowance', args: [account, spender] })

async function ask({ to, data }: SafeRead) {
  try {
    return convertToWords((await chain.call({ to, data })).data ?? '0x')
  } catch {
    return null
  }
}

async function judge(address: Address) {
  const reads = planSafeReads(address)
  return judgeSafe(owner, {
    singleton: await ask(reads.singleton),
    owners: await ask(reads.owners),
    threshold: await ask(reads.threshold),
    nonce: await ask(reads.nonce),
    modules: await ask(reads.modules),
    guard: await ask(reads.guard),
    fallbackHandler: await ask(reads.fallbackHandler),
  })
}

const E = parseEther('1')

/** Figures of docs/decisions/safe.md: the gas of a transaction depends a little on the digits of addresses. */
function expectNear(actual: number, written: number) {
  expect(actual / written).toBeGreaterThan(0.98)
  expect(actual / written).toBeLessThan(1.02)
}

describe('a Safe of one owner', () => {
  it('is made of contracts that the chain has', async () => {
    const hashOf = async (contract: (typeof neededContracts)[number]) => {
      const code = await chain.getCode({ address: safeContracts[contract] })
      return code ? keccak256(code) : null
    }
    expect(
      findContractFaults({
        factory: await hashOf('factory'),
        singletonL2: await hashOf('singletonL2'),
        multiSend: await hashOf('multiSend'),
        multiSendCallOnly: await hashOf('multiSendCallOnly'),
        fallbackHandler: await hashOf('fallbackHandler'),
      }),
    ).toEqual([])
  })

  it('is where it was predicted, each of the sixteen, whoever creates it, once', async () => {
    const candidates = listCandidates(owner)
    expect(candidates).toHaveLength(16)
    for (const { index, address } of candidates) {
      expect(await judge(address)).toEqual({ kind: 'absent' })
      await done(encodeCreation(owner, index), index % 2 === 0 ? owner : stranger.address)
      expect(await judge(address)).toEqual({ kind: 'own', nonce: 0n, isUsed: false })
    }
    expect((await send(encodeCreation(owner, 3))).status).toBe('reverted')
  })

  it('acts for nobody else', async () => {
    await done(encodeCreation(owner, 0))
    const call = encodeExecution(execute([approve(at.weth, stranger.address, 1n)]))
    expect((await send(call, stranger.address)).status).toBe('reverted')
    await done(call)
  })

  it('is told from one that its owner has changed', async () => {
    await done(encodeCreation(owner, 0))
    const changeBy = async (data: Hex) => {
      const none = [0n, 0n, 0n, zeroAddress, zeroAddress] as const
      const args = [safe, 0n, data, 0, ...none, encodeSenderSignature(owner)] as const
      const call = encodeFunctionData({ abi: safeAbi, functionName: 'execTransaction', args })
      await done({ to: safe, data: call, value: 0n })
    }
    const changes: unknown[] = []
    const other = stranger.address
    const expectChanged = async (change: unknown) => {
      changes.push(change)
      const { changes: found } = { changes: [], ...(await judge(safe)) }
      expect(found).toHaveLength(changes.length)
      expect(found).toEqual(expect.arrayContaining(changes))
    }
    await changeBy(encodeFunctionData({ abi, functionName: 'enableModule', args: [other] }))
    await expectChanged({ kind: 'modules', modules: [other] })
    await changeBy(encodeFunctionData({ abi, functionName: 'setFallbackHandler', args: [other] }))
    await expectChanged({ kind: 'fallback-handler', handler: other })
    const { guard } = planSafeReads(safe)
    const index = numberToHex(guard.args[0] ?? 0n, { size: 32 })
    await chain.setStorageAt({ address: safe, index, value: pad(other) })
    await expectChanged({ kind: 'guard', guard: other })
    await chain.setStorageAt({ address: safe, index, value: pad('0x') })
    changes.pop()
    await changeBy(encodeFunctionData({ abi, functionName: 'addOwnerWithThreshold', args: [other, 2n] }))
    changes.push({ kind: 'owners', owners: [other, owner] })
    await expectChanged({ kind: 'threshold', threshold: 2n })
    await chain.setStorageAt({ address: safe, index: 0, value: pad(safeContracts.singleton) })
    expect(await judge(safe)).toEqual({
      kind: 'changed',
      changes: [{ kind: 'singleton', singleton: safeContracts.singleton }],
    })
  })
})

describe('a batch by a plain account', () => {
  /** All of it is 10 WETH: 9 are supplied, of which 2 come back, and what is left goes to the owner. */
  const open = () =>
    execute([
      take(at.weth, 10n * E),
      approve(at.weth, at.pool, 9n * E),
      supply(9n * E),
      withdraw(2n * E),
      sweep(at.weth),
    ])

  it('moves money in, supplies it, and brings back what is left', async () => {
    const before = await balanceOf(at.weth, owner)
    const approval = callOf(approve(at.weth, safe, 10n * E))
    await done(approval)
    await done(encodeCreation(owner, 0))
    const opening = open()
    const { transactionHash, gasUsed } = await done(encodeExecution(opening))
    expectNear(Number(gasUsed), 322_000)
    expect(await balanceOf(at.weth, owner)).toBe(before - 7n * E)
    expect(await balanceOf(at.weth, safe)).toBe(0n)
    expect(await allowanceOf(at.weth, owner, safe)).toBe(0n)
    expect(await allowanceOf(at.weth, safe, at.pool)).toBe(0n)
    const supplied = await balanceOf(at.aWeth, safe)
    // Supplying and withdrawing round by a unit each.
    expect(7n * E - supplied).toBeLessThanOrEqual(2n)
    expect(await judge(safe)).toEqual({ kind: 'own', nonce: 1n, isUsed: true })

    const { to, value, input } = await chain.getTransaction({ hash: transactionHash })
    const decoded = decodeTransaction(owner, { to: to ?? zeroAddress, value, data: input })
    expect(decoded).toEqual({ kind: 'execute', ...opening })
    const limits = {
      approvals: [{ token: at.weth, spender: at.pool, amount: 9n * E }],
      takes: [{ token: at.weth, amount: 10n * E }],
      sweepers: [practiceUniswapV3.router],
    }
    expect(findDifferences({ kind: 'execute', ...opening, ...limits }, decoded)).toEqual([])

    await done(encodeExecution(execute([withdraw(2n ** 256n - 1n), sweep(at.weth, supplied)])))
    expect(await balanceOf(at.aWeth, safe)).toBe(0n)
    expect(await balanceOf(at.weth, safe)).toBe(0n)
    expect(await balanceOf(at.weth, owner)).toBeGreaterThanOrEqual(before - 2n)
  })

  it('takes the chain’s coin and gives back all of it as the coin', async () => {
    await done(encodeCreation(owner, 0))
    const before = await chain.getBalance({ address: owner })
    const wrap = item(at.weth, encodeFunctionData({ abi, functionName: 'deposit' }), 3n * E)
    const items = [wrap, approve(at.weth, at.pool, 2n * E), supply(2n * E), unwrap()]
    const first = await done(encodeExecution(execute(items, 3n * E)))
    const feeOf = (receipt: typeof first) => receipt.gasUsed * receipt.effectiveGasPrice
    const after = await chain.getBalance({ address: owner })
    expect(after).toBe(before - 2n * E - feeOf(first))
    const second = await done(encodeExecution(execute([withdraw(2n ** 256n - 1n), unwrap()])))
    const back = (await chain.getBalance({ address: owner })) + feeOf(second) - after
    // Supplying and withdrawing round by a unit each.
    expect(2n * E - back).toBeLessThanOrEqual(2n)
    expect(await balanceOf(at.weth, safe)).toBe(0n)
    expect(await chain.getBalance({ address: safe })).toBe(0n)
  })

  it('may be approved before the Safe is there', async () => {
    await done(callOf(approve(at.weth, safe, 10n * E)))
    expect(await judge(safe)).toEqual({ kind: 'absent' })
    await done(encodeCreation(owner, 0), stranger.address)
    await done(encodeExecution(open()))
  })

  it('leaves nothing of itself where one of its calls fails', async () => {
    await done(encodeCreation(owner, 0))
    await done(callOf(approve(at.weth, safe, 10n * E)))
    const before = await balanceOf(at.weth, owner)
    const calls = open().calls
    for (const [index] of calls.entries()) {
      const broken = calls.with(index, convertItem(withdraw(100n * E)))
      expect((await send(encodeExecution({ ...open(), calls: broken }))).status).toBe('reverted')
    }
    expect(await balanceOf(at.weth, owner)).toBe(before)
    expect(await balanceOf(at.aWeth, safe)).toBe(0n)
    expect(await allowanceOf(at.weth, owner, safe)).toBe(10n * E)
    expect(await allowanceOf(at.weth, safe, at.pool)).toBe(0n)
    expect(await judge(safe)).toEqual({ kind: 'own', nonce: 0n, isUsed: false })
    await done(encodeExecution(open()))
  })

  it('takes ether that is sent along, and pays it back', async () => {
    await done(encodeCreation(owner, 0))
    const wrap = item(at.weth, encodeFunctionData({ abi, functionName: 'deposit' }), 3n * E)
    const opening = execute([wrap, approve(at.weth, at.pool, 3n * E), supply(3n * E)], 3n * E)
    const before = await chain.getBalance({ address: owner })
    const { gasUsed, effectiveGasPrice } = await done(encodeExecution(opening))
    expect(await chain.getBalance({ address: owner })).toBe(before - 3n * E - gasUsed * effectiveGasPrice)
    expect(3n * E - (await balanceOf(at.aWeth, safe))).toBeLessThanOrEqual(1n)
    const unwrap = item(at.weth, encodeFunctionData({ abi, functionName: 'withdraw', args: [E] }))
    const closing = execute([withdraw(E), unwrap, item(owner, '0x', E)])
    const between = await chain.getBalance({ address: owner })
    const closed = await done(encodeExecution(closing))
    const fee = closed.gasUsed * closed.effectiveGasPrice
    expect(await chain.getBalance({ address: owner })).toBe(between + E - fee)
    expect(await chain.getBalance({ address: safe })).toBe(0n)
  })

  it('takes what a signature allows, with no approval sent', async () => {
    await done(callOf(approve(at.weth, at.pool, 5n * E)))
    await done(callOf(supply(5n * E, owner)))
    await done(encodeCreation(owner, 0))
    const amount = 4n * E
    const deadline = 2n ** 40n
    const uint = (name: string) => ({ name, type: 'uint256' })
    const party = (name: string) => ({ name, type: 'address' })
    const name = await chain.readContract({ address: at.aWeth, abi, functionName: 'name' })
    const signature = await person.signTypedData({
      domain: { name, version: '1', chainId: practiceChain.id, verifyingContract: at.aWeth },
      types: { Permit: [party('owner'), party('spender'), uint('value'), uint('nonce'), uint('deadline')] },
      primaryType: 'Permit',
      message: { owner, spender: safe, value: amount, nonce: 0n, deadline },
    })
    const [r, s, v] = [slice(signature, 0, 32), slice(signature, 32, 64), slice(signature, 64)]
    const args = [owner, safe, amount, deadline, hexToNumber(v), r, s] as const
    const permit = item(at.aWeth, encodeFunctionData({ abi, functionName: 'permit', args }))
    await done(encodeExecution(execute([permit, take(at.aWeth, amount)])))
    expect(await balanceOf(at.aWeth, safe)).toBeGreaterThanOrEqual(amount)
    expect(await allowanceOf(at.aWeth, owner, safe)).toBe(0n)
  })
})

describe('a batch that fails', () => {
  const tooMuch = () =>
    item(at.usdc, encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [owner, 1n] }))

  /** As one simulation before anything was sent: the Safe is not there, and nothing is allowed. */
  async function explain(execution: Execution) {
    const trials = listTrials(execution)
    const before = [encodeCreation(owner, 0), callOf(approve(at.weth, safe, 10n * E))]
    const calls = [...before.map((call) => ({ from: owner, call })), ...trials]
    const block = {
      calls: calls.map(({ from, call }) => ({ from, ...call, value: numberToHex(call.value) })),
    }
    const body = { blockStateCalls: [block], validation: false, traceTransfers: false }
    const answer = await chain.request<{ Parameters: readonly unknown[]; ReturnType: unknown }>({
      method: 'eth_simulateV1',
      params: [body, 'latest'],
    })
    const results = parseSimulation(answer).calls.slice(before.length)
    const isOk = (status: Hex) => hexToBigInt(status) === 1n
    return findFailing(
      trials,
      results.map(({ status, returnData, error }) => ({
        isSuccess: isOk(status),
        returnData: error?.data ?? returnData,
      })),
    )
  }

  const reasonOf = (data: Hex | undefined) => data && decodeErrorResult({ abi: [], data }).args?.[0]

  it('says which of its calls does, and why', async () => {
    const items = [take(at.weth, 2n * E), approve(at.weth, at.pool, E), tooMuch(), supply(E), sweep(at.weth)]
    const failing = await explain(execute(items))
    expect(failing?.index).toBe(2)
    expect(reasonOf(failing?.revertData)).toBe('ERC20: transfer amount exceeds balance')
  })

  it('says why what it delegates does', async () => {
    const items = [take(at.weth, 2n * E), sweep(at.weth, 3n * E), supply(E)]
    const failing = await explain(execute(items))
    expect(failing?.index).toBe(1)
    expect(reasonOf(failing?.revertData)).toBe('Insufficient token')
    const unwrapping = await explain(execute([take(at.weth, 2n * E), unwrap(3n * E), supply(E)]))
    expect(unwrapping?.index).toBe(1)
    expect(reasonOf(unwrapping?.revertData)).toBe('Insufficient WETH9')
  })

  it('is none where each call goes well, also after what is delegated', async () => {
    const wrap = item(at.weth, encodeFunctionData({ abi, functionName: 'deposit' }), E)
    const items = [take(at.weth, 2n * E), wrap, sweep(at.weth, 3n * E), sweep(at.weth)]
    expect(await explain(execute(items, E))).toBeNull()
    // All of it went to the owner.
    const failing = await explain(execute([...items, approve(at.weth, at.pool, E), supply(E)], E))
    expect(failing?.index).toBe(5)
  })
})

describe('the singleton whose events tell each batch', () => {
  const singletons = [safeContracts.singletonL2, safeContracts.singleton]

  /** Two new Safes, one of each singleton, and what their creation cost. */
  async function createBoth(index: number) {
    const created: { readonly address: Address; readonly gas: number }[] = []
    for (const singleton of singletons) {
      const args = [singleton, encodeSetup(owner), computeSaltNonce(index)] as const
      const create = { abi: factoryAbi, functionName: 'createProxyWithNonce', args } as const
      const { result } = await chain.simulateContract({ address: safeContracts.factory, ...create })
      const { gasUsed } = await done({
        to: safeContracts.factory,
        data: encodeFunctionData(create),
        value: 0n,
      })
      created.push({ address: result, gas: Number(gasUsed) })
    }
    return created
  }

  /** What a Safe's second batch costs: its first writes a nonce where none was. */
  async function measure(account: Address, calls: readonly InnerCall[]) {
    await done(encodeExecution({ ...execute([]), safe: account }))
    const call = encodeExecution({ safe: account, owner, value: 0n, calls })
    return { bytes: (call.data.length - 2) / 2, gas: Number((await done(call)).gasUsed) }
  }

  /** As large as a swap's call, and changes nothing. */
  const filler = () => {
    const { data, ...call } = convertItem(approve(at.weth, at.pool, 0n))
    return { ...call, data: concat([data, pad('0x', { size: 192 })]) }
  }

  it('costs as much more as docs/decisions/safe.md says', async () => {
    const written = [
      { calls: 1, bytes: 932, more: 11_200 },
      { calls: 11, bytes: 4_388, more: 39_200 },
      { calls: 46, bytes: 16_452, more: 136_800 },
    ]
    for (const [index, { calls, bytes, more }] of written.entries()) {
      const [own, plain] = await createBoth(index)
      if (!own || !plain) throw new Error('No Safes')
      expectNear(own.gas, 259_000)
      expectNear(plain.gas, 259_000)
      const batch = Array.from({ length: calls }, filler)
      const [mine, others] = [await measure(own.address, batch), await measure(plain.address, batch)]
      expect([mine.bytes, others.bytes]).toEqual([bytes, bytes])
      expectNear(mine.gas - others.gas, more)
    }
  })
})
