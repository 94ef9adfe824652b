import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { HolderLine } from './holder-line'

const account = '0x00000000000000000000000000000000000000bb'

test('a Safe is shown with all of its address, to copy', () => {
  const html = renderToStaticMarkup(<HolderLine account={account} kind="safe" isOwn />)
  expect(html).toContain('In your Safe')
  expect(html).toContain(account)
  expect(html).toContain('Copy address')
})

test('an own account needs no address, and is whose it is', () => {
  const draw = (isOwn: boolean) =>
    renderToStaticMarkup(<HolderLine account={account} kind="account" isOwn={isOwn} />)
  expect(draw(true)).toContain('In your own account')
  expect(draw(false)).toContain('In its owner’s own account')
  expect(draw(true)).not.toContain('Copy')
})
