import { type Address, isSameAddress } from '../../domain/asset'

type ByChain<T> = Readonly<Record<number, T>>

const practiceDollars: readonly Address[] = [
  '0xbDECeA28b4800395300560145e7aF64b8E65Ad7d', // USDC
  '0x9812013CB51EB523E3aA21f812Cd0251ED3A18c2', // USDT
  '0xbD34Dd0049f2419Ef7D303c769188299B54d311F', // SYND
  '0x3EB4b1DD0CDFcC32FfF1C2616c44CF20A6d5A408', // LONE
]

/** Tokens that are meant to be worth a dollar, on each chain: a price does not say so. */
const dollars: ByChain<readonly Address[]> = { 31337: practiceDollars, 31338: practiceDollars }

export function isDollar(chainId: number, token: Address): boolean {
  return dollars[chainId]?.some((dollar) => isSameAddress(dollar, token)) ?? false
}

/** A token that is worth a growing amount of another, whose price it follows. */
export type Share = {
  readonly token: Address
  readonly of: Address
  /** A position in it stakes, or holds a vault's share. */
  readonly kind: 'staked' | 'vault'
  /** What tells how much it is worth, and of how much of it. */
  readonly rate: { readonly signature: string; readonly args: readonly bigint[] }
}

/** As many of a share's smallest units that small steps show in assets of few decimals too. */
const MANY_SHARES = 10n ** 27n
const vaultRate = { signature: 'convertToAssets(uint256)', args: [MANY_SHARES] }

const practiceShares: readonly Share[] = [
  {
    token: '0xBabE6D42a4fd70A798021261d51862F6ffb941D6', // wstETH
    of: '0xd79f54FA6C875717BC6F0988450719e6c4F85Ab6', // WETH
    kind: 'staked',
    rate: { signature: 'stEthPerToken()', args: [] },
  },
  {
    token: '0xDD622B46EfFB7123807E8d585d8923Ed4a4D75fa', // weETH
    of: '0xd79f54FA6C875717BC6F0988450719e6c4F85Ab6', // WETH
    kind: 'staked',
    rate: { signature: 'getRate()', args: [] },
  },
  {
    token: '0x7C334ED932925C527Ea95d657AE61c3f77166E3C', // sSYND
    of: '0xbD34Dd0049f2419Ef7D303c769188299B54d311F', // SYND
    kind: 'vault',
    rate: vaultRate,
  },
]

/** Known by address: whoever made any other token could say that it grows. */
const shares: ByChain<readonly Share[]> = { 31337: practiceShares, 31338: practiceShares }

/** Null where it is no share that is known. */
export function findShare(chainId: number, token: Address): Share | null {
  return shares[chainId]?.find((share) => isSameAddress(share.token, token)) ?? null
}

/** Uniswap V3's, whose pools are the ones traded in. */
export type ExchangeContracts = {
  readonly factory: Address
  /** Stateless; its `sweepToken` and `unwrapWETH9` also bring what is left in a Safe to its owner. */
  readonly router: Address
  /** `QuoterV2`, which is asked what was not read of a pool. */
  readonly quoter: Address
}

/** On the practice chain the first three contracts that their own deployer creates. */
const practiceExchange: ExchangeContracts = {
  factory: '0x057ef64E23666F000b34aE31332854aCBd1c8544',
  router: '0x261D8c5e9742e6f7f1076Fa1F560894524e19cad',
  quoter: '0xCE3478A9E0167a6Bc5716DC39DbbbfAc38F27623',
}

const exchanges: ByChain<ExchangeContracts> = { 31337: practiceExchange, 31338: practiceExchange }

/** Null where none are known: then nothing is looped, and there are no farms. */
export function findExchangeContracts(chainId: number): ExchangeContracts | null {
  return exchanges[chainId] ?? null
}

/** What the chain's coin is wrapped as, known by address: anybody may call a token WETH. */
const wrappedCoins: ByChain<Address> = {
  31337: '0xd79f54FA6C875717BC6F0988450719e6c4F85Ab6',
  31338: '0xd79f54FA6C875717BC6F0988450719e6c4F85Ab6',
}

/** Null where none is known, or where nobody would unwrap it: then operations take and give no coin. */
export function findWrappedCoin(chainId: number): Address | null {
  return (findSweeper(chainId) && wrappedCoins[chainId]) ?? null
}

/** Who brings what is left in a Safe to its owner; null where none is known. */
export function findSweeper(chainId: number): Address | null {
  return findExchangeContracts(chainId)?.router ?? null
}
