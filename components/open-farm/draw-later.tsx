import dynamic from 'next/dynamic'
import type { Farm } from '../../lib/domain/farm'
import { Skeleton } from '../ui/skeleton'
import { WhenVisible } from '../ui/when-visible'
import { OpeningDetails, type OpeningDetailsProps } from './opening-details'
import { OpeningYield } from './opening-yield'
import type { ShownOutcome } from './shown-outcome'

/** Drawn below the form, and fetched when somebody looks there. */
const ChartPlace = () => <Skeleton className="h-80 w-full rounded-xl" />
const OpeningChart = dynamic(() => import('./opening-chart').then((module) => module.OpeningChart), {
  loading: ChartPlace,
  ssr: false,
})

/** What the leverage does to risk and yield. */
export const drawOutcome = ({ farm, outcome }: { readonly farm: Farm; readonly outcome: ShownOutcome }) => (
  <>
    <WhenVisible placeholder={<ChartPlace />}>
      <OpeningChart outcome={outcome} />
    </WhenVisible>
    <OpeningYield farm={farm} outcome={outcome} />
  </>
)

/** What else there is to say of an opening. */
export const drawDetails = (props: OpeningDetailsProps) => <OpeningDetails {...props} />
