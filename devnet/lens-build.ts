/**
 * Compiles what protocols read with, the batch that all of them share into `lib/protocols/batch/`, and picks the functions that
 * the Gearbox adapter calls and every error that it may meet out of Gearbox's own sources, into `lib/protocols/gearbox-v3/`:
 * every page reads through `read/lens.generated.ts`, one that reads an account may need `read/finder.generated.ts`, and only
 * what transacts needs `draft/calls.generated.ts`.
 * The files are not committed: `npm run generate` makes them where their inputs changed.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
const root = fileURLToPath(new URL('..', import.meta.url))
const protocols = `${root}lib/protocols/`
const folder = `${protocols}gearbox-v3/`
const batchTarget = `${protocols}batch/batch.generated.ts`
const lensTarget = `${folder}read/lens.generated.ts`
const finderTarget = `${folder}read/finder.generated.ts`
const callsTarget = `${folder}draft/calls.generated.ts`

const OPENZEPPELIN = '@openzeppelin/contracts/interfaces'
const CORE = '@gearbox-protocol/core-v3/contracts/interfaces'
const INTEGRATIONS = '@gearbox-protocol/integrations-v3/contracts/interfaces'

/** Each compiled for itself, so that a read carries only the code that it needs. */
const LENSES = [
  { source: 'batch/batch.sol', contract: 'Batch', name: 'batch', target: batchTarget },
  { source: 'gearbox-v3/read/structure.sol', contract: 'Structure', name: 'structure', target: lensTarget },
  { source: 'gearbox-v3/read/finder.sol', contract: 'Finder', name: 'finder', target: finderTarget },
]

/** Where each function that `encode.ts` and `encode-lending.ts` call is declared. */
const FUNCTIONS: Record<string, { source: string; contract: string; names: readonly string[] }[]> = {
  facadeAbi: [
    {
      source: `${CORE}/ICreditFacadeV3.sol`,
      contract: 'ICreditFacadeV3',
      names: ['openCreditAccount', 'closeCreditAccount', 'multicall'],
    },
  ],
  facadeMulticallAbi: [
    {
      source: `${CORE}/ICreditFacadeV3Multicall.sol`,
      contract: 'ICreditFacadeV3Multicall',
      names: [
        'storeExpectedBalances',
        'compareBalances',
        'addCollateral',
        'increaseDebt',
        'decreaseDebt',
        'updateQuota',
        'withdrawCollateral',
      ],
    },
  ],
  adapterAbi: [
    {
      source: `${INTEGRATIONS}/uniswap/IUniswapV2Adapter.sol`,
      contract: 'IUniswapV2Adapter',
      names: ['swapDiffTokensForTokens'],
    },
    {
      source: `${INTEGRATIONS}/balancer/IBalancerV2VaultAdapter.sol`,
      contract: 'IBalancerV2VaultAdapter',
      names: ['joinPoolSingleAssetDiff', 'exitPoolSingleAssetDiff', 'batchSwap'],
    },
    {
      source: `${INTEGRATIONS}/sky/IStakingRewardsAdapter.sol`,
      contract: 'IStakingRewardsAdapter',
      names: ['stakeDiff', 'withdrawDiff', 'getReward'],
    },
    {
      source: `${INTEGRATIONS}/erc4626/IERC4626Adapter.sol`,
      contract: 'IERC4626Adapter',
      names: ['depositDiff', 'redeemDiff'],
    },
  ],
  poolAbi: [
    {
      source: `${OPENZEPPELIN}/IERC4626.sol`,
      contract: 'IERC4626',
      names: ['deposit', 'withdraw', 'redeem'],
    },
  ],
}
/** Where the errors are declared that what they call can revert with. Text that contracts revert with is not declared. */
const ERROR_SOURCES = [
  `${CORE}/IExceptions.sol`,
  '@1inch/solidity-utils/contracts/libraries/SafeERC20.sol',
  `${INTEGRATIONS}/IPhantomTokenAdapter.sol`,
  'devnet/contracts/practice-tokens.sol',
]

type AbiItem = { type: string; name?: string; inputs?: unknown[] }
type AstNode = {
  nodeType: string
  name?: string
  nodes?: AstNode[]
  parameters?: { parameters: { name: string; typeDescriptions: { typeString: string } }[] }
}

const read = (path: string) => {
  if (LENSES.some(({ source }) => source === path)) return readFileSync(`${protocols}${path}`, 'utf8')
  return readFileSync(path.startsWith('devnet/') ? `${root}${path}` : `${root}node_modules/${path}`, 'utf8')
}

