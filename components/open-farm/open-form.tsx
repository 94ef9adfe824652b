'use client'

import { useMemo } from 'react'
import { judgeOracles } from '../../lib/domain/oracle'
import { OperationForm } from '../form/operation-form'
import { OracleLine } from '../position/oracle-line'
import { Preview } from '../position/preview'
import { RiskSentence } from '../position/risk-sentence'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Deferred } from '../ui/deferred'
import { drawDetails, drawOutcome } from './draw-later'
import { FarmWhatIf } from './farm-what-if'
import { OpenFormFields } from './open-form-fields'
import { findShownOutcome } from './shown-outcome'
import { type OpenFormSource, useOpenForm } from './use-open-form'

/** The form that opens a position, its preview, and what its leverage does to risk and yield. */
export function OpenForm({ source }: { readonly source: OpenFormSource }) {
  const { farm, markets, owner, planner } = source
  const form = useOpenForm(source)
  const { preview, draft, simulated } = form
  const oracles = useMemo(() => judgeOracles(farm.oracles, markets.block.timestamp), [farm, markets])
  const outcome = findShownOutcome(farm, form.leverageWad, preview.after)

  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
      {/* On a phone the preview follows the form at once; with room the columns are of about one height. */}
      <div className="contents gap-4 lg:grid">
        <OperationForm operation={form} label="Open a position">
          <Card title="Open a position">
            <div className="grid grid-cols-1 gap-4">
              <OpenFormFields farm={farm} form={form} />
              {planner && form.holders && (
                <planner.HolderField
                  selection={form.holders}
                  onChoose={form.setHolder}
                  onStepwise={form.setStepwise}
                />
              )}
              <RiskSentence figures={outcome.figures} />
              {planner && <planner.FormIssues operation={form} />}
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
        </OperationForm>
        <div className="order-1 grid grid-cols-1 gap-4 lg:order-none">
          <Deferred value={{ farm, outcome }} draw={drawOutcome} />
        </div>
      </div>
      <div className="contents gap-4 lg:grid">
        <div className="grid gap-2">
          <Preview preview={preview} />
          <OracleLine oracles={oracles} unit={farm.unit} />
        </div>
        <div className="order-2 grid grid-cols-1 gap-4 lg:order-none">
          <Deferred
            value={{
              farm,
              markets,
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
