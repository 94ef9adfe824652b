import type { RefusalReason } from '../domain/issue-of-simulation'
import type { FormatIssue, IssueText } from './issue-text'
import { tellReason } from './issue-values'

/**
 * Why a contract refused, as a sentence with a space before it: what its error means where that is known; its own
 * words where it had some; a code that nobody knows, named as one; '' where nothing is known of it.
 */
export function formatRefusalReason(reason: RefusalReason, format: FormatIssue): string {
  switch (reason.kind) {
    case 'explained':
      return ` The cause: ${shorten(format(reason.cause))}.`
    case 'said': {
      const said = tellReason(reason.text)
      return said && ` The reason given: “${said}”.`
    }
    case 'unknown':
      return ` A contract gave a reason that Furrow does not know (${tellReason(reason.selector)}).`
    case 'silent':
      return ' No contract gave a reason.'
    case 'unasked':
      return ''
  }
}

/** In a few words that a sentence can end with: the title, or the first sentence where there is none. */
function shorten({ title, text }: IssueText): string {
  const words = title ?? text.split(/[.:] |\.$/)[0] ?? ''
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`
}
