import type { Issue } from '../domain/issue'
import { formatAmount } from './amount'
import { formatHealthFactor } from './health-factor'
import { readRatio, readText } from './issue-details'
import type { IssueText } from './issue-text'
import { formatMultiple } from './multiple'
import { formatPercent } from './percent'
import { cleanTokenText, MAX_SYMBOL_LENGTH } from './symbol'
import { formatPrice } from './usd'

type OutcomeIssueCode = 'outcome-moved' | 'value-lost' | 'leverage-over-asked'

/** The sentences for what a simulation brings that is not what was planned or reviewed. */
export function formatOutcomeIssue(code: OutcomeIssueCode, issue: Issue): IssueText {
  switch (code) {
    case 'outcome-moved':
      return {
        title: 'It has changed since you reviewed it',
        text: `${listMoves(issue)} ${
          issue.severity === 'refusal'
            ? 'So this step was not sent. Review the new figures, and start again only if you want them.'
            : 'Nothing was sent. Look at the new figures, and accept them only if you want them.'
        }`,
      }
    case 'value-lost': {
      const loss = readRatio(issue, 'lossWad', (wad) => formatPercent(wad, { rounding: 'up' }))
      const opening = `At the oracles’ prices you would own less afterwards: ${loss ?? 'a part'} of what is traded, fees apart.`
      return issue.severity === 'refusal'
        ? {
            title: 'It loses too much',
            text: `${opening} The pools trade at another price than the oracles tell, so it is not built. Wait until they agree.`,
          }
        : {
            title: 'It costs more than its fees',
            text: `${opening} The pools trade at another price than the oracles tell. It may cost less once they agree.`,
          }
    }
    case 'leverage-over-asked': {
      const comes = readRatio(issue, 'leverageWad', (wad) => formatMultiple(wad))
      const asked = readRatio(issue, 'maximumWad', (wad) => formatMultiple(wad))
      return {
        title: 'More leverage than you asked for',
        text: `Prices have moved: it would come out at ${comes ?? 'more'}${asked ? ` instead of ${asked}` : ''}, so it is not sent. Wait until the pools follow, or choose less leverage.`,
      }
    }
  }
}

/** "The health factor went from 1.24 to 1.02. The leverage went from 3.02x to 5.41x." */
function listMoves(issue: Issue): string {
  const asset = readText(issue, 'liquidationAsset')
  const moves = [
    describeMove(issue, 'The health factor', 'healthFactor', formatHealthFactor, '∞'),
    describeMove(issue, 'The leverage', 'leverage', (wad) => formatMultiple(wad), 'none'),
    describeMove(
      issue,
      `The liquidation price${asset ? ` of ${asset}` : ''}`,
      'liquidationPrice',
      (priceE8) => formatPrice(priceE8),
      'none',
    ),
    describeWalletMove(issue),
    describeMove(issue, 'The network fee', 'networkFee', formatCoin, 'nothing'),
  ].filter((move) => move !== null)
  return moves.length === 0 ? 'There is a warning that was not there.' : moves.join(' ')
}

/** One figure then and now, `absent` where it was or is not there; null where it did not move. */
function describeMove(
  issue: Issue,
  what: string,
  name: string,
  format: (value: bigint) => string,
  absent: string,
): string | null {
  const then = readRatio(issue, `${name}From`, format)
  const now = readRatio(issue, `${name}To`, format)
  return then === null && now === null ? null : `${what} went from ${then ?? absent} to ${now ?? absent}.`
}

function describeWalletMove({ details }: Issue): string | null {
  const [then, now] = [details?.walletFrom, details?.walletTo]
  if (typeof then !== 'object' || typeof now !== 'object') return null
  const isPaid = then.amount < 0n
  const tell = ({ amount }: typeof then) => {
    const due = isPaid ? -amount : amount
    const text = formatAmount(due < 0n ? -due : due, then.asset.decimals, {
      rounding: isPaid ? 'up' : 'down',
    })
    return `${due < 0n ? '−' : ''}${text} ${cleanTokenText(then.asset.symbol, MAX_SYMBOL_LENGTH) || 'tokens'}`
  }
  return `What your wallet ${isPaid ? 'pays' : 'gets'} went from ${tell(then)} to ${tell(now)}.`
}

function formatCoin(wei: bigint): string {
  return `about ${formatAmount(wei, 18, { rounding: 'up' })} of the network’s own coin`
}
