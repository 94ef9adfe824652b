import { expect, test } from 'vitest'
import type { Asset } from '../../lib/domain/asset'
import { chooseDeposit } from './choose-deposit'

const asset = (digits: string): Asset => ({
  address: `0x${digits.repeat(20)}`,
  symbol: digits,
  name: digits,
  decimals: 18,
})
const [debtAsset, other] = [asset('aB'), asset('cD')]

test.each([
  [null, debtAsset, null],
  [other.address, other, null],
  [other.address.toLowerCase(), other, null],
  [` ${other.address.toUpperCase()} `, other, null],
  [asset('ef').address, debtAsset, asset('ef').address],
  ['nonsense', debtAsset, 'nonsense'],
  ['', debtAsset, ''],
])('asked for %j', (address, expected, unknown) => {
  expect(chooseDeposit([debtAsset, other], { debtAsset }, address)).toEqual({ asset: expected, unknown })
})
