import { startingMessage } from './front'
import { createRpc } from './rpc'

/** The port is taken; the message says by what, and how to choose another. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError'
  readonly port: number

  private constructor(port: number, message: string) {
    super(message)
    this.port = port
  }

  /** Asks whoever listens there whether it is a practice chain. */
  static async describe(port: number): Promise<PortTakenError> {
    const other = `choose another port with --port ${port + 1}, or DEVNET_PORT=${port + 1}`
    return new PortTakenError(
      port,
      (await isPracticeChain(port))
        ? `A Furrow practice chain already runs at http://127.0.0.1:${port}. Use that one, or ${other}.`
        : `Port ${port} is taken by another program. Stop that program, or ${other}.`,
    )
  }
}

const probeTimeLimitMs = 1_500

async function isPracticeChain(port: number): Promise<boolean> {
  try {
    const answer = await createRpc(`http://127.0.0.1:${port}`, probeTimeLimitMs)('furrow_practice')
    return typeof answer === 'object' && answer !== null && 'assets' in answer
  } catch (error) {
    return error instanceof Error && error.message === startingMessage
  }
}