const picked = Object.values(FUNCTIONS).flat()
const sourceNames = [
  ...new Set([...LENSES.map((lens) => lens.source), ...ERROR_SOURCES, ...picked.map((p) => p.source)]),
]
const solcVersion = (require('solc-0.8/package.json') as { version: string }).version
const hash = createHash('sha256')
  .update(readFileSync(fileURLToPath(import.meta.url)))
  .update(solcVersion)
  .update(sourceNames.map(read).join('\0'))
  .digest('hex')

if ([batchTarget, lensTarget, finderTarget, callsTarget].every((target) => hashIn(target) === hash)) {
  console.log('lens: up to date')
} else {
  const started = Date.now()
  const { batch, lens, finder, calls } = generate()
  writeFileSync(batchTarget, batch)
  writeFileSync(lensTarget, lens)
  writeFileSync(finderTarget, finder)
  writeFileSync(callsTarget, calls)
  console.log(`lens: compiled in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

function hashIn(target: string): string | undefined {
  try {
    return /^\/\/ inputs ([0-9a-f]{64})$/m.exec(readFileSync(target, 'utf8'))?.[1]
  } catch {
    return undefined
  }
}

type Written = Readonly<Record<'batch' | 'lens' | 'finder' | 'calls', string>>

function generate(): Written {
  const solc = require('solc-0.8') as { compile: (input: string, callbacks: object) => string }
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(sourceNames.map((name) => [name, { content: read(name) }])),
    settings: {
      // the code travels in the page and in every read: small counts, gas does not
      optimizer: { enabled: true, runs: 1 },
      evmVersion: 'shanghai',
      metadata: { bytecodeHash: 'none', appendCBOR: false },
      outputSelection: { '*': { '*': ['abi', 'evm.deployedBytecode.object'], '': ['ast'] } },
    },
  }
  const output = JSON.parse(
    solc.compile(JSON.stringify(input), { import: (path: string) => ({ contents: read(path) }) }),
  )
  const errors = (output.errors ?? []).filter((e: { severity: string }) => e.severity === 'error')
  if (errors.length > 0)
    throw new Error(errors.map((e: { formattedMessage: string }) => e.formattedMessage).join('\n'))

  const head = [`// inputs ${hash}`, '// Made by `npm run generate` from Solidity. Not committed.']
  const write = ({ source, contract, name }: (typeof LENSES)[number]) => {
    const { abi, evm } = output.contracts[source][contract]
    const functions = abi.filter((item: AbiItem) => item.type === 'function').map(withoutInternalTypes)
    return [
      `export const ${name}Code = '0x${evm.deployedBytecode.object}' as const`,
      ...(functions.length > 0 ? [`export const ${name}Abi = ${JSON.stringify(functions)} as const`] : []),
    ]
  }
  const calls: string[] = []
  for (const [name, places] of Object.entries(FUNCTIONS)) {
    const items = places.flatMap(({ source, contract, names }) =>
      names.map((wanted) => {
        const item = output.contracts[source][contract].abi.find((i: AbiItem) => i.name === wanted)
        if (!item) throw new Error(`${contract} has no ${wanted}`)
        return withoutInternalTypes(item)
      }),
    )
    calls.push(`export const ${name} = ${JSON.stringify(items)} as const`)
  }
  calls.push(`export const errorAbi = ${JSON.stringify(collectErrors(output))} as const`)
  const join = (parts: readonly string[]) => `${[...head, ...parts].join('\n')}\n`
  const compiled = (into: string) => join(LENSES.filter(({ target }) => target === into).flatMap(write))
  return {
    batch: compiled(batchTarget),
    lens: compiled(lensTarget),
    finder: compiled(finderTarget),
    calls: join(calls),
  }
}

/** Libraries' and file-level errors are in no ABI of those that revert with them, so all are read from the syntax trees. */
function collectErrors(output: { sources: Record<string, { ast: AstNode }> }): AbiItem[] {
  const declared = [...ERROR_SOURCES, ...picked.map((p) => p.source)].flatMap((source) =>
    findErrors(output.sources[source]?.ast.nodes ?? []),
  )
  const items = declared.map(({ name = '', parameters }) => ({
    type: 'error',
    name,
    inputs: (parameters?.parameters ?? []).map((p) => ({
      name: p.name,
      type: p.typeDescriptions.typeString.replace(/^(contract|address payable).*$/, 'address'),
    })),
  }))
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()]
}

function findErrors(nodes: readonly AstNode[]): AstNode[] {
  return nodes.flatMap((node) =>
    node.nodeType === 'ErrorDefinition'
      ? [node]
      : findErrors(node.nodeType === 'ContractDefinition' ? (node.nodes ?? []) : []),
  )
}

function withoutInternalTypes<T>(item: T): T {
  return JSON.parse(JSON.stringify(item, (key, value) => (key === 'internalType' ? undefined : value)))
}
