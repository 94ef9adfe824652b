import type { Issue, IssueCode, IssueOf } from '../domain/issue'

/** An issue in words: what happened, what it means for the money, what to do. */
export type IssueText = { readonly title?: string; readonly text: string }

/** The same in two parts: `again` is how to start over, true only where nothing is done twice by that. */
export type IssueParts = IssueText & { readonly again?: string | undefined }

/** The sentence for whatever issue there is. */
export type FormatIssue = (issue: Issue) => IssueText

/** A sentence for each of some codes, made of exactly the values that the code has; `format` says what caused it. */
export type Sentences<Code extends IssueCode> = {
  readonly [C in Code]: (issue: IssueOf<C>, format: FormatIssue) => IssueParts
}
