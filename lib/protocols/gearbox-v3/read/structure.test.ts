import { toFunctionSelector } from 'viem'
import { expect, test } from 'vitest'
import { selectorOf } from '../../../domain/signature'
import { structureAbi } from './lens.generated'
import { LOAD } from './structure'

test('what is loaded is asked for by the function that the code has', () => {
  expect(selectorOf(LOAD)).toBe(toFunctionSelector(structureAbi[0]))
})
