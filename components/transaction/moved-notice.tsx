import type { Issue } from '../../lib/domain/issue'
import { formatIssue } from '../../lib/format/issue'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'

type Props = { readonly moved: Issue; readonly onAccept: () => void }

/** What changed under an open review, and the deliberate act that takes it. Apart from where "Confirm" returns: a double click does not reach both. */
export function MovedNotice({ moved, onAccept }: Props) {
  const { title, text } = formatIssue(moved)
  return (
    <Notice tone={moved.severity} title={title} isAlert>
      {text}
      <Button size="small" className="mt-2 block" onClick={onAccept}>
        Accept the new figures
      </Button>
    </Notice>
  )
}
