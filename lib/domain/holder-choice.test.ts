import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Address } from './asset'
import type { Holder, SafeState } from './holder'
import { chooseHolder, listHolderOptions } from './holder-choice'

const addressOf = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}`
const account: Holder = { kind: 'account', address: addressOf(0xaa) }
const ABSENT: SafeState = { kind: 'absent' }
const OWN: SafeState = { kind: 'own', nonce: 1n, isUsed: true }
const CHANGED: SafeState = { kind: 'changed', changes: [{ kind: 'threshold', threshold: 2n }] }

const safe = (index: number, state: SafeState, isFree = true): Holder => ({
  kind: 'safe',
  address: addressOf(index + 1),
  index,
  state,
  isFree,
})
const inAccount = [{ account: account.address }]
const choose = (
  holders: readonly Holder[],
  chosen: string | null = null,
  positions = [] as typeof inAccount,
) => chooseHolder(listHolderOptions({ holders, positions }), chosen)

describe('chooseHolder', () => {
  const holders = [account, safe(0, OWN, false), safe(1, ABSENT), safe(2, ABSENT)]

  it('is the first free Safe, whatever the account holds', () => {
    expect(choose(holders)).toBe(holders[2])
    expect(choose(holders, null, inAccount)).toBe(holders[2])
  })

  it('is whom the person chose, whatever the letter case, and never whom nobody can use', () => {
    expect(choose(holders, account.address.toUpperCase().replace('X', 'x'))).toBe(holders[0])
    expect(choose(holders, addressOf(1))).toBe(holders[2])
    expect(choose(holders, 'somebody')).toBe(holders[2])
    expect(choose(holders, account.address, inAccount)).toBe(holders[2])
  })

  it('is the account where every Safe is taken or changed, and nobody where that is, too', () => {
    const full = [account, safe(0, OWN, false), safe(1, CHANGED), safe(2, { kind: 'unreadable' })]
    expect(choose(full)).toBe(full[0])
    expect(choose(full, null, inAccount)).toBeNull()
  })
})

describe('listHolderOptions', () => {
  it('lists the account, the first free Safe, others that are there, and changed ones with the reason', () => {
    const holders = [
      account,
      safe(0, CHANGED),
      safe(1, OWN, false),
      safe(2, ABSENT),
      safe(3, ABSENT),
      safe(4, OWN),
    ]
    const options = listHolderOptions({ holders, positions: inAccount })
    expect(options).toEqual([
      { holder: holders[0], unusable: { kind: 'in-use' } },
      { holder: holders[1], unusable: CHANGED },
      { holder: holders[3], unusable: null },
      { holder: holders[5], unusable: null },
    ])
  })

  it('never offers what is taken or changed, and always what is chosen by default', () => {
    const state = fc.constantFrom<SafeState>(ABSENT, OWN, CHANGED, { kind: 'unreadable' })
    const safes = fc.array(fc.record({ state, isFree: fc.boolean() }), { maxLength: 16 })
    fc.assert(
      fc.property(safes, fc.boolean(), (given, isTaken) => {
        const holders = [account, ...given.map(({ state, isFree }, index) => safe(index, state, isFree))]
        const options = listHolderOptions({ holders, positions: isTaken ? inAccount : [] })
        const chosen = chooseHolder(options, null)
        if (chosen === null) return isTaken && given.every((one) => isUnfit(one.state) || !one.isFree)
        const option = options.find(({ holder }) => holder === chosen)
        const isFit = chosen.kind === 'account' ? !isTaken : chosen.isFree && !isUnfit(chosen.state)
        return option?.unusable === null && isFit
      }),
    )
  })
})

function isUnfit({ kind }: SafeState): boolean {
  return kind === 'changed' || kind === 'unreadable'
}
