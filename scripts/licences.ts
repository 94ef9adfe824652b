import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildApp } from './build-app'
import { isPermissive, readPackage, readShippedFolders, type ShippedPackage } from './shipped'

const root = fileURLToPath(new URL('..', import.meta.url))
const FOLDER = '.cache/licences-app'
/** Fonts are copied into the build and stand in no source map. */
const FONTS = ['node_modules/geist']

/** Whose code is in the files that a visitor loads, told by the source maps of a build made for that. */
export async function listShipped(): Promise<readonly ShippedPackage[]> {
  await buildApp({
    rpcUrls: ['http://127.0.0.1:8545'],
    walletConnectProjectId: process.env.NEXT_PUBLIC_WALLETCONNECT_PROJECT_ID || null,
    outDir: FOLDER,
    hasSourceMaps: true,
  })
  const folders = [...readShippedFolders(join(root, FOLDER)), ...FONTS]
  return folders.map((folder) => readPackage(root, folder))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const shipped = await listShipped()
  for (const { name, version, licence } of shipped) console.log(`${licence.padEnd(24)} ${name} ${version}`)
  const others = shipped.filter(({ licence }) => !isPermissive(licence))
  console.log(`\n${shipped.length} packages, ${others.length} of them under other than permissive licences`)
  process.exitCode = others.length === 0 ? 0 : 1
}
