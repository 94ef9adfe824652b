/** An issue in words: what happened, what it means for the money, what to do. */
export type IssueText = { readonly title?: string; readonly text: string }
