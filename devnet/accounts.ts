import { type Address, getContractAddress, keccak256, slice, stringToHex } from 'viem'

/** An account that nobody has the key of: only the practice chain itself can act for it, by impersonation. */
function keylessAccount(role: string): Address {
  return slice(keccak256(stringToHex(`furrow practice chain: ${role}`)), 12)
}

/** Deploys everything else, configures the markets, mints the tokens. */
export const owner = keylessAccount('owner')
export const treasury = keylessAccount('treasury')
/** Brings the exchanges back to the feeds' prices. */
export const arbitrageur = keylessAccount('arbitrageur')
/** Repays unhealthy accounts' debt and takes their collateral. */
export const liquidator = keylessAccount('liquidator')
export const lenders: readonly Address[] = [1, 2, 3].map((number) => keylessAccount(`lender ${number}`))

export function borrower(name: string): Address {
  return keylessAccount(`borrower ${name}`)
}

/** Anvil's first account deploys the registry and nothing else. */
export const registryDeployer: Address = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
/** Where the protocol starts on the practice chain. */
export const practiceEntry: Address = getContractAddress({ from: registryDeployer, nonce: 0n })

/** Anvil's further accounts deploy what the app must know beforehand, and nothing else. */
export const aaveDeployer: Address = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
export const sparkDeployer: Address = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
export const uniswapV3Deployer: Address = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'
const firstOf = (from: Address, nonce: bigint) => getContractAddress({ from, nonce })
/** Where Aave and Spark start: their addresses' providers. */
export const practiceAave = firstOf(aaveDeployer, 0n)
export const practiceSpark = firstOf(sparkDeployer, 0n)
export const practiceUniswapV3 = {
  factory: firstOf(uniswapV3Deployer, 0n),
  router: firstOf(uniswapV3Deployer, 1n),
  quoter: firstOf(uniswapV3Deployer, 2n),
} as const
