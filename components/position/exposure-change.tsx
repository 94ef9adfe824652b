import type { PlanView } from '../../lib/plan/plan-view'
import { Card } from '../ui/card'
import { NetExposures } from './net-exposures'

type Props = { readonly before: PlanView; readonly after: PlanView | null }

/** Which way of each price loses money, now and after. */
export function ExposureChange({ before, after }: Props) {
  return (
    <Card title="What you bet on">
      <div className="grid gap-3">
        <Side title="Now" view={before} none="Nothing yet." />
        {after && <Side title="After" view={after} none="Nothing: the position is closed." />}
      </div>
    </Card>
  )
}

type SideProps = { readonly title: string; readonly view: PlanView; readonly none: string }

function Side({ title, view: { exposures, figures }, none }: SideProps) {
  return (
    <div>
      <h3 className="font-medium text-muted text-xs">{title}</h3>
      {figures ? (
        <NetExposures
          exposures={exposures}
          collateralValueE8={figures.collateralValueE8}
          unit={figures.unit}
        />
      ) : (
        <p className="text-sm">{none}</p>
      )}
    </div>
  )
}
