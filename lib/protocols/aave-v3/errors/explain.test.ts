import { readFileSync } from 'node:fs'
import { decodeErrorResult, encodeErrorResult } from 'viem'
import { describe, expect, it } from 'vitest'
import { errorAbi, explainError } from './explain'
import { meanings } from './meanings'

const packages = new URL('../../../../node_modules/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, packages), 'utf8')
const newer = read('@aave-dao/aave-v3-origin/src/contracts/protocol/libraries/helpers/Errors.sol')
const older = read('@aave/core-v3/contracts/protocol/libraries/helpers/Errors.sol')

/** A constant's name of the older line, as the newer writes it. */
const toPascal = (name: string) =>
  name
    .toLowerCase()
    .replace(/(^|_)([a-z])/g, (_, _before, letter: string) => letter.toUpperCase())
    .replace(/Emode/g, 'EMode')
    .replace('Atoken', 'AToken')
const numbers = new Map(
  [...older.matchAll(/string public constant (\w+) = '(\d+)'/g)].map(([, name = '', number = '']) => [
    toPascal(name),
    number,
  ]),
)

describe('what the pool reverts with', () => {
  it('is known by the name and the number that the contracts give it', () => {
    const names = new Set([...newer.matchAll(/error (\w+)\(\);/g)].map(([, name]) => name))
    for (const [name, number] of meanings) {
      expect(numbers.get(name) ?? null).toBe(number)
      // without a collateral the newer line says that none covers it
      if (name !== 'CollateralBalanceIsZero') expect(names).toContain(name)
    }
  })

  it.each(meanings)('%s, or %s, is explained the same way on both lines', (name, number) => {
    const data = encodeErrorResult({ abi: errorAbi, errorName: name, args: [] })
    const { errorName, args = [] } = decodeErrorResult({ abi: errorAbi, data })
    const issue = explainError(errorName, args)
    expect(issue?.severity).toBe('refusal')
    if (number !== null) expect(explainError('Error', [number])).toEqual(issue)
  })

  it('stays unexplained where nobody knows it', () => {
    expect(explainError('Error', ['1'])).toBeNull()
    expect(explainError('Error', [])).toBeNull()
    expect(explainError('Panic', [17n])).toBeNull()
    expect(explainError('toString', [])).toBeNull()
  })
})
