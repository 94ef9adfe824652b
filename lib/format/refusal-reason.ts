import type { Issue } from '../domain/issue'
import { readText } from './issue-details'

/**
 * Why a contract refused, as a sentence with a space before it: its own words where it had some; where it had a
 * code that nobody knows, that code alone, named as one; '' where nothing is known of it.
 */
export function formatRefusalReason(issue: Issue): string {
  const selector = readText(issue, 'selector')
  if (selector) return ` A contract gave a reason that Furrow does not know (${selector}).`
  if (issue.details?.isSilent) return ' No contract gave a reason.'
  const reason = readText(issue, 'reason')
  return reason ? ` The reason given: “${reason}”.` : ''
}

/** What caused it, in a few words that a sentence can end with: the title, or the first sentence where there is none. */
export function formatCause({ title, text }: { readonly title?: string; readonly text: string }): string {
  const words = title ?? text.split(/[.:] |\.$/)[0] ?? ''
  return ` The cause: ${words.charAt(0).toLowerCase()}${words.slice(1)}.`
}
