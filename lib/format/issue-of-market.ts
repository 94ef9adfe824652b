import type { Issue } from '../domain/issue'
import { readAmount, readText } from './issue-details'
import type { IssueText } from './issue-text'

/** The words that a protocol's adapter brought, each `{name}` in them put in from the details; a plain sentence without. */
export function formatOwnWords(issue: Issue): IssueText {
  const { words } = issue
  if (!words)
    return {
      title: 'The market does not allow this',
      text: 'Its own rules refuse it, so nothing was sent. Repay, withdraw or close instead, or try again later.',
    }
  const text = words.text.replace(
    /\{(\w+)\}/g,
    (_, name: string) => readAmount(issue, name) ?? readText(issue, name) ?? 'this collateral',
  )
  return { title: words.title, text }
}
