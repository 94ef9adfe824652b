import { expect, test, vi } from 'vitest'
import type { ProtocolAdapter } from '../protocols/protocol'
import { madeUpProtocol } from '../protocols/testing/made-up'
import { findAdapter, loadAdapter } from './adapter'

const { loadOne, loadOther } = vi.hoisted(() => ({
  loadOne: vi.fn<() => Promise<ProtocolAdapter>>(),
  loadOther: vi.fn<() => Promise<ProtocolAdapter>>(),
}))
vi.mock(import('../protocols/adapters'), () => ({
  adapters: [
    { id: 'one', load: loadOne },
    { id: 'other', load: loadOther },
  ],
}))

test('the code of a protocol comes with none of another, and is fetched again where it did not come', async () => {
  loadOne.mockRejectedValueOnce(new Error('offline')).mockResolvedValue(madeUpProtocol)
  await expect(loadAdapter({ protocol: 'one' })).rejects.toThrow('offline')
  expect(await loadAdapter({ protocol: 'one' })).toBe(madeUpProtocol)
  expect(loadOther).not.toHaveBeenCalled()
})

test('nothing is fetched for an id that no protocol has', async () => {
  loadOne.mockClear()
  expect(await findAdapter('constructor')).toBeUndefined()
  await expect(loadAdapter({ protocol: 'none' })).rejects.toThrow('No adapter for protocol none')
  expect([loadOne, loadOther].flatMap(({ mock }) => mock.calls)).toEqual([])
})
