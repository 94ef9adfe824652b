/** The parts of package-lock.json that matter here; everything else passes through untouched. */
export type Lockfile = { packages: Record<string, LockEntry> }

export type LockEntry = {
  version?: string
  resolved?: string
  link?: boolean
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

type Gap = { readonly name: string; readonly version: string; readonly dev: boolean }

const SYSTEMS = [
  'darwin',
  'linux',
  'win32',
  'freebsd',
  'android',
  'openharmony',
  'aix',
  'netbsd',
  'openbsd',
  'sunos',
]
const PROCESSORS: Readonly<Record<string, string>> = {
  x64: 'x64',
  amd64: 'x64',
  arm64: 'arm64',
  arm: 'arm',
  ia32: 'ia32',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  loong64: 'loong64',
  wasm32: 'wasm32',
}
const C_LIBRARIES: Readonly<Record<string, string>> = { gnu: 'glibc', musl: 'musl', musleabihf: 'musl' }

/**
 * The optional packages that some package of the lock names but the lock does not hold: npm leaves out
 * those that its registry could not show it, and `npm ci` then refuses the whole lock on their platform.
 */
export function findGaps({ packages }: Lockfile): Gap[] {
  const gaps = Object.entries(packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isHeld(packages, path, name))
      .map(([name, version]) => ({ name, version, dev: entry.dev === true })),
  )
  return gaps.filter((gap, index) => gaps.findIndex((other) => other.name === gap.name) === index)
}

/** The lock with an entry for every gap, in npm's order. Their integrity is npm's to fill in once it sees them. */
export function fillGaps(lock: Lockfile): Lockfile {
  const added = findGaps(lock).map((gap): [string, LockEntry] => [
    `node_modules/${gap.name}`,
    { version: gap.version, ...(gap.dev ? { dev: true } : {}), optional: true, ...readPlatform(gap.name) },
  ])
  const packages = Object.entries(lock.packages).concat(added)
  packages.sort(([a], [b]) => a.localeCompare(b, 'en'))
  return { ...lock, packages: Object.fromEntries(packages) }
}

/** Where a package runs, by the words of its name. Throws for a name that does not say. */
function readPlatform(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[/-]/)
  const os = words.filter((word) => SYSTEMS.includes(word))
  const cpu = words.flatMap((word) => PROCESSORS[word] ?? [])
  const libc = words.flatMap((word) => C_LIBRARIES[word] ?? [])
  if (cpu.length !== 1 || (os.length !== 1 && cpu[0] !== 'wasm32')) {
    throw new Error(`The name of ${name} does not say which platform it is for`)
  }
  return { cpu, ...(os.length > 0 ? { os } : {}), ...(os[0] === 'linux' && libc.length > 0 ? { libc } : {}) }
}

/** Whether `name`, asked for by the package at `path`, is found there or in a folder above, as Node looks it up. */
function isHeld(packages: Lockfile['packages'], path: string, name: string): boolean {
  for (let folder = path; ; folder = parentOf(folder)) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true
    if (!folder) return false
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1))
}
