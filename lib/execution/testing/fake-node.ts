import { decodeFunctionData, erc20Abi, type Hex, HttpRequestError, numberToHex, pad, toHex } from 'viem'
import type { Address } from '../../domain/asset'

export const START_TIME = 1_800_000_000n

export type FakeTransaction = {
  hash: Hex
  from: Address
  to: Address
  input: Hex
  value: Hex
  nonce: number
  blockNumber: number | null
  isReverted: boolean
}

/** An error as a JSON-RPC answer carries it. */
export class FakeRpcError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly data?: unknown,
  ) {
    super(message)
  }
}

let hashes = 0xabc

/** No two alike, over all nodes: as on real chains. */
function nextHash(): Hex {
  hashes += 1
  return pad(toHex(hashes), { size: 32 })
}

export type FakeNode = ReturnType<typeof createFakeNode>

/** A chain in memory: just enough of a node for runs to be watched on. Mines each transaction at once unless told not to. */
export function createFakeNode() {
  const transactions: FakeTransaction[] = []
  const node = {
    transactions,
    blockNumber: 10,
    timestamp: START_TIME,
    isDown: false,
    minesAtOnce: true,
    /** What the next mined transactions do: revert with these bytes, or succeed where null. */
    revertData: null as Hex | null,
    /** Whether reverted transactions used up all of their gas. */
    isGasSpent: false,
    /** What every account has of the chain's own coin, in wei. */
    balance: 10n ** 18n,
    /** Keeps no old state, as most nodes: it cannot say what an account had at an earlier block. */
    isForgetful: false,
    /** Approvals go through with this amount instead, as a wallet that lets the person edit it does. */
    editedAllowance: null as bigint | null,
    allowance: 0n,
    /** Code at addresses, in lower case. */
    codes: new Map<string, Hex>(),
    submit,
    mine,
    replace,
    request,
  }

  function submit(call: { from: Address; to: Address; data: Hex; value: Hex }): Hex {
    const nonce = transactions.filter(({ from }) => from.toLowerCase() === call.from.toLowerCase()).length
    const hash = nextHash()
    const { from, to, data: input, value } = call
    transactions.push({ hash, from, to, input, value, nonce, blockNumber: null, isReverted: false })
    if (node.minesAtOnce) mine()
    return hash
  }

  function mine(): void {
    node.blockNumber += 1
    node.timestamp += 12n
    for (const transaction of transactions.filter(({ blockNumber }) => blockNumber === null)) {
      transaction.blockNumber = node.blockNumber
      transaction.isReverted = node.revertData !== null
      if (!transaction.isReverted) applyApproval(transaction)
    }
  }

  function applyApproval({ input }: FakeTransaction): void {
    if (!input.startsWith('0x095ea7b3')) return
    const { functionName, args } = decodeFunctionData({ abi: erc20Abi, data: input })
    if (functionName === 'approve') node.allowance = node.editedAllowance ?? args[1]
  }

  /** Takes a waiting transaction out and mines another with its nonce. */
  function replace(hash: Hex, change: Partial<FakeTransaction>): Hex {
    const index = transactions.findIndex((transaction) => transaction.hash === hash)
    const replaced = transactions[index]
    if (!replaced) throw new Error('no such transaction')
    const newHash = nextHash()
    transactions[index] = { ...replaced, ...change, hash: newHash }
    mine()
    return newHash
  }

  async function request({ method, params }: { method: string; params?: unknown }): Promise<unknown> {
    if (node.isDown) throw new HttpRequestError({ url: 'http://node.test', details: 'connection refused' })
    const [first, second] = (params ?? []) as readonly [unknown, unknown]
    switch (method) {
      case 'eth_chainId':
        return numberToHex(31337)
      case 'eth_getBlockByNumber':
        return block(first, second === true)
      case 'eth_getTransactionCount':
        return countTransactions(first, second)
      case 'eth_getBalance':
        return numberToHex(node.balance)
      case 'eth_getTransactionByHash':
        return convertTransaction(find(first))
      case 'eth_getTransactionReceipt':
        return convertReceipt(find(first), node.isGasSpent)
      case 'eth_call':
        return call(first)
      case 'eth_getCode':
        return node.codes.get(String(first).toLowerCase()) ?? '0x'
      default:
        throw new FakeRpcError(-32601, `the method ${method} does not exist`)
    }
  }

  function countTransactions(account: unknown, tag: unknown) {
    const ofAccount = transactions.filter(({ from }) => from.toLowerCase() === String(account).toLowerCase())
    if (tag === 'pending') return numberToHex(ofAccount.length)
    const isOld = typeof tag === 'string' && tag.startsWith('0x')
    if (isOld && node.isForgetful) throw new FakeRpcError(-32000, 'missing trie node')
    const until = isOld ? Number(tag) : node.blockNumber
    return numberToHex(
      ofAccount.filter(({ blockNumber }) => blockNumber !== null && blockNumber <= until).length,
    )
  }

  function find(hash: unknown): FakeTransaction | undefined {
    return transactions.find((transaction) => transaction.hash === hash)
  }

  function block(tag: unknown, withTransactions: boolean) {
    const number = typeof tag === 'string' && tag.startsWith('0x') ? Number(tag) : node.blockNumber
    const wanted = tag === 'pending' ? null : number
    const included = transactions.filter(({ blockNumber }) => blockNumber === wanted)
    return {
      number: numberToHex(number),
      timestamp: numberToHex(node.timestamp),
      baseFeePerGas: numberToHex(10n ** 9n),
      transactions: withTransactions ? included.map(convertTransaction) : included.map(({ hash }) => hash),
    }
  }

  function call(parameters: unknown) {
    const { data } = parameters as { data: Hex }
    if (data.startsWith('0xdd62ed3e')) return numberToHex(node.allowance, { size: 32 })
    if (node.revertData) throw new FakeRpcError(3, 'execution reverted', node.revertData)
    return '0x'
  }

  return node
}

function convertTransaction(transaction: FakeTransaction | undefined) {
  if (!transaction) return null
  const { blockNumber, nonce, isReverted: _, ...rest } = transaction
  return {
    ...rest,
    nonce: numberToHex(nonce),
    gas: numberToHex(100_000),
    type: '0x2',
    blockNumber: blockNumber === null ? null : numberToHex(blockNumber),
  }
}

function convertReceipt(transaction: FakeTransaction | undefined, isGasSpent: boolean) {
  if (!transaction || transaction.blockNumber === null) return null
  const { hash, from, to, blockNumber, isReverted } = transaction
  return {
    transactionHash: hash,
    from,
    to,
    blockNumber: numberToHex(blockNumber),
    status: isReverted ? '0x0' : '0x1',
    gasUsed: numberToHex(isGasSpent ? 99_000 : 60_000),
    logs: [],
  }
}
