import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findChromium, type Machine } from './chromium'

function machineWith(files: readonly string[], env: Machine['env'] = {}): Machine {
  return { env, downloaded: '/downloads/chrome', isExecutable: (path) => files.includes(path) }
}

const systemPath = join('/usr/bin', 'chromium')

describe('findChromium', () => {
  test('takes the browser that the environment names before any other', () => {
    const files = ['/mine', '/other', '/downloads/chrome', systemPath]
    expect(findChromium(machineWith(files, { E2E_CHROMIUM: '/mine', CHROME_PATH: '/other' }))).toBe('/mine')
    expect(findChromium(machineWith(files, { CHROME_PATH: '/other' }))).toBe('/other')
  })

  test('refuses to fall back when the named browser is not there', () => {
    expect(() => findChromium(machineWith(['/downloads/chrome'], { E2E_CHROMIUM: '/gone' }))).toThrow(
      'E2E_CHROMIUM names /gone',
    )
  })

  test('prefers the downloaded browser to the system one', () => {
    const env = { PATH: '/usr/bin' }
    expect(findChromium(machineWith(['/downloads/chrome', systemPath], env))).toBe('/downloads/chrome')
    expect(findChromium(machineWith([systemPath], env))).toBe(systemPath)
  })

  test('says how to get one where there is none', () => {
    expect(() => findChromium(machineWith([]))).toThrow('npx playwright install chromium')
  })
})
