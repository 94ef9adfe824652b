import { encodeAbiParameters } from 'viem'
import type { Asset } from '../../../domain/asset'
import type { Answers } from '../../../domain/question'
import { predictSafe } from '../../../safe/predict'
import type { AccountSnapshot, Drafted, OperationDraft } from '../../protocol'
import { aaveV3, type LendingProtocol } from '../protocols'
import { convertAccount } from '../read/convert'
import type { RawHolder, RawReserve, RawSnapshot } from '../read/raw'
import type { ReserveConfig } from '../read/reserve-config'
import type { Structure } from '../read/structure'
import { addressOf, makeEMode, makeHolder, makeRaw, makeReserve } from './pool'
import { makeV3Pool, pricesE8, usdc, weth, wstEth } from './pools'

export const owner = addressOf(9)
export const safe = predictSafe(owner, 0)
/** The practice chain: its router is known. */
export const CHAIN = 31337

/** In the order of their bits: staked ether counts for more against ether in the category 1. */
const assets = [wstEth, weth, usdc] as const

export type World = {
  readonly protocol?: LendingProtocol
  readonly configs?: readonly Partial<ReserveConfig>[]
  readonly figures?: readonly Partial<RawReserve>[]
  readonly holder?: Partial<RawHolder>
  readonly more?: Partial<RawSnapshot>
  readonly incentives?: Structure['incentives']
}

/** A pool that lends plenty of three tokens, and where they are traded; nobody's account where no holder is given. */
export function makeWorld({
  protocol = aaveV3,
  configs,
  figures,
  holder,
  more,
  incentives = [],
}: World = {}): AccountSnapshot {
  const reserves = assets.map((asset, id) => {
    const whole = 10n ** BigInt(asset.decimals)
    return makeReserve(
      id,
      { decimals: asset.decimals, ...configs?.[id] },
      {
        ...asset,
        ...{ underlying: asset.address, priceE8: pricesE8.get(asset) ?? 0n },
        ...{
          scaledSupply: 10n ** 9n * whole,
          scaledDebt: 10n ** 8n * whole,
          available: 9n * 10n ** 8n * whole,
        },
        ...figures?.[id],
      },
    )
  })
  const raw = makeRaw(
    reserves,
    {
      eModes: [makeEMode(1, { collaterals: 0b011n, borrowables: 0b010n })],
      pools: [
        makeV3Pool({ sides: [weth, wstEth] }),
        makeV3Pool({
          sides: [usdc, weth],
          feePips: 500n,
          tickSpacing: 10,
          nearTicks: 3_000,
          address: addressOf(71),
        }),
      ],
      holders: holder ? [makeHolder({ account: owner, ...holder })] : [],
      ...more,
    },
    protocol,
  )
  const structure = { ...raw.structure, chainId: CHAIN, incentives }
  return convertAccount({ ...raw, structure }, {}, owner)
}

/** With the chain's answers: a Safe is there, and no token is asked anything. */
export function settle(account: AccountSnapshot, draft: (at: AccountSnapshot) => Drafted): Drafted {
  let answers: Answers = {}
  for (;;) {
    const found = draft({ ...account, markets: { ...account.markets, answers } })
    if (!('waitsFor' in found) || !found.waitsFor) return found
    const { key, to } = found.waitsFor
    if (assets.some(({ address }) => address === to)) throw new Error('A token was asked')
    answers = { ...answers, [key]: encodeAbiParameters([{ type: 'address' }], [addressOf(3)]) }
  }
}

export function drafted(found: Drafted): OperationDraft {
  if (!('calls' in found)) throw new Error(JSON.stringify(found.issues))
  return found
}

export function worthE8({ decimals, address }: Asset, amount: bigint): bigint {
  const [, priceE8 = 0n] = [...pricesE8].find(([asset]) => asset.address === address) ?? []
  return (amount * priceE8) / 10n ** BigInt(decimals)
}
