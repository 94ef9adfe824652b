import { type Address, parseUnits } from 'viem'
import { borrower, lenders, owner } from '../accounts'
import type { Tokens } from '../deploy-tokens'
import { handOut } from '../farm-tokens'
import type { Queue } from '../queue'
import type { Contract } from '../transactor'
import { readPrices } from '../uniswap-v3/deploy'
import type { LendingMarket } from './lending-market'
import type { ReservePlan } from './reserves'

const variableRate = 2n
const noReferral = 0

/** A position of more than one thing, or near its end: amounts in whole tokens. */
export type PositionPlan = {
  readonly who: string
  readonly eMode: number
  readonly supplies: Readonly<Record<string, string>>
  readonly debts: Readonly<Record<string, string>>
}

/** Lenders of every reserve, each with three parts of a half, a third and the rest. */
export async function supplyAll(queue: Queue, tokens: Tokens, { pool, plan }: LendingMarket): Promise<void> {
  for (const { token, supplied } of plan.reserves) {
    const total = parseUnits(supplied, token.decimals)
    const parts = [total / 2n, total / 3n, total - total / 2n - total / 3n]
    await handOut(queue, tokens, token, owner, total)
    await approve(queue, owner, token, pool, total)
    for (const [index, lender] of lenders.entries()) {
      await queue.send(owner, pool, 'supply', [token.address, parts[index] ?? 0n, lender, noReferral])
    }
  }
}

/** For each reserve that is borrowed from, somebody who brought twice its worth in staked ether. */
export async function borrowAll(
  queue: Queue,
  tokens: Tokens,
  name: string,
  { pool, plan }: LendingMarket,
): Promise<void> {
  const prices = await readPrices(
    queue,
    plan.reserves.map(({ token }) => token),
  )
  for (const { token, borrowed } of plan.reserves) {
    const amount = parseUnits(borrowed, token.decimals)
    if (amount === 0n) continue
    const person = borrower(`${name} ${token.symbol}`)
    await queue.impersonate(person)
    const collateral = pickCollateral(plan.reserves, token.symbol)
    const worth = amount * prices(token) * 2n
    const per = prices(collateral) * 10n ** BigInt(token.decimals)
    const brought = (worth * 10n ** BigInt(collateral.decimals)) / per
    await supply(queue, tokens, pool, collateral, person, brought)
    await queue.send(person, pool, 'borrow', [token.address, amount, variableRate, noReferral, person])
  }
}

/** Staked ether, which hardly anybody borrows, so that what is lent stays in use. */
function pickCollateral(reserves: readonly ReservePlan[], symbol: string): ReservePlan['token'] {
  const wanted = symbol === 'wstETH' ? 'WETH' : 'wstETH'
  const found = reserves.find(({ token }) => token.symbol === wanted)
  if (!found) throw new Error(`No ${wanted} among the reserves`)
  return found.token
}

export async function openPosition(
  queue: Queue,
  tokens: Tokens,
  { pool, plan }: LendingMarket,
  { who, eMode, supplies, debts }: PositionPlan,
): Promise<Address> {
  const person = borrower(who)
  await queue.impersonate(person)
  const tokenOf = (symbol: string) => {
    const found = plan.reserves.find(({ token }) => token.symbol === symbol)
    if (!found) throw new Error(`No ${symbol} among the reserves`)
    return found.token
  }
  for (const [symbol, amount] of Object.entries(supplies)) {
    const token = tokenOf(symbol)
    await supply(queue, tokens, pool, token, person, parseUnits(amount, token.decimals))
    // What is isolated counts only where its owner says so.
    const isIsolated = plan.reserves.some((reserve) => reserve.token === token && reserve.debtCeilingUsd)
    if (isIsolated) await queue.send(person, pool, 'setUserUseReserveAsCollateral', [token.address, true])
  }
  if (eMode > 0) await queue.send(person, pool, 'setUserEMode', [eMode])
  for (const [symbol, amount] of Object.entries(debts)) {
    const token = tokenOf(symbol)
    const borrowed = parseUnits(amount, token.decimals)
    await queue.send(person, pool, 'borrow', [token.address, borrowed, variableRate, noReferral, person])
  }
  return person
}

async function supply(
  queue: Queue,
  tokens: Tokens,
  pool: Contract,
  token: ReservePlan['token'],
  person: Address,
  amount: bigint,
): Promise<void> {
  await handOut(queue, tokens, token, person, amount)
  await approve(queue, person, token, pool, amount)
  await queue.send(person, pool, 'supply', [token.address, amount, person, noReferral])
}

async function approve(
  { send }: Queue,
  from: Address,
  token: Contract,
  spender: Contract,
  amount: bigint,
): Promise<void> {
  await send(from, token, 'approve', [spender.address, amount])
}
