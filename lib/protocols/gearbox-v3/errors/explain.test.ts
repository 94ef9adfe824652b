import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { errorAbi } from '../draft/calls.generated'
import { explainError } from './explain'
import { meaningsOfBalancer } from './of-balancer'
import { meaningsOfGearbox } from './of-gearbox'
import { meaningsOfText } from './of-strings'

const packages = new URL('../../../../node_modules/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, packages), 'utf8')
const CORE = '@gearbox-protocol/core-v3/contracts/'
const INTEGRATIONS = '@gearbox-protocol/integrations-v3/contracts/'
const OPENZEPPELIN = '@openzeppelin/contracts/'
const PERIPHERY = '@uniswap/v2-periphery/contracts/'

/** The contracts that our calls reach, and what they are made of. */
const gearboxSources = [
  `${CORE}credit/CreditFacadeV3.sol`,
  `${CORE}credit/CreditManagerV3.sol`,
  `${CORE}credit/CreditAccountV3.sol`,
  `${CORE}pool/PoolV3.sol`,
  `${CORE}pool/PoolQuotaKeeperV3.sol`,
  `${CORE}pool/LinearInterestRateModelV3.sol`,
  `${CORE}core/PriceOracleV3.sol`,
  `${CORE}core/DefaultAccountFactoryV3.sol`,
  `${CORE}traits/PriceFeedValidationTrait.sol`,
  `${CORE}traits/SanityCheckTrait.sol`,
  `${CORE}traits/ReentrancyGuardTrait.sol`,
  `${CORE}traits/ACLTrait.sol`,
  `${CORE}traits/ContractsRegisterTrait.sol`,
  `${CORE}libraries/BalancesLogic.sol`,
  `${CORE}libraries/BitMask.sol`,
  `${CORE}libraries/CollateralLogic.sol`,
  `${CORE}libraries/CreditLogic.sol`,
  `${CORE}libraries/QuotasLogic.sol`,
  `${CORE}libraries/OptionalCall.sol`,
  `${INTEGRATIONS}adapters/AbstractAdapter.sol`,
  `${INTEGRATIONS}adapters/uniswap/UniswapV2.sol`,
  `${INTEGRATIONS}adapters/balancer/BalancerV2VaultAdapter.sol`,
  `${INTEGRATIONS}adapters/sky/StakingRewardsAdapter.sol`,
  `${INTEGRATIONS}adapters/erc4626/ERC4626Adapter.sol`,
  `${INTEGRATIONS}helpers/sky/StakingRewardsPhantomToken.sol`,
  '@1inch/solidity-utils/contracts/libraries/SafeERC20.sol',
]
const textSources = [
  'token/ERC20/ERC20.sol',
  'token/ERC20/extensions/ERC20Permit.sol',
  'token/ERC20/extensions/ERC4626.sol',
  'token/ERC20/utils/SafeERC20.sol',
  'utils/Address.sol',
  'utils/math/Math.sol',
  'utils/math/SafeCast.sol',
  'security/Pausable.sol',
  'security/ReentrancyGuard.sol',
].map((path) => OPENZEPPELIN + path)
const uniswapSources = [
  '@uniswap/v2-core/contracts/UniswapV2Pair.sol',
  '@uniswap/v2-core/contracts/UniswapV2ERC20.sol',
  '@uniswap/v2-core/contracts/libraries/SafeMath.sol',
  `${PERIPHERY}UniswapV2Router02.sol`,
  `${PERIPHERY}libraries/UniswapV2Library.sol`,
  `${PERIPHERY}libraries/SafeMath.sol`,
]
/** Shipped as bytecode alone. */
const builds = [
  '@uniswap/liquidity-staker/build/StakingRewards.json',
  '@uniswap/v2-periphery/build/UniswapV2Router02.json',
]

/** Text literals that look like what is reverted with: a contract, a colon, what is wrong; or Uniswap's own maths. */
const literalsIn = (source: string) =>
  [...source.matchAll(/"([A-Z]\w+: [^"\n]+)"|'([A-Z]\w+: [^'\n]+|ds-math-[a-z-]+)'/g)].map(
    (m) => m[1] ?? m[2] ?? '',
  )

const printableIn = (build: string) => {
  const { bytecode } = createRequire(import.meta.url)(new URL(build, packages).pathname) as {
    bytecode: string
  }
  const bytes = Buffer.from(bytecode.replace(/^0x/, ''), 'hex').toString('latin1')
  return [...bytes.matchAll(/[ -~]{8,}/g)].map(([run]) => run)
}

const isOf = (text: string) => (key: string) =>
  key.endsWith('*') ? text.startsWith(key.slice(0, -1)) : key === text
