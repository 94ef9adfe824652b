import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { explainError } from './explain'
import { meaningsOfExchanges } from './of-exchanges'

const packages = new URL('../../../../node_modules/@uniswap/', import.meta.url)

/** Shipped as bytecode, most of it without sources. */
const builds = [
  'v3-core/artifacts/contracts/UniswapV3Pool.sol/UniswapV3Pool.json',
  'v3-periphery/artifacts/contracts/SwapRouter.sol/SwapRouter.json',
  'v3-periphery/artifacts/contracts/lens/QuoterV2.sol/QuoterV2.json',
]

const PUSH1 = 0x60
const PUSH32 = 0x7f
const SHL = 0x1b

/** The words of 32 bytes that a contract pushes, as they are or shifted to the left, where they are text. */
function listTexts(build: string): readonly string[] {
  const { deployedBytecode } = JSON.parse(readFileSync(new URL(build, packages), 'utf8'))
  const code = Buffer.from(String(deployedBytecode).slice(2), 'hex')
  const texts: string[] = []
  for (let at = 0; at < code.length; at++) {
    const operation = code[at] ?? 0
    if (operation < PUSH1 || operation > PUSH32) continue
    const bytes = code.subarray(at + 1, at + operation - PUSH1 + 2)
    at += bytes.length
    const isShifted = code[at + 1] === PUSH1 && code[at + 3] === SHL
    const shift = isShifted ? BigInt(code[at + 2] ?? 0) : 0n
    const word = BigInt.asUintN(256, BigInt(`0x${bytes.toString('hex') || '0'}`) << shift)
    const text = Buffer.from(word.toString(16).padStart(64, '0'), 'hex').toString('latin1')
    texts.push(text.replace(/\0+$/, ''))
  }
  return texts.filter((text) => /^[ -~]+$/.test(text))
}

describe('what Uniswap V3 reverts with', () => {
  it('has a meaning or a reason why it reaches nobody, and no meaning lacks its text', () => {
    const texts = new Set(builds.flatMap(listTexts))
    expect([...texts].toSorted()).toEqual(Object.keys(meaningsOfExchanges).toSorted())
  })

  it('is the price, where the router counts less than was accepted, or more', () => {
    const moved = { code: 'slippage-exceeded', severity: 'refusal', cause: 'price' }
    expect(explainError('Error', ['Too little received'])).toEqual(moved)
    expect(explainError('Error', ['Too much requested'])).toEqual(moved)
  })

  it('is the deadline, where that has passed', () => {
    expect(explainError('Error', ['Transaction too old'])?.code).toBe('deadline-passed')
  })

  it.each(['STF', 'TF', 'SPL', 'AS', 'IIA', 'LOK'])('is told in words where it is %s', (text) => {
    expect(explainError('Error', [text])?.code).toBe('refused-by-contract')
  })

  it('stays unexplained where it should reach nobody, or is not the whole of it', () => {
    expect(explainError('Error', ['M0'])).toBeNull()
    expect(explainError('Error', ['Unexpected error'])).toBeNull()
    expect(explainError('Error', ['Too little received again'])).toBeNull()
    expect(explainError('Error', ['toString'])).toBeNull()
    // a text, and not the name of an error
    expect(explainError('STF', [])).toBeNull()
  })
})
