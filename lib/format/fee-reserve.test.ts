import { zeroAddress } from 'viem'
import { expect, test } from 'vitest'
import { tellFeeReserve } from './fee-reserve'

test('what stays for network fees is told of the chain’s coin alone', () => {
  const coin = { address: zeroAddress, symbol: 'ETH', name: 'Ether', decimals: 18 }
  expect(tellFeeReserve(coin)).toBe('0.02 ETH stays in your wallet for network fees.')
  expect(tellFeeReserve({ ...coin, address: '0x00000000000000000000000000000000000000cc' })).toBeNull()
})
