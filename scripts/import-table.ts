/** One row of the import table: what the files of a folder may import. */
export type Row = {
  /** The longest matching path decides. `*` stands for one folder name, whose files may import each other. */
  readonly folder: string
  /** Our own folders or files (never the parts of a `*` folder's siblings). `types:` before it: its types only. */
  readonly ours: readonly string[] | 'anything'
  /** npm packages, by name or by their scope. `types:` before it: its types only. */
  readonly packages: readonly string[] | 'anything'
  /** Whether Node's own modules may be imported: never by what runs in a browser. */
  readonly node: boolean
}

const PURE = ['viem']
/** Where a wallet, a node or storage is believed in nothing. */
const SCHEMAS = ['valibot']
const REACT = ['react', 'react-dom']
const CHAIN = ['viem', 'wagmi', '@wagmi', '@tanstack/react-query', ...REACT]
const PAGE = ['next', ...CHAIN]

const SHARED = ['components/ui', 'lib/format', 'lib/execution', 'lib/queries']
const TYPES = ['types:lib/domain', 'types:lib/plan', 'types:lib/protocols/protocol.ts']
// Issues are told apart the same way wherever they are listed.
const ISSUES = 'lib/domain/issue.ts'
const TASK = [
  ...SHARED,
  'components/wallet',
  'components/practice',
  'components/transaction',
  'components/position',
  'components/form',
  'lib/domain',
  'lib/plan',
  'types:lib/protocols/protocol.ts',
]

const inBrowser = (folder: string, ours: readonly string[], packages: readonly string[]): Row => ({
  folder,
  ours,
  packages,
  node: false,
})
const outside = (folder: string): Row => ({ folder, ours: 'anything', packages: 'anything', node: true })

/**
 * Who may import whom. A folder may always import itself; a folder that is not listed may not exist,
 * so that whoever adds one decides here what it is for. `npm run check:architecture` checks it.
 */
export const importTable: readonly Row[] = [
  inBrowser('lib/domain', [], PURE),
  inBrowser('lib/config', [], CHAIN),
  inBrowser('lib/safe', ['lib/domain'], PURE),
  inBrowser('lib/protocols/protocol.ts', ['lib/domain'], PURE),
  // All code at once, which no page may load.
  inBrowser('lib/protocols/registry.ts', ['lib/protocols/protocol.ts', 'lib/protocols/adapters.ts'], []),
  inBrowser('lib/protocols/adapters.ts', ['lib/protocols/protocol.ts', 'lib/protocols/*'], []),
  // How a reader's code comes with its first read, whatever protocol it is of.
  inBrowser('lib/protocols/lazy', ['types:lib/protocols/protocol.ts'], PURE),
  inBrowser(
    'lib/protocols/readers.ts',
    ['lib/protocols/protocol.ts', 'lib/protocols/lazy', 'lib/protocols/*'],
    [],
  ),
  // The same, for pages that wait for none of it.
  inBrowser('lib/protocols/whole-readers.ts', ['lib/protocols/*'], []),
  // How many calls are made in one, whatever protocol they are of.
  inBrowser('lib/protocols/batch', ['lib/domain'], PURE),
  inBrowser(
    'lib/protocols/*',
    ['lib/domain', 'lib/safe', 'lib/protocols/protocol.ts', 'lib/protocols/batch'],
    PURE,
  ),
  inBrowser('lib/plan', ['lib/domain', 'lib/safe', 'types:lib/protocols/protocol.ts'], PURE),
  inBrowser('lib/format', ['lib/domain'], PURE),
  inBrowser(
    'lib/queries',
    [
      'lib/domain',
      'lib/config',
      'lib/protocols/readers.ts',
      'lib/protocols/whole-readers.ts',
      'lib/protocols/adapters.ts',
      'types:lib/protocols/protocol.ts',
      // What a node's failure means, and what was sent from here, is known where plans are carried out.
      'lib/execution/node-fault.ts',
      'lib/execution/own-blocks.ts',
      'lib/execution/request-error.ts',
      'lib/execution/time-limit.ts',
    ],
    CHAIN,
  ),
  inBrowser(
    'lib/execution',
    ['lib/domain', 'lib/config', 'lib/safe', 'types:lib/plan', 'types:lib/protocols/protocol.ts'],
    [...CHAIN, ...SCHEMAS],
  ),
  inBrowser('components/ui', [], REACT),
  inBrowser('components/wallet', [...SHARED, ...TYPES, 'components/wallet/rainbowkit'], PAGE),
  // The one folder that knows RainbowKit: whatever is bent for it lies there.
  inBrowser(
    'components/wallet/rainbowkit',
    [...SHARED, 'lib/config/environment.ts'],
    [...PAGE, '@rainbow-me/rainbowkit'],
  ),
  inBrowser('components/practice', [...SHARED, ...TYPES], PAGE),
  inBrowser('components/transaction', [...SHARED, ...TYPES, ISSUES], PAGE),
  inBrowser('components/position', [...SHARED, ...TYPES, ISSUES], PAGE),
  // What all forms are made of, whatever is done with them: it plans, as the tasks do that describe them.
  inBrowser(
    'components/form',
    [
      ...SHARED,
      'components/wallet/connect-requests.ts',
      'components/transaction',
      'components/position',
      'lib/domain',
      'lib/plan',
      'types:lib/protocols/protocol.ts',
    ],
    PAGE,
  ),
  inBrowser('components/farms', TASK, PAGE),
  inBrowser('components/open-farm', TASK, PAGE),
  inBrowser('components/manage-position', TASK, PAGE),
  inBrowser('components/portfolio', TASK, PAGE),
  inBrowser('components/lend', TASK, PAGE),
  inBrowser('app', ['components', 'lib/queries', 'lib/config'], [...PAGE, 'geist']),
  outside('devnet'),
  outside('e2e'),
  outside('scripts'),
  outside('bench'),
]

/** Folders that may be imported by each other and by tests on the practice chain, but by nothing that ships. */
export const neverShipped: readonly string[] = ['devnet', 'e2e', 'scripts', 'bench']
