import dynamic from 'next/dynamic'

/** An `IssueNotice` whose sentences are fetched with the first issue: most pages that are only read have none. */
export const LateIssueNotice = dynamic(() => import('./issue-notice').then((module) => module.IssueNotice), {
  ssr: false,
})
