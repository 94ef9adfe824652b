import type { OwnedPosition } from '../../lib/domain/position'
import type { Unit } from '../../lib/domain/unit'
import { formatTokenAmount } from '../../lib/format/amount'
import { formatHealthFactor } from '../../lib/format/health-factor'
import { formatIssue, joinIssue } from '../../lib/format/issue'
import { listWords } from '../../lib/format/list-words'
import { formatMultiple } from '../../lib/format/multiple'
import { formatSymbol } from '../../lib/format/symbol'
import { formatValue } from '../../lib/format/value'
import type { BlockedWay } from '../../lib/plan/find-ways-out'
import { RESCUE_TARGET_WAD, reachesTarget, type WayOut, type WayOutAction } from '../../lib/plan/search-way'

const TARGET = formatHealthFactor(RESCUE_TARGET_WAD)

const KINDS: Record<WayOutAction['kind'], string> = {
  repay: 'Repay from your wallet',
  deposit: 'Deposit collateral',
  'change-leverage': 'Lower the leverage',
  close: 'Close the position',
}

/** The button: what is done, with its amount. */
export function describeWayOut({ action }: WayOut, position: Pick<OwnedPosition, 'debts'>): string {
  switch (action.kind) {
    case 'repay': {
      const { debtAsset: asset = position.debts[0].asset, amount } = action
      return amount === 'all'
        ? `Repay all ${formatSymbol(asset)}`
        : `Repay ${formatTokenAmount({ asset, amount }, { rounding: 'up' })}`
    }
    case 'deposit':
      return `Deposit ${formatTokenAmount(action.deposit, { rounding: 'up' })}`
    case 'change-leverage':
      return `Lower the leverage to ${formatMultiple(action.leverageWad)}`
    case 'close':
      return 'Close the position'
  }
}

/** Beside it: where it comes from, what it brings and what it costs. */
export function describeWayOutcome(way: WayOut, { unit }: Pick<OwnedPosition, 'unit'>): string {
  return [describeSource(way), describeHealthAfter(way), describeCost(way, unit)].join(' ')
}

function describeSource({ action }: WayOut): string {
  switch (action.kind) {
    case 'repay':
      return 'From your wallet.'
    case 'deposit':
      return action.use === 'hold'
        ? 'From your wallet, held as a buffer.'
        : 'From your wallet, into the farm.'
    case 'change-leverage':
      return 'A part of the farm is sold for debt; nothing from your wallet.'
    case 'close':
      return action.coverShortfall
        ? 'Everything is sold, and your wallet pays what that brings less than is owed.'
        : 'Everything is sold, the debt repaid, and what is left is yours.'
  }
}

function describeHealthAfter(way: WayOut): string {
  if (way.healthFactorWad === null) return 'Nothing is owed after it.'
  const health = formatHealthFactor(way.healthFactorWad)
  return reachesTarget(way)
    ? `The health factor becomes ${health}.`
    : `It helps: the health factor becomes ${health}, which is less than ${TARGET}.`
}

function describeCost({ costE8 }: WayOut, unit?: Unit): string {
  return costE8 === 0n
    ? 'It costs nothing but the network fee.'
    : `It costs about ${formatValue(costE8, { rounding: 'up', unit })} in fees and price impact, and the network fee.`
}

/** What cannot be done now, and why. */
export function describeBlockedWay({ kind, debtAsset, obstacle }: BlockedWay): {
  readonly name: string
  readonly why: string
} {
  const name = debtAsset ? `Repay ${formatSymbol(debtAsset)} from your wallet` : KINDS[kind]
  switch (obstacle.code) {
    case 'nothing-held':
      return {
        name,
        why: `Your wallet has no ${listWords(obstacle.assets.map(formatSymbol), 'or') || 'token that it takes'}.`,
      }
    case 'too-little':
      return {
        name,
        why: `Your wallet has ${formatTokenAmount({ asset: obstacle.asset, amount: obstacle.balance })}: too little to save it.`,
      }
    case 'unasked':
      return { name, why: 'What it brings is for the chain to quote, which is asked once its form is open.' }
    case 'refused': {
      const issue = obstacle.issues.find(({ severity }) => severity === 'refusal')
      if (!issue) return { name, why: 'It would not raise the health factor.' }
      return { name, why: joinIssue(formatIssue(issue)) }
    }
  }
}
