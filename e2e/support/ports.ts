/** Ports of their own, so that the tests run beside a practice chain and app that somebody is using. */
const appPort = readPort('E2E_APP_PORT', 3055)
const rpcPort = readPort('E2E_RPC_PORT', 8555)
/** Of the chain that only few tests have. */
const secondRpcPort = readPort('E2E_SECOND_RPC_PORT', rpcPort + 1)

export const ports = { app: appPort, rpc: rpcPort, secondRpc: secondRpcPort } as const
const rpcUrl = `http://127.0.0.1:${rpcPort}`
export const hosts = { appUrl: `http://localhost:${appPort}`, rpcUrl, rpcUrls: [rpcUrl] } as const

function readPort(name: string, fallback: number): number {
  const port = Number(process.env[name] || fallback)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`${name} is not a port`)
  return port
}
