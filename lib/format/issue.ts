import type { IssueCode, IssueOf } from '../domain/issue'
import { inputSentences } from './issue-of-input'
import { lendingSentences } from './issue-of-lending'
import { marketSentences } from './issue-of-market'
import { nodeSentences } from './issue-of-node'
import { oracleSentences } from './issue-of-oracle'
import { outcomeSentences } from './issue-of-outcome'
import { positionSentences } from './issue-of-position'
import { readingSentences } from './issue-of-reading'
import { runSentences } from './issue-of-run'
import { simulationSentences } from './issue-of-simulation'
import type { IssueParts, IssueText, Sentences } from './issue-text'

const sentences: Sentences<IssueCode> = {
  ...inputSentences,
  ...marketSentences,
  ...lendingSentences,
  ...oracleSentences,
  ...readingSentences,
  ...positionSentences,
  ...outcomeSentences,
  ...simulationSentences,
  ...runSentences,
  ...nodeSentences,
}

/** The sentence for an issue. Exhaustive: a code without words does not compile. */
export function formatIssue<Code extends IssueCode>(issue: IssueOf<Code>): IssueText {
  const { again, ...said } = splitIssue(issue)
  return again ? { ...said, text: `${said.text} ${again}` } : said
}

/** Its title and its text, where there is no room for a notice. */
export function joinIssue({ title, text }: IssueText): string {
  return title ? `${title}. ${text}` : text
}

/** The same, with what it says of starting over apart from the rest. */
export function splitIssue<Code extends IssueCode>(issue: IssueOf<Code>): IssueParts {
  return sentences[issue.code](issue, formatIssue)
}
