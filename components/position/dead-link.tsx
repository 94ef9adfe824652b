import Link from 'next/link'
import { cleanTokenText } from '../../lib/format/symbol'
import { explainLink, type LinkFault } from '../../lib/queries/explain-link'
import { EmptyState } from '../ui/empty-state'

type Subject = keyof typeof SUBJECTS

type Props = {
  readonly subject: Subject
  /** As the link has it. */
  readonly id: string | null
}

/** Longest name of a protocol or number of a chain that is repeated: both come out of the link. */
const MAX_GIVEN_LENGTH = 40

const SUBJECTS = {
  farm: {
    title: 'There is no such farm',
    misled: 'There is no such farm',
    gone: 'The market is not there, or no longer takes this collateral.',
    href: '/',
    action: 'Show all farms',
  },
  position: {
    title: 'This position is closed or never existed',
    // nothing was looked for, so nothing is said of a position
    misled: 'There is no such position',
    gone: 'Nothing is held or owed under this link on this chain.',
    href: '/portfolio',
    action: 'Show your portfolio',
  },
} as const

/** A link to something that is not there: why, as far as the link itself tells, and where to go. */
export function DeadLink({ subject, id }: Props) {
  const fault = explainLink(id, subject === 'farm')
  const { title, misled, gone, href, action } = SUBJECTS[subject]
  return (
    <EmptyState
      title={fault ? misled : title}
      action={
        <Link prefetch={false} href={href} className="font-medium text-accent text-sm underline">
          {action}
        </Link>
      }
    >
      {fault ? describe(fault, subject) : gone}
    </EmptyState>
  )
}

function describe(fault: LinkFault, subject: Subject): string {
  switch (fault.kind) {
    case 'malformed':
      return `The link names no ${subject}: it is incomplete, or something in it was changed.`
    case 'unknown-protocol':
      return `The link names a protocol that Furrow does not know: “${cleanTokenText(fault.given, MAX_GIVEN_LENGTH)}”.`
    case 'unknown-chain':
      return `The link names a network that Furrow does not read: chain id ${fault.given}.`
    case 'not-there':
      return `The link is right in its parts, but ${fault.given} is not on ${fault.known}.`
  }
}
