/** A JSON-RPC call: method and parameters in, result out. Throws `RpcFailure` for an error of the other side. */
export type Rpc = <Result = unknown>(method: string, params?: readonly unknown[]) => Promise<Result>

/** What the other side answered instead of a result. */
export class RpcFailure extends Error {
  readonly code: number
  readonly data: unknown

  constructor(code: number, message: string, data?: unknown) {
    super(message)
    this.name = 'RpcFailure'
    this.code = code
    this.data = data
  }
}

type Answer<Result> = { result?: Result; error?: { code: number; message: string; data?: unknown } }

/** Calls a JSON-RPC endpoint, and gives up after `timeoutMs`. */
export function createRpc(url: string, timeoutMs = 60_000): Rpc {
  let id = 0
  return async <Result>(method: string, params: readonly unknown[] = []) => {
    id += 1
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id, method, params }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const answer = (await response.json()) as Answer<Result>
    if (answer.error) throw new RpcFailure(answer.error.code, answer.error.message, answer.error.data)
    return answer.result as Result
  }
}
