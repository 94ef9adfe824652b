import { useMemo } from 'react'
import type { Scenario } from '../../../lib/domain/what-if'
import type { WhatIfSubject } from '../../../lib/domain/what-if-subject'
import { Card } from '../../ui/card'
import { ScenarioCharts } from './scenario-charts'
import { ScenarioFields } from './scenario-fields'
import { ScenarioResult } from './scenario-result'
import { type ScenarioForm, useScenario } from './use-scenario'

type Props = {
  readonly subject: WhatIfSubject
  /** What else a shared address must hold for the scenario to be the same: a form's inputs, say. */
  readonly context?: Readonly<Record<string, string>>
}

/** "What if": prices, the borrow rate and time as one likes, and what becomes of the position. Asks the chain nothing. */
export function WhatIf({ subject, context }: Props) {
  const { unit } = subject.figures
  const form = useScenario(subject.assets, context, unit)
  return (
    <div className="@container">
      <div className="grid grid-cols-1 items-start gap-4 @3xl:grid-cols-2">
        <form aria-label="Scenario" noValidate onSubmit={(event) => event.preventDefault()}>
          <Card title="What if">
            <ScenarioFields
              assets={subject.assets}
              borrowAprWad={subject.borrowAprWad}
              borrowed={subject.owesSeveral ? subject.borrowed : undefined}
              form={form}
              unit={unit}
            />
          </Card>
        </form>
        {form.scenario ? (
          <Answer subject={subject} scenario={form.scenario} form={form} />
        ) : (
          <p className="text-muted text-sm">Correct what is marked to see what would become of it.</p>
        )}
      </div>
    </div>
  )
}

function Answer({
  subject,
  scenario,
  form,
}: Pick<Props, 'subject'> & { readonly scenario: Scenario; readonly form: ScenarioForm }) {
  const outcome = useMemo(() => subject.computeOutcome(scenario), [subject, scenario])
  return (
    <section aria-label="Outcome of the scenario" className="contents">
      <Card title="What would be" aside={<p className="text-muted text-xs">Estimate</p>}>
        <ScenarioResult subject={subject} outcome={outcome} />
      </Card>
      <Card title="If the price moves from there" className="@3xl:col-span-2">
        <ScenarioCharts
          subject={subject}
          scenario={scenario}
          outcome={outcome}
          chartAsset={form.inputs.chartAsset}
          onChartAsset={form.setChartAsset}
        />
      </Card>
    </section>
  )
}
