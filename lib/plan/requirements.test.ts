import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Address } from '../domain/asset'
import type { Hex } from '../domain/call'
import type { PlanStep } from './plan'
import { planReleases, planRequirements } from './requirements'
import { spender, usdc } from './testing/fixtures'

const other = { ...usdc, address: '0x00000000000000000000000000000000000000cf', symbol: 'TKN' } as const
const taker = { spender: spender as Address, spenderName: 'Test spender' }
const spend = (amount: bigint) => ({ kind: 'allowance', asset: usdc, amount, ...taker }) as const
const holding = (asset: typeof usdc, amount: bigint, to: Address = spender) => ({
  asset,
  balance: 0n,
  allowances: [{ spender: to, spenderName: 'Test spender', amount }],
})
const amountsOf = (steps: readonly PlanStep[]) => steps.map((step) => step.kind === 'approve' && step.amount)

describe('approvals', () => {
  const approve = (allowed: bigint, amount: bigint) =>
    amountsOf(planRequirements([spend(amount)], [holding(usdc, allowed)]).steps)

  it('are exact: an older one is used where it is just that, and set to 0 first where it is any other', () => {
    expect(approve(0n, 100n)).toEqual([100n])
    expect(approve(100n, 100n)).toEqual([])
    expect(approve(40n, 100n)).toEqual([0n, 100n])
    expect(approve(3_500n, 100n)).toEqual([0n, 100n])
  })

  it('leave what is spent allowed, and not a unit more, whatever was left before', () => {
    const amounts = fc.bigInt(0n, 2n ** 256n - 1n)
    fc.assert(
      fc.property(amounts, amounts, (allowed, amount) => {
        expect(approve(allowed, amount).at(-1) ?? allowed).toBe(amount)
      }),
    )
  })

  it('name the spender', () => {
    expect(planRequirements([spend(1n)], []).steps).toMatchObject([{ spender, spenderName: 'Test spender' }])
  })
})

describe('other requirements', () => {
  const call = { to: spender, data: '0x01', value: 0n } as const
  const permit = {
    by: 'typed-data',
    typedData: { domain: {}, types: {}, primaryType: 'Permit', message: {} },
    complete: (signature: Hex) => ({ ...call, data: signature }),
  } as const
  const delegation = {
    kind: 'delegation',
    delegate: spender as Address,
    delegateName: 'Test gateway',
    debt: { asset: usdc, amount: 5n },
  } as const

  it('are met by a call where there is one, in the order in which they are listed', () => {
    const safe = { kind: 'account', address: spender, name: 'Safe', ways: [{ by: 'call', call }] } as const
    const delegated = {
      ...delegation,
      ways: [permit, { by: 'call', call: { ...call, data: '0x02' } }],
    } as const
    const { steps, issues } = planRequirements([safe, spend(1n), delegated], [])
    expect(steps).toMatchObject([
      { kind: 'prepare', call: { data: '0x01' }, requirement: { kind: 'account' } },
      { kind: 'approve', amount: 1n },
      { kind: 'prepare', call: { data: '0x02' }, requirement: { kind: 'delegation' } },
    ])
    expect(issues).toEqual([])
  })

  it('are refused where only a signature meets them', () => {
    const refusedFor = (name: string) => ({
      steps: [],
      issues: [{ code: 'signature-unsupported', severity: 'refusal', name }],
    })
    const order = { kind: 'signature', name: 'the order', ways: [permit] } as const
    expect(planRequirements([{ ...delegation, ways: [permit] }], [])).toEqual(refusedFor('Test gateway'))
    expect(planRequirements([order], [])).toEqual(refusedFor('the order'))
  })
})

describe('taking back', () => {
  const wallet = (allowed: bigint) => [holding(usdc, allowed)]

  it('ends every allowance of the spender but those that the plan uses up, and nobody else’s', () => {
    const wallet = [
      holding(usdc, 5n),
      holding(other, 7n),
      holding({ ...usdc, address: '0x00000000000000000000000000000000000000d0' }, 9n, usdc.address),
    ]
    expect(planReleases({ requirements: [], released: [taker] }, wallet)).toMatchObject([
      { asset: usdc, amount: 0n },
      { asset: other, amount: 0n },
    ])
    expect(planReleases({ requirements: [spend(5n)], released: [taker] }, wallet)).toMatchObject([
      { asset: other },
    ])
    expect(planReleases({ requirements: [], released: [taker] }, [holding(usdc, 0n)])).toEqual([])
    expect(planReleases({ requirements: [], released: [] }, wallet)).toEqual([])
  })

  it('ends what the calls may leave of an allowance, read or not', () => {
    const loose = { ...spend(5n), isLoose: true }
    for (const read of [wallet(5n), wallet(0n), []]) {
      const steps = planReleases({ requirements: [loose], released: [taker] }, read)
      expect(steps).toMatchObject([{ asset: usdc, spender, amount: 0n }])
    }
    expect(planReleases({ requirements: [loose], released: [] }, wallet(5n))).toEqual([])
  })
})
