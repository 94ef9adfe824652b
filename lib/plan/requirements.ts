import { encodeFunctionData, erc20Abi } from 'viem'
import { type Address, type AssetAmount, isSameAddress, type NamedSpender } from '../domain/asset'
import type { Issue } from '../domain/issue'
import {
  type AllowanceRequirement,
  type CallWay,
  listSpends,
  type Requirement,
  type Way,
} from '../domain/requirement'
import type { WalletAsset } from '../domain/wallet'
import type { OperationDraft } from '../protocols/protocol'
import type { PlanStep } from './plan'

type Preparations = { readonly steps: readonly PlanStep[]; readonly issues: readonly Issue[] }

/**
 * The steps that meet what is not met yet, by calls of the account's own: each wallet can send these. What only a
 * signature would meet is refused. Judged by the wallet as it was read.
 */
export function planRequirements(
  requirements: readonly Requirement[],
  wallet: readonly WalletAsset[],
): Preparations {
  const planned = requirements.map((requirement) => planRequirement(requirement, wallet))
  return {
    steps: planned.flatMap(({ steps }) => steps),
    issues: planned.flatMap(({ issues }) => issues),
  }
}

function planRequirement(requirement: Requirement, wallet: readonly WalletAsset[]): Preparations {
  if (requirement.kind === 'allowance') return { steps: planAllowance(requirement, wallet), issues: [] }
  const way = requirement.kind === 'signature' ? undefined : requirement.ways.find(isByCall)
  if (requirement.kind === 'signature' || !way) {
    const name = requirement.kind === 'delegation' ? requirement.delegateName : requirement.name
    return { steps: [], issues: [{ code: 'signature-unsupported', severity: 'refusal', name }] }
  }
  return { steps: [{ kind: 'prepare', call: way.call, requirement }], issues: [] }
}

function isByCall(way: Way): way is CallWay {
  return way.by === 'call'
}

/**
 * None where just that is allowed already. What is left of an older approval, smaller or larger, is set to 0 first,
 * since some tokens (USDT) refuse to change it otherwise.
 */
function planAllowance(
  { asset, amount, spender: address, spenderName }: AllowanceRequirement,
  wallet: readonly WalletAsset[],
): readonly PlanStep[] {
  const spender = { spender: address, spenderName }
  const allowed = findAllowance(wallet, asset.address, address)
  if (allowed === amount) return []
  const exact = makeApproval(asset, spender, amount)
  return allowed > 0n ? [makeApproval(asset, spender, 0n), exact] : [exact]
}

/**
 * Takes back what the released may still take of any asset, what the calls themselves use up for sure apart. For after the
 * calls: nobody has to sign it before a position is out of danger.
 */
export function planReleases(
  { requirements, released }: Pick<OperationDraft, 'requirements' | 'released'>,
  wallet: readonly WalletAsset[],
): readonly PlanStep[] {
  return released.flatMap((spender) => {
    const used = listSpends(requirements).filter((spend) => isSameAddress(spend.spender, spender.spender))
    const before = wallet
      .filter(({ asset }) => findAllowance(wallet, asset.address, spender.spender) > 0n)
      .filter(({ asset }) => !used.some((spend) => isSameAddress(spend.asset.address, asset.address)))
    return [...before, ...used.filter(({ isLoose }) => isLoose)].map(({ asset }) =>
      makeApproval(asset, spender, 0n),
    )
  })
}

function findAllowance(wallet: readonly WalletAsset[], token: Address, spender: Address): bigint {
  const held = wallet.find((w) => isSameAddress(w.asset.address, token))
  return held?.allowances.find((a) => isSameAddress(a.spender, spender))?.amount ?? 0n
}

/** Lets `spender` take exactly `amount`; 0n takes back whatever it may take. */
export function makeApproval(
  asset: AssetAmount['asset'],
  { spender, spenderName }: NamedSpender,
  amount: bigint,
): PlanStep {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, amount] })
  return {
    kind: 'approve',
    call: { to: asset.address, data, value: 0n },
    asset,
    spender,
    spenderName,
    amount,
  }
}
