import type { SourceFile } from './import-check'

/** Rooms that every protocol, chain and venue shares: none of one's own words belongs there. */
const SHARED_ROOMS = [
  'lib/domain/',
  'lib/safe/',
  'lib/plan/',
  'lib/protocols/batch/',
  'lib/queries/',
  'lib/format/',
  'lib/execution/',
  'components/',
  'app/',
]

/** What only the practice chain has may know it, and tests may name whatever they try. */
const EXEMPT = /(^|\/)(practice[^/]*\/|testing\/|test-[^/]+$)|\.test\.tsx?$/

/** As `grep -iE` takes them, each with the reason that whoever trips over it reads. */
const FORBIDDEN: readonly { readonly words: string; readonly reason: string }[] = [
  { words: 'activeChain|3133\\d', reason: 'chains are parameters: no shared room knows one by itself' },
  {
    words: 'gearbox|credit.?account|credit.?manager|quota|e-?mode|lltv',
    reason: 'a word of one protocol: it comes as the adapter’s own labelled data',
  },
]

/** Every line of a shared room that holds a word of one chain or protocol, as one sentence each. */
export function checkWords(
  files: readonly SourceFile[],
  forbidden: typeof FORBIDDEN = FORBIDDEN,
): readonly string[] {
  return files
    .filter(({ path }) => isShared(path))
    .flatMap(({ path, source }) =>
      source.split('\n').flatMap((line, index) =>
        forbidden.flatMap(({ words, reason }) => {
          const found = new RegExp(words, 'i').exec(line)
          return found ? [`${path}:${index + 1}: “${found[0]}” (${reason})`] : []
        }),
      ),
    )
}

function isShared(path: string): boolean {
  return SHARED_ROOMS.some((room) => path.startsWith(room)) && !EXEMPT.test(path)
}
