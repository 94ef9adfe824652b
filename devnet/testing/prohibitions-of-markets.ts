import type { Address } from '../../lib/domain/asset'
import { LP, type ProhibitionCase, VAULT } from './prohibition-case'
import {
  borrowing,
  closing,
  entering,
  farming,
  leaving,
  lending,
  ofPositions,
  opening,
  traded,
  without,
} from './prohibition-groups'

/** The adapter that a market has no longer is the first of a list. */
const first = (venues: readonly { readonly adapter: Address }[]) => venues[0]?.adapter

/** What operators and limits stop. */
export const marketCases: readonly ProhibitionCase[] = [
  { name: 'nothing', farm: LP, enter: async () => {}, refused: {} },
  { name: 'nothing', farm: VAULT, enter: async () => {}, refused: {} },
  {
    name: 'the facade paused',
    farm: LP,
    enter: (l) => l.pauseFacade(),
    refused: { 'market-paused': ofPositions },
  },
  { name: 'the pool paused', farm: LP, enter: (l) => l.pausePool(), refused: { 'pool-paused': lending } },
  {
    name: 'the market expired',
    farm: LP,
    enter: (l) => l.expire(),
    refused: { 'market-expired': without(ofPositions, closing) },
  },
  {
    name: 'an invitation needed',
    farm: LP,
    enter: (l) => l.invite(),
    refused: { 'market-permissioned': opening },
  },
  {
    name: 'borrowing forbidden',
    farm: LP,
    enter: (l) => l.forbidBorrowing(),
    refused: { 'borrowing-forbidden': borrowing },
  },
  {
    name: 'the market’s debt limit reached',
    farm: LP,
    enter: (l) => l.limitDebt(),
    refused: { 'lending-limit-reached': borrowing },
  },
  {
    name: 'the pool’s debt limit reached',
    farm: LP,
    enter: (l) => l.limitAllDebt(),
    refused: { 'lending-limit-reached': borrowing },
  },
  {
    name: 'everything lent out',
    farm: LP,
    enter: (l) => l.drainPool(),
    refused: {
      'pool-liquidity-too-low': borrowing,
      'withdrawal-over-liquidity': ['withdraw a part of the supply', 'withdraw the supply'],
    },
  },
  {
    name: 'the quota limit reached',
    farm: LP,
    enter: (l, farm) => l.limitQuota(farm, 1n),
    refused: { 'cap-limit-reached': farming },
  },
  {
    name: 'no quota for the buffer',
    farm: LP,
    enter: (l) => l.limitQuota(l.tokenBy('WETH'), 0n),
    refused: { 'cap-limit-reached': ['deposit to hold'] },
  },
  {
    name: 'the farm’s token forbidden',
    farm: LP,
    enter: (l, farm) => l.forbidToken(farm),
    refused: {
      'collateral-forbidden': farming,
      'collateral-forbidden-held': without(traded, farming),
    },
  },
  {
    name: 'the buffer forbidden',
    farm: LP,
    enter: (l) => l.forbidToken(l.tokenBy('WETH')),
    refused: {
      'collateral-forbidden': ['deposit to hold'],
      'collateral-forbidden-held': without(traded, ['open']),
    },
  },
  {
    name: 'the vault’s token forbidden',
    farm: VAULT,
    enter: (l, farm) => l.forbidToken(farm),
    refused: {
      'collateral-forbidden': without(farming, ['claim into the farm']),
      'collateral-forbidden-held': without(traded, [...farming, 'claim to the wallet']),
    },
  },
  {
    name: 'a token on the way forbidden',
    farm: VAULT,
    enter: (l) => l.forbidToken(l.tokenBy('SYND')),
    refused: {},
  },
  {
    name: 'a threshold of nothing',
    farm: LP,
    enter: (l, farm) => l.setThreshold(farm, 0),
    refused: {
      'leverage-over-maximum': ['raise leverage', 'lower leverage'],
      'leverage-over-maximum health-factor-too-low not-enough-collateral': ['open'],
      'not-enough-collateral': [
        'deposit into the farm',
        'deposit to hold',
        'repay a part',
        'claim to the wallet',
        'claim into the farm',
      ],
      'health-factor-too-low not-enough-collateral': ['borrow to the wallet', 'borrow into the farm'],
      'health-factor-under-floor not-enough-collateral': ['withdraw'],
      'health-factor-under-floor health-factor-too-low not-enough-collateral': ['withdraw the buffer'],
    },
  },
  {
    name: 'the buffer’s threshold of nothing',
    farm: LP,
    enter: (l) => l.setThreshold(l.tokenBy('WETH'), 0),
    refused: { 'collateral-worthless': ['deposit to hold'] },
  },
  {
    name: 'a threshold on its way down',
    farm: LP,
    enter: (l, farm) => l.rampThreshold(farm, 6_000),
    refused: {},
  },
  {
    name: 'no staking adapter',
    farm: LP,
    enter: (l, farm) => l.forbidAdapter(first(l.market.stakings.filter((s) => s.phantomToken === farm))),
    refused: {
      'no-route': [...without(entering, ['claim into the farm']), ...leaving],
      'venue-gone': ['withdraw', 'claim to the wallet', 'claim into the farm'],
    },
  },
  {
    name: 'no Balancer adapter',
    farm: LP,
    enter: (l) => l.forbidAdapter(first(l.market.balancerPools)),
    refused: { 'no-route': [...entering, ...leaving] },
  },
  {
    name: 'no Uniswap adapter',
    farm: LP,
    enter: (l) => l.forbidAdapter(first(l.market.uniswapPools)),
    refused: { 'no-route': ['claim into the farm'] },
  },
  {
    name: 'no Uniswap adapter',
    farm: VAULT,
    enter: (l) => l.forbidAdapter(first(l.market.uniswapPools)),
    refused: { 'no-route': [...without(entering, ['claim into the farm']), ...leaving] },
  },
  {
    // without its vault nothing tells what a share is: the farm stays, and nothing leads into it or out
    name: 'no vault adapter',
    farm: VAULT,
    enter: (l) => l.forbidAdapter(first(l.market.vaults)),
    refused: { 'no-route': [...without(entering, ['claim into the farm']), ...leaving] },
  },
  {
    name: 'a Balancer pool not allowed',
    farm: LP,
    enter: (l) => l.setBalancerStatus(0),
    refused: { 'no-route': [...entering, ...leaving] },
  },
  {
    name: 'a Balancer pool to swap in and leave',
    farm: LP,
    enter: (l) => l.setBalancerStatus(2),
    refused: { 'no-route': entering },
  },
  {
    name: 'a Balancer pool to leave alone',
    farm: LP,
    enter: (l) => l.setBalancerStatus(3),
    refused: { 'no-route': entering },
  },
]
