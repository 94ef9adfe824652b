import { encodeFunctionData, erc20Abi } from 'viem'
import { type Address, type AssetAmount, isSameAddress } from '../domain/asset'
import type { WalletAsset } from '../domain/wallet'
import type { PlanStep } from './plan'

type Spender = { readonly address: Address; readonly name: string }

/**
 * The approvals that let `spender` take exactly these amounts: none where it may take just that already. What is
 * left of an older one, smaller or larger, is set to 0 first, since some tokens (USDT) refuse to change it otherwise.
 */
export function planApprovals(
  wallet: readonly WalletAsset[],
  spender: Spender,
  spends: readonly AssetAmount[],
): readonly PlanStep[] {
  return spends.flatMap(({ asset, amount }) => {
    const allowed = findAllowance(wallet, asset.address, spender.address)
    if (allowed === amount) return []
    const exact = makeApproval(asset, spender, amount)
    return allowed > 0n ? [makeApproval(asset, spender, 0n), exact] : [exact]
  })
}

/**
 * Takes back what `spender` may still take of any asset, those apart that the plan itself uses up: for the end of a
 * plan after which nothing is left to be taken for.
 */
export function planResets(
  wallet: readonly WalletAsset[],
  spender: Spender,
  spends: readonly AssetAmount[],
): readonly PlanStep[] {
  return wallet
    .filter(({ asset }) => findAllowance(wallet, asset.address, spender.address) > 0n)
    .filter(({ asset }) => !spends.some((spent) => isSameAddress(spent.asset.address, asset.address)))
    .map(({ asset }) => makeApproval(asset, spender, 0n))
}

function findAllowance(wallet: readonly WalletAsset[], token: Address, spender: Address): bigint {
  const held = wallet.find((w) => isSameAddress(w.asset.address, token))
  return held?.allowances.find((a) => isSameAddress(a.spender, spender))?.amount ?? 0n
}

/** Lets `spender` take exactly `amount`; 0n takes back whatever it may take. */
export function makeApproval(
  asset: AssetAmount['asset'],
  { address, name }: Spender,
  amount: bigint,
): PlanStep {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [address, amount] })
  const call = { to: asset.address, data, value: 0n }
  return { kind: 'approve', call, asset, spender: address, spenderName: name, amount }
}
