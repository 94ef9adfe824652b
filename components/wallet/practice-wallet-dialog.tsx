'use client'

import { type ReactNode, useEffect, useId, useRef } from 'react'
import type { Approval, ApprovalSubject } from '../../lib/execution/practice-wallet/approvals'
import { formatAddress } from '../../lib/format/address'
import { formatDecimal } from '../../lib/format/decimal'
import { Button } from '../ui/button'
import { CallData } from './call-data'

type Props = { readonly approval: Approval; readonly onAnswer: (isApproved: boolean) => void }

const HEADINGS: Record<ApprovalSubject['kind'], string> = {
  connect: 'Connect to Furrow?',
  switch: 'Switch to another network?',
  transaction: 'Send this transaction?',
  message: 'Sign this message?',
  'typed-data': 'Sign this data?',
}

/** A wallet's own window, in the page: it does not look like the page, and Escape says no. */
export function PracticeWalletDialog({ approval, onAnswer }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const { subject, account } = approval

  useEffect(() => {
    ref.current?.showModal()
  }, [])

  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onAnswer(false)
      }}
      // The wallets' modal behind listens on the document, and would close along with this one.
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.nativeEvent.stopImmediatePropagation()
      }}
      className="m-auto max-h-[calc(100dvh-1rem)] w-[min(26rem,calc(100vw-1rem))] overflow-y-auto rounded-xl border-2 border-accent bg-surface p-0 text-ink shadow-xl backdrop:bg-black/60 sm:mt-6 sm:mr-6"
    >
      <header className="flex items-center justify-between gap-4 bg-accent px-4 py-2.5 text-on-accent text-sm">
        <h2 id={titleId} className="font-semibold">
          Practice wallet
        </h2>
        <span className="font-mono">{formatAddress(account)}</span>
      </header>
      <div className="grid gap-4 p-4">
        <p className="font-semibold text-lg">{HEADINGS[subject.kind]}</p>
        <Subject subject={subject} account={account} />
        <div className="grid grid-cols-2 gap-3">
          <Button size="large" onClick={() => onAnswer(false)}>
            Reject
          </Button>
          <Button size="large" variant="primary" onClick={() => onAnswer(true)}>
            Approve
          </Button>
        </div>
      </div>
    </dialog>
  )
}

function Subject({ subject, account }: Pick<Approval, 'subject' | 'account'>) {
  if (subject.kind === 'connect') {
    return (
      <div className="grid gap-2 text-sm">
        <p>Furrow will see this account’s address and ask you before anything is signed.</p>
        <p className="break-all font-mono text-xs">{account}</p>
        <p className="rounded-lg bg-warn-soft px-3 py-2">
          For practice only. Its key was made at random in this browser and is kept in its storage,
          unencrypted. Never send real money to this address.
        </p>
      </div>
    )
  }
  if (subject.kind === 'switch') {
    return <p className="text-sm">Furrow wants to go on with you on {subject.network}.</p>
  }
  if (subject.kind === 'transaction') {
    return (
      <dl className="grid gap-3 text-sm">
        {subject.network && <Row name="Network">{subject.network}</Row>}
        <Row name="To">
          <span className="break-all font-mono text-xs">{subject.to ?? 'a new contract'}</span>
        </Row>
        <Row name="Value">{formatDecimal(subject.value, 18)} ETH</Row>
        <Row name="Function">
          <CallData data={subject.data} />
        </Row>
      </dl>
    )
  }
  return (
    <pre className="max-h-72 overflow-auto whitespace-pre-wrap break-all rounded-lg bg-raised p-3 font-mono text-xs">
      {subject.text}
    </pre>
  )
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[5rem_minmax(0,1fr)] gap-3">
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
