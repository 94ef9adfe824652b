'use client'

import dynamic from 'next/dynamic'
import { type FormEvent, useMemo, useRef } from 'react'
import { judgeOracles } from '../../lib/domain/oracle'
import { formatMultiple } from '../../lib/format/multiple'
import { findPositionAfter } from '../../lib/plan/plan-view'
import { KeyFigures } from '../position/before-after-table'
import { focusFirstError } from '../position/focus-first-error'
import { FormIssues } from '../position/form-issues'
import { OracleLine } from '../position/oracle-line'
import { Preview } from '../position/preview'
import { RiskSentence } from '../position/risk-sentence'
import { findSimulatedWarnings } from '../position/simulated-issues'
import { useAcceptedRisk } from '../position/use-accepted-risk'
import { type TransactionRequest, useTransaction } from '../transaction/transaction-context'
import { useReplan } from '../transaction/use-replan'
import { useSimulatedPlan } from '../transaction/use-simulated-plan'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Deferred } from '../ui/deferred'
import { drawDetails, drawOutcome } from './draw-later'
import { FarmWhatIf } from './farm-what-if'
import { OpenFormFields } from './open-form-fields'
import { describeOpening, estimateOpening, viewAfter, viewBefore } from './open-preview'
import { findShownOutcome } from './shown-outcome'
import type { OpenFormSource } from './use-open-form'
import { useOpenForm } from './use-open-form'

/** Shown once something was confirmed. */
const OutcomeTable = dynamic(
  () => import('../position/outcome-table').then((module) => module.OutcomeTable),
  {
    ssr: false,
  },
)

type Props = { readonly source: OpenFormSource; readonly onConnect: () => void }

/** The form that opens a position, its preview, and the way from there into the review. */
export function OpenForm({ source, onConnect }: Props) {
  const { farm, markets, owner, account, planner } = source
  const formElement = useRef<HTMLFormElement>(null)
  const form = useOpenForm(source)
  const { review } = useTransaction()
  const plan = form.result?.ok ? form.result.plan : null
  const draft = form.result?.ok ? form.result.plan : form.result?.estimate
  const canSimulate = plan !== null && owner !== null && account !== null
  const { simulated, isSimulating } = useSimulatedPlan(
    canSimulate && planner ? { plan, markets, guards: planner.guards } : null,
    form.inputsKey,
  )
  const issues = [...form.issues, ...findSimulatedWarnings(form.issues, simulated)]
  const { isAccepted, accept, forget } = useAcceptedRisk(form.inputsKey, issues)
  const preview = describeOpening(source, form, simulated, isSimulating)
  const oracles = useMemo(() => judgeOracles(farm.oracles, markets.block.timestamp), [farm, markets])
  const outcome = findShownOutcome(farm, form.leverageWad, preview.after)

  const makeRequest = (): TransactionRequest | null => {
    if (!plan || !planner || !isAccepted) return null
    const previewed = estimateOpening(source, form).after
    return {
      title: `Open ${farm.name} at ${formatMultiple(form.leverageWad ?? 0n)}`,
      planned: { plan, markets, guards: planner.guards },
      inputsKey: form.inputsKey,
      replan,
      renderFigures: (simulation) => (
        <KeyFigures
          before={viewBefore(farm, plan, simulation)}
          after={viewAfter(farm, plan, simulation.before, simulation.after)}
        />
      ),
      renderOutcome: (simulation, actual) => {
        const promised = viewAfter(farm, plan, simulation.before, simulation.after)
        return (
          <OutcomeTable
            previewed={previewed ?? promised}
            simulated={promised}
            actual={actual && viewAfter(farm, plan, simulation.before, actual)}
          />
        )
      },
      findNext: (simulation, actual) => {
        const position = actual && findPositionAfter(plan.intent, simulation.before, actual)
        return position
          ? { href: `/position?id=${encodeURIComponent(position.id)}`, label: 'Show the position' }
          : { href: '/portfolio', label: 'Show the portfolio' }
      },
      onConfirmed: () => {
        form.reset()
        forget()
      },
    }
  }
  const replan = useReplan(makeRequest)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    form.setSubmitted(true)
    if (owner === null) return onConnect()
    const request = makeRequest()
    if (!request) return focusFirstError(formElement.current)
    review(request)
  }

  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
      {/* On a phone the preview follows the form at once; with room the columns are of about one height. */}
      <div className="contents gap-4 lg:grid">
        <form ref={formElement} onSubmit={submit} noValidate aria-label="Open a position">
          <Card title="Open a position">
            <div className="grid grid-cols-1 gap-4">
              <OpenFormFields farm={farm} form={form} />
              <RiskSentence figures={outcome.figures} />
              <FormIssues
                issues={issues}
                isAccepted={isAccepted}
                onAccept={accept}
                isSubmitted={form.isSubmitted}
              />
              <Button type="submit" variant="primary" size="large">
                Open position
              </Button>
              {owner === null && (
                <p className="text-center text-muted text-xs">
                  No wallet is connected: figures are estimates, and this asks to connect first.
                </p>
              )}
            </div>
          </Card>
        </form>
        <div className="order-1 grid grid-cols-1 gap-4 lg:order-none">
          <Deferred value={{ farm, outcome }} draw={drawOutcome} />
        </div>
      </div>
      <div className="contents gap-4 lg:grid">
        <div className="grid gap-2">
          <Preview preview={preview} />
          <OracleLine oracles={oracles} />
        </div>
        <div className="order-2 grid grid-cols-1 gap-4 lg:order-none">
          <Deferred
            value={{
              farm,
              adapter: planner?.adapter ?? null,
              preview,
              walletChanges: draft?.walletChanges ?? null,
              simulated,
            }}
            draw={drawDetails}
          />
        </div>
      </div>
      {outcome.position && (
        <div className="order-3 lg:col-span-2">
          <FarmWhatIf position={outcome.position} rates={outcome.rates} form={form} />
        </div>
      )}
    </div>
  )
}
