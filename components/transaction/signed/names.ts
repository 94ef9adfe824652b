import { zeroAddress } from 'viem'
import type { Action } from '../../../lib/domain/action'
import type { Address, Asset } from '../../../lib/domain/asset'
import type { WalletAsset } from '../../../lib/domain/wallet'
import { formatAddress } from '../../../lib/format/address'
import { cleanTokenText, formatSymbol, MAX_SYMBOL_LENGTH } from '../../../lib/format/symbol'
import type { PlanStep, TransactionPlan } from '../../../lib/plan/plan'
import type { MarketSnapshot } from '../../../lib/protocols/protocol'

/** What is known of the addresses that a plan's bytes are about. */
export type Names = {
  readonly owner: Address
  /** "your wallet", "USDC 0x1234…abcd"; the whole address where nobody named it. */
  readonly nameOf: (address: Address) => string
  /** "your Safe", "USDC"; null where nobody named it. */
  readonly labelOf: (address: Address) => string | null
  /** null where it is no token that is known. */
  readonly assetOf: (address: Address) => Asset | null
}

/** From a plan, and the markets and the wallet that it was made of: nothing is believed that its bytes say. */
export function collectNames(
  { owner, steps, walletChanges }: TransactionPlan,
  { farms, pools }: MarketSnapshot,
  wallet: readonly WalletAsset[],
): Names {
  const assets = new Map<string, Asset>()
  const note = (asset: Asset) => {
    // nobody is there, and nothing that is sent there is the coin
    if (asset.address !== zeroAddress) assets.set(asset.address.toLowerCase(), asset)
  }
  for (const farm of farms) [farm.asset, farm.debtAsset, farm.directionAsset].forEach(note)
  for (const { depositAssets } of farms) for (const { asset } of depositAssets) note(asset)
  for (const { asset } of pools) note(asset)
  for (const { asset } of [...walletChanges, ...wallet]) note(asset)
  for (const step of steps) listAssets(step).forEach(note)

  const own = new Map([[owner.toLowerCase(), 'your wallet']])
  const named = new Map<string, string>()
  for (const { address, name } of pools)
    named.set(address.toLowerCase(), cleanTokenText(name, MAX_SYMBOL_LENGTH))
  for (const { spender, spenderName } of wallet.flatMap(({ allowances }) => allowances))
    named.set(spender.toLowerCase(), spenderName)
  for (const step of steps) {
    if (step.kind === 'approve' && step.spenderName) named.set(step.spender.toLowerCase(), step.spenderName)
    const safe = findSafe(step)
    if (safe) own.set(safe.toLowerCase(), 'your Safe')
    if (step.kind === 'prepare' && step.requirement.kind === 'delegation')
      named.set(step.requirement.delegate.toLowerCase(), step.requirement.delegateName)
  }

  const assetOf = (address: Address) => assets.get(address.toLowerCase()) ?? null
  const findName = (address: Address) => {
    const asset = assetOf(address)
    return asset ? formatSymbol(asset) : (named.get(address.toLowerCase()) ?? null)
  }
  return {
    owner,
    assetOf,
    labelOf: (address) => own.get(address.toLowerCase()) ?? findName(address),
    nameOf: (address) => {
      const name = findName(address)
      return own.get(address.toLowerCase()) ?? (name ? `${name} ${formatAddress(address)}` : address)
    },
  }
}

function findSafe(step: PlanStep): Address | null {
  if (step.kind === 'call') return step.batch?.safe ?? null
  return step.kind === 'prepare' && step.requirement.kind === 'account' ? step.requirement.address : null
}

function listAssets(step: PlanStep): readonly Asset[] {
  if (step.kind === 'approve') return [step.asset]
  return step.kind === 'call' ? step.actions.flatMap(assetsOf) : []
}

function assetsOf(action: Action): readonly Asset[] {
  return [
    ...('give' in action ? [action.give.asset] : []),
    ...('get' in action ? [action.get.asset] : []),
    ...('collateral' in action ? [action.collateral.asset] : []),
  ]
}
