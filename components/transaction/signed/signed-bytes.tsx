import { useMemo, useState } from 'react'
import type { Abi } from 'viem'
import type { Send } from '../../../lib/execution/executor'
import { readSigned } from '../../../lib/execution/read-signed'
import type { AccountSnapshot } from '../../../lib/protocols/protocol'
import { nativeCoinOf } from '../../../lib/queries/native-coin'
import { Disclosure } from '../../ui/disclosure'
import { numberAlike } from '../number-alike'
import type { PlannedTransaction } from '../use-simulated-plan'
import { collectNames } from './names'
import { type Told, tellTransaction } from './tell'

type Props = {
  readonly planned: Omit<PlannedTransaction, 'guards'>
  /** The owner's, which names who may take of it. */
  readonly wallet: AccountSnapshot['wallet']
  readonly sends: readonly Send[]
  /** The functions that the plan's protocol calls, for their names. */
  readonly functions: Abi
}

/** The very bytes that the wallet is handed, read back into words. */
export function SignedBytes(props: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Disclosure summary="What exactly is signed" isOpen={isOpen} onToggle={setOpen}>
      {isOpen && <Requests {...props} />}
    </Disclosure>
  )
}

function Requests({ planned: { plan, markets }, wallet, sends, functions }: Props) {
  const requests = useMemo(() => {
    const names = collectNames(plan, markets, wallet)
    const known = { names, functions, coin: nativeCoinOf(plan.chainId) }
    return readSigned(plan, sends).map((transactions) =>
      transactions.map((transaction) => ({
        transaction,
        label: transaction.kind === 'create' ? 'the factory of Safes' : names.labelOf(transaction.call.to),
        told: tellTransaction(known, transaction),
      })),
    )
  }, [plan, markets, wallet, sends, functions])
  return (
    <div className="grid grid-cols-1 gap-4 text-sm">
      <p className="text-muted">
        Read from the bytes that your wallet is handed, not from the plan above. Compare them with what the
        wallet shows.
      </p>
      {numberAlike(requests, () => 'signature').map(({ key, item: transactions }, index) => (
        <section key={key} className="grid grid-cols-1 gap-2">
          <h3 className="font-medium">{nameSignature(index, requests.length, transactions.length)}</h3>
          {numberAlike(transactions, ({ transaction }) => transaction.call.data).map(({ key: of, item }) => (
            <div key={of} className="grid grid-cols-1 gap-1 rounded-lg bg-raised p-3">
              <p className="text-muted text-xs">
                To {item.label} <span className="wrap-anywhere font-mono">{item.transaction.call.to}</span>
              </p>
              <ToldItem told={item.told} />
            </div>
          ))}
        </section>
      ))}
    </div>
  )
}

function nameSignature(index: number, count: number, transactions: number): string {
  const place = count > 1 ? `Signature ${index + 1} of ${count}` : 'One signature'
  return transactions > 1 ? `${place}: ${transactions} calls as one` : place
}

function ToldItem({ told: { text, parts, bytes } }: { readonly told: Told }) {
  return (
    <>
      <p className="wrap-anywhere">{text}</p>
      {parts.length > 0 && (
        <ol className="grid grid-cols-1 gap-1 border-line border-l pl-3">
          {numberAlike(parts, (part) => part.text).map(({ key, item: part }) => (
            <li key={key}>
              <ToldItem told={part} />
            </li>
          ))}
        </ol>
      )}
      {bytes && <Bytes bytes={bytes} />}
    </>
  )
}

function Bytes({ bytes }: { readonly bytes: string }) {
  return (
    <details>
      <summary className="min-h-6 cursor-pointer text-accent text-xs">
        {((bytes.length - 2) / 2).toLocaleString('en')} bytes
      </summary>
      <p className="max-h-40 overflow-auto break-all rounded bg-surface p-2 font-mono text-xs">{bytes}</p>
    </details>
  )
}
