export type Settings = {
  readonly appPort: number
  readonly devnetPort: number
  /** Where pages ask for the practice chains: the one on its port, unless other URLs are named, with commas between them. */
  readonly rpcUrls: readonly string[]
  /** null: WalletConnect is not offered. */
  readonly walletConnectProjectId: string | null
}

/** The settings of `npm start`, `dev` and `build`, from the environment. Throws for a port that is none. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const devnetPort = readPort(env, 'DEVNET_PORT', 8545)
  return {
    appPort: readPort(env, 'PORT', 3000),
    devnetPort,
    rpcUrls: (env.NEXT_PUBLIC_RPC_URL || `http://127.0.0.1:${devnetPort}`).split(','),
    walletConnectProjectId: env.NEXT_PUBLIC_WALLETCONNECT_PROJECT_ID || null,
  }
}

function readPort(env: Readonly<Record<string, string | undefined>>, name: string, fallback: number): number {
  const text = env[name] || String(fallback)
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`${name} is not a port: ${text}. Choose a number from 1 to 65535.`)
  }
  return port
}
