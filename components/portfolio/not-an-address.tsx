import { cleanTokenText } from '../../lib/format/symbol'
import { Notice } from '../ui/notice'
import { WatchForm } from './watch-form'

/** Longest text out of a link that is repeated: an address and some more. */
const MAX_GIVEN_LENGTH = 60

/** What a link names that is no address, and the way to give one. */
export function NotAnAddress({ given }: { readonly given: string }) {
  return (
    <>
      <Notice tone="refusal" title="This is not an address" isAlert>
        “{cleanTokenText(given, MAX_GIVEN_LENGTH)}” is no account. An address starts with 0x and has 40
        hexadecimal digits after it.
      </Notice>
      <WatchForm />
    </>
  )
}
