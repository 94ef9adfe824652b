import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Anvil, startAnvil } from './anvil'
import { createRpc } from './rpc'
import { projectRoot } from './solidity-sources'

describe('anvil', () => {
  let home: string
  let anvil: Anvil
  beforeEach(async () => {
    const parent = path.join(projectRoot, '.cache', 'devnet')
    mkdirSync(parent, { recursive: true })
    home = mkdtempSync(path.join(parent, 'home-'))
    vi.stubEnv('HOME', home)
    anvil = await startAnvil({ chainId: 31_337, startSeconds: 1_700_000_000, blockTimeSeconds: 0 })
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await anvil.stop()
    rmSync(home, { recursive: true })
  })

  it('keeps many states at hand, and none on the disk', async () => {
    const rpc = createRpc(anvil.url)
    const somebody = '0x000000000000000000000000000000000000bEEF'
    await rpc('anvil_setBalance', [somebody, '0x1'])
    await rpc('anvil_mine', ['0x1'])
    await rpc('anvil_setBalance', [somebody, '0x2'])
    await rpc('anvil_mine', ['0x384'])
    expect(await rpc('eth_getBalance', [somebody, '0x0'])).toBe('0x1')
    expect(await rpc('eth_getBalance', [somebody, 'latest'])).toBe('0x2')
    expect(existsSync(path.join(home, '.foundry', 'anvil', 'tmp'))).toBe(false)
  })
})
