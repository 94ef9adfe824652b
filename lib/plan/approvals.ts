import { encodeFunctionData, erc20Abi } from 'viem'
import { type Address, type AssetAmount, isSameAddress } from '../domain/asset'
import type { WalletAsset } from '../protocols/protocol'
import type { PlanStep } from './plan'

/**
 * The approvals that let `spender` take exactly these amounts: none where it may take them already. What is
 * left of an older, smaller one is set to 0 first, since some tokens (USDT) refuse to change it otherwise.
 */
export function planApprovals(
  wallet: readonly WalletAsset[],
  spender: Address,
  spends: readonly AssetAmount[],
): readonly PlanStep[] {
  return spends.flatMap(({ asset, amount }) => {
    const allowed = findAllowance(wallet, asset.address, spender)
    if (allowed >= amount) return []
    const exact: PlanStep = makeApproval(asset, spender, amount)
    return allowed > 0n ? [makeApproval(asset, spender, 0n), exact] : [exact]
  })
}

function findAllowance(wallet: readonly WalletAsset[], token: Address, spender: Address): bigint {
  const held = wallet.find((w) => isSameAddress(w.asset.address, token))
  return held?.allowances.find((a) => isSameAddress(a.spender, spender))?.amount ?? 0n
}

function makeApproval(asset: AssetAmount['asset'], spender: Address, amount: bigint): PlanStep {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, amount] })
  return { kind: 'approve', call: { to: asset.address, data, value: 0n }, asset, spender, amount }
}
