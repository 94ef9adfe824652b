import { toEventSelector, toFunctionSelector } from 'viem'
import { expect, test } from 'vitest'
import { hashSignature, selectorOf } from './signature'

test('a signature is what viem makes of it', () => {
  for (const signature of [
    'paused()',
    'slot0()',
    'setup(address[],uint256,bytes)',
    'f((uint8,bytes32)[2],bool)',
  ]) {
    expect(hashSignature(signature)).toBe(toEventSelector(`event ${signature}`))
    expect(selectorOf(signature)).toBe(toFunctionSelector(`function ${signature}`))
  }
})
