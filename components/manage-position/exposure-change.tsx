import { computeNetExposures } from '../../lib/domain/exposure'
import type { PlanView } from '../../lib/plan/plan-view'
import { NetExposures } from '../position/net-exposures'
import { Card } from '../ui/card'

type Props = { readonly before: PlanView; readonly after: PlanView | null }

/** Which way of each price loses money, now and after. */
export function ExposureChange({ before, after }: Props) {
  return (
    <Card title="What you bet on">
      <div className="grid gap-3">
        <Side title="Now" view={before} />
        {after && <Side title="After" view={after} />}
      </div>
    </Card>
  )
}

function Side({ title, view: { position, figures } }: { readonly title: string; readonly view: PlanView }) {
  return (
    <div>
      <h3 className="font-medium text-muted text-xs">{title}</h3>
      {position && figures ? (
        <NetExposures
          exposures={computeNetExposures(position)}
          collateralValueE8={figures.collateralValueE8}
        />
      ) : (
        <p className="text-sm">Nothing: the position is closed.</p>
      )}
    </div>
  )
}
