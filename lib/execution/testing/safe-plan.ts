import { concat, encodeFunctionData, erc20Abi, getAddress, pad } from 'viem'
import type { PlanStep } from '../../plan/plan'
import { carryOut } from '../../safe/carry-out'
import { neededContracts } from '../../safe/contract-faults'
import { safeContracts } from '../../safe/contracts'
import { deployedCodeOf } from '../../safe/testing/deployed-code'
import type { FakeNode } from './fake-node'
import { owner } from './fake-plan'

export const pool = getAddress('0x0000000000000000000000000000000000000901')
const router = getAddress('0x0000000000000000000000000000000000000f00')
const asset = {
  address: getAddress('0x0000000000000000000000000000000000000701'),
  symbol: 'TKN',
  name: 'Token',
  decimals: 18,
}
const debt = { ...asset, address: getAddress('0x0000000000000000000000000000000000000702'), symbol: 'DBT' }

const swap = {
  call: { to: router, data: concat(['0x04e45aaf', pad('0x', { size: 256 })]), value: 0n },
  actions: [],
}

/**
 * Opens something in a Safe that is not there: creates it, approves to it, and carries out. Made anew by each call; `more` is
 * how many calls as large as a swap's it makes besides.
 */
export function createSafeSteps(more = 0): { create: PlanStep; approve: PlanStep; execute: PlanStep } {
  const amount = 1_000n
  const args = [pool, amount] as const
  const allow = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args })
  const { requirements, calls } = carryOut({
    owner,
    index: 0,
    isThere: false,
    value: 3n,
    takes: [{ asset, amount }],
    calls: [
      {
        call: { to: asset.address, data: allow, value: 0n },
        actions: [],
        allows: { token: asset.address, spender: pool, amount },
      },
      {
        call: { to: pool, data: '0x617ba0370000', value: 3n },
        actions: [{ kind: 'add-collateral', give: { asset, amount } }],
      },
      ...Array.from({ length: more }, () => swap),
    ],
    sweeps: [debt.address],
    sweeper: router,
  })
  const [account, allowance] = requirements
  const [call] = calls
  if (account?.kind !== 'account' || allowance?.kind !== 'allowance' || !call) throw new Error('no plan')
  const [way] = account.ways
  if (way?.by !== 'call') throw new Error('no way')
  const { spender, spenderName } = allowance
  const approval = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, amount] })
  return {
    create: { kind: 'prepare', call: way.call, requirement: account },
    approve: {
      kind: 'approve',
      call: { to: asset.address, data: approval, value: 0n },
      asset,
      spender,
      spenderName,
      amount,
    },
    execute: { kind: 'call', ...call },
  }
}

/** Safe's contracts on a chain in memory, as they are on real ones. */
export function placeSafeContracts(node: FakeNode): void {
  for (const contract of neededContracts)
    node.codes.set(safeContracts[contract].toLowerCase(), deployedCodeOf(contract))
}
