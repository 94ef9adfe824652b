import fc from 'fast-check'
import { zeroAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import type { SafeState } from '../../domain/holder'
import { listCandidates } from '../../safe/predict'
import { aaveV3Adapter, sparkAdapter } from '.'
import { chooseHolder } from './choose-holder'
import { findHolder } from './draft/holder'
import { convertMarkets } from './read/convert-markets'
import { addressOf, makeRaw, makeReserve } from './testing/pool'

const owner = addressOf(77)
const intent = {
  kind: 'open',
  farmId: 'none',
  owner,
  deposit: { asset: { address: addressOf(100), symbol: 'T0', name: 'Token 0', decimals: 18 }, amount: 1n },
  leverageWad: 10n ** 18n,
} as const

describe.each([
  { adapter: aaveV3Adapter, id: 'aave-v3' },
  { adapter: sparkAdapter, id: 'spark' },
])('the adapter $id', ({ adapter, id }) => {
  test('reads, drafts and explains, and has each reserve to lend to', () => {
    const markets = convertMarkets(makeRaw([makeReserve(0), makeReserve(1)]), {})
    expect([adapter.id, adapter.liquidates, adapter.hasPools]).toEqual([id, 'parts', true])
    expect(markets.pools.map(({ protocol }) => protocol)).toEqual(['aave-v3', 'aave-v3'])
    const tolerance = { slippageBps: 10n, deadlineSeconds: 2_000n }
    expect(adapter.draftOpen(markets, intent, tolerance).issues).toHaveLength(1)
    expect(adapter.explainError('nothing that is known', [])).toBeNull()
  })
})

const changed = { kind: 'changed', changes: [{ kind: 'modules', modules: [zeroAddress] }] } as const
const state: fc.Arbitrary<SafeState> = fc.oneof(
  fc.constant({ kind: 'absent' } as const),
  fc.constant({ kind: 'unreadable' } as const),
  fc.constant(changed),
  fc.boolean().map((isUsed) => ({ kind: 'own', nonce: 1n, isUsed }) as const),
)

test('who is probed is who a draft opens a position in, whatever the Safes are and whoever is named', () => {
  const candidates = listCandidates(owner)
  const safes = fc.array(fc.record({ state, configuration: fc.bigInt({ min: 0n, max: 1n }) }), {
    maxLength: 16,
  })
  const named = fc.option(fc.nat({ max: 16 }))
  fc.assert(
    fc.property(safes, named, (given, at) => {
      const listed = given.map((one, index) => ({
        ...one,
        index,
        address: candidates[index]?.address ?? owner,
      }))
      const raw = makeRaw([makeReserve(0)], { safes: listed })
      const holder = at === null ? undefined : (candidates[at]?.address ?? owner)
      const found = findHolder(raw, { ...intent, holder })
      const chosen = chooseHolder(raw, { owner, holder })
      if ('issues' in found) expect([holder ?? null]).toContain(chosen)
      else expect(chosen).toBe(found.holder.account)
    }),
  )
})
