import { createClient, custom } from 'viem'
import { expect, test } from 'vitest'
import { practiceChain } from '../config/chains'
import { liquidateOnPracticeChain } from './practice'

const account = '0x00000000000000000000000000000000000000Aa'

function answering(answer: unknown) {
  const provider = { request: async () => answer }
  return createClient({ chain: practiceChain, transport: custom(provider, { retryCount: 0 }) })
}

test('says which accounts were liquidated', async () => {
  expect(await liquidateOnPracticeChain(answering([]))).toEqual([])
  expect(await liquidateOnPracticeChain(answering([{ account, market: 'any' }]))).toEqual([account])
})

test.each([[null], [{}], [['0xaa']], [[{ account: '<b>' }]]])(
  'believes nothing else, such as %j',
  async (answer) => {
    await expect(liquidateOnPracticeChain(answering(answer))).rejects.toThrow('did not say')
  },
)
