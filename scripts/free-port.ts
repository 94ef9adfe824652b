import { createServer } from 'node:net'

/** Throws, with how to choose another port, where this one is taken. `variable` is the setting that names it. */
export async function requireFreePort(port: number, variable: string): Promise<void> {
  const server = createServer()
  try {
    await new Promise<void>((ready, fail) => {
      server.once('error', fail)
      server.listen(port, '127.0.0.1', ready)
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    const next = port < 65_535 ? port + 1 : port - 1
    const why = code === 'EADDRINUSE' ? `Port ${port} is taken.` : `Port ${port} cannot be used (${code}).`
    throw new Error(`${why} Choose another with ${variable}=${next}, as in: ${variable}=${next} npm start`)
  } finally {
    await new Promise<void>((closed) => server.close(() => closed()))
  }
}
