import dynamic from 'next/dynamic'

/** What reading markets left out, in words that are fetched with the first of it, and without those of any other issue. */
export const LateReadingIssue = dynamic(
  () => import('./reading-issue-notice').then((module) => module.ReadingIssueNotice),
  { ssr: false },
)
