import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const TEXTS = /\.(css|html|js|json|svg|txt|webmanifest)$/

/** Writes each text of a folder once more beside itself, compressed as small as gzip makes it, for the server to send. */
export function compressFolder(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => TEXTS.test(file))
  for (const file of files) {
    const path = join(folder, file)
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }))
  }
}
