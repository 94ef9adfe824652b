import type { NamedAmount } from '../domain/issue'
import type { OutcomeIssues, OutcomeMove, SizedBy } from '../domain/issue-of-outcome'
import { formatAmount } from './amount'
import { formatHealthFactor } from './health-factor'
import type { Sentences } from './issue-text'
import { tellAmount, tellSymbol } from './issue-values'
import { formatMultiple } from './multiple'
import { formatPercent } from './percent'
import { formatPrice } from './value'

const LOSES_LESS: Record<SizedBy, string> = {
  amount: 'A smaller amount loses less.',
  leverage: 'Smaller steps of leverage lose less, where the pool recovers in between.',
  'amount-and-leverage': 'A smaller amount or less leverage loses less.',
  position: 'Lowering the leverage in steps first loses less, where the pool recovers in between.',
  rewards: 'Claiming them to the wallet loses nothing.',
}

const KEEPS_DISTANCE: Record<SizedBy, string> = {
  amount: 'Choose a smaller amount.',
  leverage: 'Choose less leverage.',
  'amount-and-leverage': 'Choose less leverage or a smaller amount.',
  position: 'Repay from the wallet first.',
  rewards: 'Repay from the wallet first.',
}

/** The sentences for what an action, or its simulation, leaves behind that our own guards have a word for. */
export const outcomeSentences: Sentences<keyof OutcomeIssues> = {
  'price-impact-high': ({ priceImpactWad, sizedBy }) => ({
    title: 'The trade moves the price',
    text: `It would lose about ${tellLoss(priceImpactWad)} to its own size. ${LOSES_LESS[sizedBy]}`,
  }),
  'price-impact-too-high': ({ priceImpactWad, sizedBy }) => ({
    title: 'The trade is too large for its pool',
    text: `It would lose about ${tellLoss(priceImpactWad)} to its own size at once, so it is not built. ${LOSES_LESS[sizedBy]}`,
  }),
  'lost-to-rounding': ({ lossWad }) => ({
    title: 'Too little to trade',
    text: `Rounding would take about ${tellLoss(lossWad)} of so little. A larger amount loses less.`,
  }),
  'health-factor-low': ({ healthFactorWad }) => ({
    title: 'Close to liquidation',
    text: `The health factor would be ${formatHealthFactor(healthFactorWad)}; under 1.00 anybody may liquidate the position. Less debt or more collateral keeps more distance.`,
  }),
  'health-factor-too-low': ({ healthFactorWad, sizedBy }) => ({
    title: 'Too close to liquidation',
    text: `The health factor would be ${formatHealthFactor(healthFactorWad)}: interest and one price update could liquidate it, so it is not built. ${KEEPS_DISTANCE[sizedBy]}`,
  }),
  'value-lost': ({ severity, lossWad }) => {
    const opening = `At the oracles’ prices you would own less afterwards: ${tellLoss(lossWad)} of what is traded, fees apart.`
    return severity === 'refusal'
      ? {
          title: 'It loses too much',
          text: `${opening} The pools trade at another price than the oracles tell, so it is not built. Wait until they agree.`,
        }
      : {
          title: 'It costs more than its fees',
          text: `${opening} The pools trade at another price than the oracles tell. It may cost less once they agree.`,
        }
  },
  'leverage-over-asked': ({ leverageWad, askedWad }) => ({
    title: 'More leverage than you asked for',
    text: `Prices have moved: it would come out at ${formatMultiple(leverageWad)} instead of ${formatMultiple(askedWad)}, so it is not sent. Wait until the pools follow, or choose less leverage.`,
  }),
  'outcome-moved': ({ severity, moves }) => {
    const what = moves.length === 0 ? 'There is a warning that was not there.' : moves.map(tellMove).join(' ')
    const isStopped = severity === 'refusal'
    return {
      title: 'It has changed since you reviewed it',
      text: isStopped ? `${what} So this step was not sent.` : `${what} Nothing was sent.`,
      again: isStopped
        ? 'Review the new figures, and start again only if you want them.'
        : 'Look at the new figures, and accept them only if you want them.',
    }
  },
}

function tellLoss(ratioWad: bigint): string {
  return formatPercent(ratioWad, { rounding: 'up' })
}

/** "The health factor went from 1.24 to 1.02." */
function tellMove(move: OutcomeMove): string {
  switch (move.figure) {
    case 'health-factor':
      return tellChange('The health factor', move, formatHealthFactor, '∞')
    case 'leverage':
      return tellChange('The leverage', move, (wad) => formatMultiple(wad), 'none')
    case 'liquidation-price': {
      const what = `The liquidation price of ${tellSymbol(move.symbol)}`
      return tellChange(what, move, (priceE8) => formatPrice(priceE8, { unit: move.unit }), 'none')
    }
    case 'wallet': {
      const isPaid = move.from.amount < 0n
      const [then, now] = [tellDue(move.from, isPaid), tellDue(move.to, isPaid)]
      return `What your wallet ${isPaid ? 'pays' : 'gets'} went from ${then} to ${now}.`
    }
    case 'network-fee':
      return tellChange('The network fee', move, tellCoin, 'nothing')
  }
}

/** One figure then and now, `absent` where it was or is not there. */
function tellChange(
  what: string,
  { from, to }: { readonly from: bigint | null; readonly to: bigint | null },
  format: (value: bigint) => string,
  absent: string,
): string {
  const tell = (value: bigint | null) => (value === null ? absent : format(value))
  return `${what} went from ${tell(from)} to ${tell(to)}.`
}

function tellDue({ asset, amount }: NamedAmount, isPaid: boolean): string {
  const due = isPaid ? -amount : amount
  const size = { asset, amount: due < 0n ? -due : due }
  return `${due < 0n ? '−' : ''}${tellAmount(size, isPaid ? 'up' : 'down')}`
}

function tellCoin(wei: bigint): string {
  return `about ${formatAmount(wei, 18, { rounding: 'up' })} of the network’s own coin`
}
