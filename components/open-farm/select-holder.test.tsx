import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { Holder, SafeState } from '../../lib/domain/holder'
import { HolderField } from './holder-field'
import { selectHolder } from './select-holder'

const account: Holder = { kind: 'account', address: '0x00000000000000000000000000000000000000aa' }
const safe = (index: number, state: SafeState): Extract<Holder, { kind: 'safe' }> => ({
  kind: 'safe',
  address: `0x${(index + 1).toString(16).padStart(40, '0')}`,
  index,
  state,
  isFree: true,
})
const fresh = safe(0, { kind: 'absent' })
const holders = [account, fresh]
const known = { holders, positions: [] }
const batching = { isAtomic: true }
const choice = (chosen: string | null, isStepwiseChosen = false) => ({ chosen, isStepwiseChosen })

describe('selectHolder', () => {
  test('names nobody where the first free Safe is meant, and the account where it is that', () => {
    for (const abilities of [null, batching]) {
      expect(selectHolder(known, abilities, choice(null))).toMatchObject({ holder: fresh, named: undefined })
    }
    const alone = { holders: [account], positions: [] }
    expect(selectHolder(alone, null, choice(null))).toMatchObject({ holder: account, named: account.address })
  })

  test('names whom the person chose, and nobody where that one cannot be', () => {
    expect(selectHolder(known, batching, choice(fresh.address))).toMatchObject({
      holder: fresh,
      named: fresh.address,
    })
    expect(selectHolder(known, null, choice('0x01'))).toMatchObject({ holder: fresh, named: undefined })
  })
})

describe('how it gets there', () => {
  const isStepwise = (abilities: { isAtomic: boolean } | null, chosen: string | null, isChosen = false) =>
    selectHolder(known, abilities, choice(chosen, isChosen)).isStepwise

  test('in steps where the own account signs one by one, or the person chose that', () => {
    const { address } = account
    expect([null, { isAtomic: false }].map((one) => isStepwise(one, address))).toEqual([true, true])
    expect([false, true].map((isChosen) => isStepwise(batching, address, isChosen))).toEqual([false, true])
  })

  test('all at once in a Safe, whatever was chosen', () => {
    expect([isStepwise(null, null, true), isStepwise(batching, fresh.address, true)]).toEqual([false, false])
  })

  test('a wallet that batches is offered the choice for its own account alone', () => {
    const draw = (chosen: string | null) =>
      renderToStaticMarkup(
        <HolderField
          selection={selectHolder(known, batching, choice(chosen))}
          onChoose={() => {}}
          onStepwise={() => {}}
        />,
      )
    expect(draw(account.address)).toContain('Step by step instead')
    expect(draw(null)).not.toContain('Step by step instead')
  })
})

describe('HolderField', () => {
  const draw = (...args: Parameters<typeof selectHolder>) =>
    renderToStaticMarkup(
      <HolderField selection={selectHolder(...args)} onChoose={() => {}} onStepwise={() => {}} />,
    )

  test('says what each takes in a wallet that batches', () => {
    const html = draw(known, batching, choice(null))
    expect(html).toContain('Where the position lives')
    expect(html).toContain('Your own account – one signature in your wallet')
    expect(html).toContain('A Safe of yours – one signature in your wallet')
    expect(html).toContain('You alone own it')
  })

  test('says what each takes in a wallet that sends one at a time', () => {
    const there = safe(1, { kind: 'own', nonce: 0n, isUsed: false })
    const html = draw({ holders: [...holders, there], positions: [] }, null, choice(null))
    expect(html).toContain('Your own account – a signature for each step')
    expect(html).toContain('A Safe of yours – up to three signatures')
    expect(html).toContain('A Safe of yours – up to two signatures')
    expect(html).toContain('0x0000…0002 is there, empty, and yours alone.')
  })

  test('says of whom cannot hold it why not, and does not offer it', () => {
    const changed = safe(1, { kind: 'changed', changes: [{ kind: 'threshold', threshold: 2n }] })
    const unread = safe(2, { kind: 'unreadable' })
    const positions = [{ account: account.address }]
    const html = draw({ holders: [...holders, changed, unread], positions }, batching, choice(null))
    expect(html.match(/type="radio"/g)).toHaveLength(1)
    expect(html).toContain('Your own account holds a position here already')
    expect(html).toContain('Your Safe 0x0000…0002 was changed elsewhere')
    expect(html).toContain('it needs more than one signature')
    expect(html).toContain('Your Safe 0x0000…0003 could not be read')
  })

  test('leaves only the reasons where nobody can', () => {
    const positions = [{ account: account.address }]
    const html = draw({ holders: [account], positions }, null, choice(null))
    expect(html).not.toContain('radio')
    expect(html).toContain('holds a position here already')
  })
})