const keys = Object.keys(meaningsOfText)

describe('every error of every contract that is called', () => {
  const declared = errorAbi.map(({ name }) => name)

  it('is declared where the revert can be decoded', () => {
    const reverted = gearboxSources.flatMap((path) =>
      [...read(path).matchAll(/revert (?:\w+\.)?(\w+)\(/g)].map((match) => match[1] ?? ''),
    )
    expect(reverted.length).toBeGreaterThan(80)
    expect(reverted.filter((name) => !(declared as readonly string[]).includes(name))).toEqual([])
  })

  it('has a meaning or a reason why it reaches nobody, and no meaning lacks its error', () => {
    expect(Object.keys(meaningsOfGearbox).toSorted()).toEqual([...new Set<string>(declared)].toSorted())
  })

  it('of Balancer is known by its number', () => {
    const source = read('@balancer-labs/v2-solidity-utils/contracts/helpers/BalancerErrors.sol')
    const codes = [...source.matchAll(/constant \w+ = (\d+);/g)].map(
      ([, n = '']) => `BAL#${n.padStart(3, '0')}`,
    )
    expect(codes.length).toBeGreaterThan(100)
    expect(Object.keys(meaningsOfBalancer).toSorted()).toEqual(codes.toSorted())
  })

  it('that is a text has a meaning', () => {
    const texts = [...gearboxSources, ...textSources, ...uniswapSources].flatMap((path) =>
      literalsIn(read(path)),
    )
    expect(texts.length).toBeGreaterThan(80)
    expect(texts.filter((text) => !keys.some(isOf(text)))).toEqual([])
  })

  it('in bytecode without sources is a text that has a meaning', () => {
    const known = keys.map((key) => key.replace('*', ''))
    // what the compiler puts in a row is one run: each known text is cut out of it
    const left = builds
      .flatMap(printableIn)
      .map((run) =>
        known.toSorted((a, b) => b.length - a.length).reduce((rest, key) => rest.replaceAll(key, ''), run),
      )
    const words = left.filter((rest) => /[a-z]{3,} [a-z]{3,}|[A-Z]{4,}_[A-Z]{4,}/.test(rest))
    expect(words).toEqual([])
  })

  it('no text lacks its contract', () => {
    const all = [...gearboxSources, ...textSources, ...uniswapSources].flatMap((path) =>
      literalsIn(read(path)),
    )
    const runs = builds.flatMap(printableIn)
    const unused = keys.filter((key) => {
      const part = key.replace('*', '')
      return !all.some((text) => isOf(text)(key)) && !runs.some((run) => run.includes(part))
    })
    expect(unused).toEqual([])
  })
})

describe('explainError', () => {
  it('tells what is a problem of ours by its code, and the rest in words', () => {
    expect(explainError('NotEnoughCollateralException', [])?.code).toBe('not-enough-collateral')
    expect(explainError('BalanceLessThanExpectedException', ['0x'])?.code).toBe('slippage-exceeded')
    expect(explainError('Error', ['UniswapV2Router: INSUFFICIENT_OUTPUT_AMOUNT'])?.code).toBe(
      'slippage-exceeded',
    )
    expect(explainError('Error', ['BAL#508'])?.code).toBe('deadline-passed')
    expect(explainError('Error', ["SafeCast: value doesn't fit in 96 bits"])?.code).toBe(
      'refused-by-contract',
    )
    expect(explainError('Panic', [17n])?.code).toBe('refused-by-contract')
  })

  it('leaves what it does not know, and what should reach nobody, to be said so', () => {
    expect(explainError('SomethingNewException', [])).toBeNull()
    expect(explainError('CallerNotConfiguratorException', [])).toBeNull()
    expect(explainError('Error', [])).toBeNull()
    expect(explainError('constructor', [])).toBeNull()
    expect(explainError('Error', ['toString'])).toBeNull()
    // a text that holds a known one is not it
    expect(explainError('Error', ['not BAL#508'])).toBeNull()
  })

  it('speaks in whole words: short enough to be repeated, without codes, fit to follow a colon', () => {
    const all = { ...meaningsOfGearbox, ...meaningsOfText, ...meaningsOfBalancer }
    const said = Object.values(all).flatMap((m) => (typeof m === 'object' && 'says' in m ? [m.says] : []))
    for (const text of said) {
      expect(text).toMatch(/^(The|A|One|Quotas|There) .*[a-z0]$/)
      expect(text.length).toBeLessThanOrEqual(160)
      expect(text).not.toMatch(/Exception|BAL#|0x|[A-Z]{3,}/)
    }
  })
})
