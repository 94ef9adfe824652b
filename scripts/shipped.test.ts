import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { isPermissive, listPackages, readPackage } from './shipped'

const root = fileURLToPath(new URL('..', import.meta.url))

describe('licences', () => {
  it('are permissive by name, alone or joined', () => {
    expect(
      ['MIT', '(MIT OR GPL-3.0)', '(Apache-2.0 AND MIT)', 'SIL OPEN FONT LICENSE'].every(isPermissive),
    ).toBe(true)
    expect(
      ['AGPL-3.0-or-later', 'none', '(MIT AND GPL-3.0)', 'SEE LICENSE IN LICENSE.md'].some(isPermissive),
    ).toBe(false)
  })

  it('are those of the packages that sources stand in', () => {
    expect(
      listPackages([
        'turbopack:///[project]/lib/domain/math.ts',
        'turbopack:///[project]/node_modules/react/index.js',
        'turbopack:///[project]/node_modules/a/node_modules/@b/c/dist/x.js',
        'turbopack:///[project]/node_modules/@b/c/y.js',
      ]),
    ).toEqual(['@b/c', 'react'])
  })

  /** What the install holds beyond what ships, each with the reason why it does no harm. */
  const exceptions: readonly RegExp[] = [
    // Only in a build whose project id its maker configured, under the licence that they then accept.
    /^@walletconnect\//,
    // Data for the build's own compiler, of which nothing is copied.
    /^caniuse-lite$/,
    // Resizes pictures on a server: a static export has none.
    /^@img\//,
  ]

  it('of all that the app’s dependencies install are permissive, named exceptions apart', () => {
    const lock: { packages: Record<string, { dev?: boolean; optional?: boolean; link?: boolean }> } =
      JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
    const installed = Object.entries(lock.packages)
      .filter(([folder, { dev, link }]) => folder.startsWith('node_modules/') && !dev && !link)
      .filter(
        ([folder]) => existsSync(join(root, folder, 'package.json')) && !folder.endsWith('/devnet/absent'),
      )
      .map(([folder]) => readPackage(root, folder))
    expect(installed.length).toBeGreaterThan(50)
    const others = installed.filter(
      ({ licence, name }) => !isPermissive(licence) && !exceptions.some((e) => e.test(name)),
    )
    expect(others).toEqual([])
  })
})
