import { type Flow, flows } from './prohibition-flows'

export const lending: readonly Flow[] = ['supply', 'withdraw a part of the supply', 'withdraw the supply']
export const opening: readonly Flow[] = ['open', 'open unleveraged']
export const closing: readonly Flow[] = [
  'close to the debt asset',
  'close to another asset',
  'close as it is',
]
export const borrowing: readonly Flow[] = [
  'open',
  'raise leverage',
  'borrow to the wallet',
  'borrow into the farm',
]
export const farming: readonly Flow[] = [
  'open',
  'raise leverage',
  'deposit into the farm',
  'borrow into the farm',
  'claim into the farm',
]
export const without = (all: readonly Flow[], some: readonly Flow[]) =>
  all.filter((flow) => !some.includes(flow))
export const ofPositions = without(flows, lending)
export const entering: readonly Flow[] = ['open unleveraged', ...farming]
/** All that ends with a look at prices: what leaves no debt does not. */
export const checked = without(ofPositions, [...closing, 'repay all', 'leave leverage'])
export const leaving: readonly Flow[] = ['lower leverage', 'leave leverage', ...closing]
export const traded = without(checked, ['open unleveraged', 'deposit to hold', 'repay a part'])
