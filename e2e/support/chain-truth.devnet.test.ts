import { expect, inject, it } from 'vitest'
import { borrower } from '../../devnet/accounts'
import { makePracticeChain, practiceChain } from '../../lib/config/chains'
import { makePositionId } from '../../lib/protocols/aave-v3/ids'
import { aaveV3, spark } from '../../lib/protocols/aave-v3/protocols'
import { makeReader } from '../../lib/protocols/aave-v3/reader'
import { predictSafe } from '../../lib/safe/predict'
import { connectChain } from './chain-controls'
import { accountOf, findLeftovers, readHealthFactor } from './chain-truth'

const keeper = borrower('keeper')
const chain = connectChain(makePracticeChain(inject('rpcUrl'), 0))
const { client } = chain

it.each([
  [aaveV3, keeper],
  [aaveV3, predictSafe(keeper, 0)],
  [spark, predictSafe(keeper, 2)],
])('the contracts are asked of a position in $id past all code of ours', async (protocol, holder) => {
  const id = makePositionId(protocol.id, practiceChain.id, holder)
  const { positions } = await makeReader(protocol).fetchAccount(client, practiceChain.id, keeper, {
    growth: null,
  })
  const position = positions.find((one) => one.id === id)
  expect(accountOf(id).toLowerCase()).toBe(holder.toLowerCase())
  expect(await readHealthFactor(chain, id)).toBe(position?.chainHealthFactorWad)
  const left = await findLeftovers(chain, id, keeper)
  expect(left.filter((what) => what.startsWith('debt of'))).toHaveLength(1)
  expect(left.filter((what) => what.endsWith('lent'))).toHaveLength(1)
  // nothing else was left in the Safe, and nobody may take anything
  expect(left).toHaveLength(2)
})
