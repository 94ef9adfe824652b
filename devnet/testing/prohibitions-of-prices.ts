import { LP, type ProhibitionCase } from './prohibition-case'
import { checked, traded } from './prohibition-groups'

/** What prices that are missing, old or lower elsewhere stop. */
export const priceCases: readonly ProhibitionCase[] = [
  {
    name: 'a stale price of the farm',
    farm: LP,
    enter: (l, farm) => l.freezeFeed(farm),
    refused: { 'price-stale': checked },
  },
  {
    name: 'a stale price of the buffer',
    farm: LP,
    enter: (l) => l.freezeFeed(l.tokenBy('WETH')),
    refused: { 'price-stale': checked },
  },
  {
    name: 'a stale price of the debt',
    farm: LP,
    enter: (l) => l.freezeFeed(l.market.underlying),
    refused: { 'price-stale': checked },
  },
  {
    name: 'no price of the farm',
    farm: LP,
    enter: (l, farm) => l.breakFeed(farm),
    refused: { 'price-unavailable': checked },
  },
  {
    name: 'no reserve feed of the farm',
    farm: LP,
    enter: (l, farm) => l.dropReserveFeed(farm),
    refused: { 'safe-price-too-low': traded },
  },
  {
    name: 'a far lower reserve price of the farm',
    farm: LP,
    enter: (l, farm) => l.setReserveFeed(farm, l.market.underlying),
    refused: { 'safe-price-too-low': traded },
  },
  {
    name: 'a stale reserve feed of the farm',
    farm: LP,
    enter: async (l, farm) => {
      await l.setReserveFeed(farm, l.tokenBy('SYND'))
      await l.freezeFeed(l.tokenBy('SYND'))
    },
    refused: { 'price-stale': traded },
  },
  {
    name: 'no reserve feed of the buffer',
    farm: LP,
    enter: (l) => l.dropReserveFeed(l.tokenBy('WETH')),
    refused: {},
  },
  {
    name: 'no reserve feed of the debt',
    farm: LP,
    enter: (l) => l.dropReserveFeed(l.market.underlying),
    refused: {},
  },
  { name: 'the rewards’ period over', farm: LP, enter: (l) => l.pass(70 * 86_400), refused: {} },
]
