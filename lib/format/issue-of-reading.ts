import type { IssueOf } from '../domain/issue'
import type { ReadingIssues, Unreadable } from '../domain/issue-of-reading'
import type { IssueText, Sentences } from './issue-text'

/** The sentences for what reading markets leaves out. */
export const readingSentences: Sentences<keyof ReadingIssues> = {
  'yield-unmeasured': () => ({
    title: 'Yield not measured yet',
    text: 'The node did not let us measure how fast a vault’s shares grow, so what rests on it has no yield here. It concerns figures only; your tokens are not affected. Look again later, or choose another node.',
  }),
  unreadable: ({ items }) => ({
    title:
      items.length === 1
        ? 'One thing here cannot be read'
        : `Of what is here ${items.length} things cannot be read`,
    text: `Left out, with what rests on it: ${items.map(tellUnreadable).join('; ')}. Everything else is complete, and nothing of yours has moved.`,
  }),
}

/** The same as `formatIssue`, for pages that list what was read: its other sentences are not needed for it. */
export function formatReadingIssue<Code extends keyof ReadingIssues>(issue: IssueOf<Code>): IssueText {
  // No other issue is the cause of one of these.
  return readingSentences[issue.code](issue, () => ({ text: '' }))
}

function tellUnreadable({ what, name, market, reason }: Unreadable): string {
  return `${what} ${name}${market === null ? '' : ` in ${market}`}: ${reason}`
}
