import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { hasScenario } from '../../lib/format/scenario-keys'
import { Disclosure } from '../ui/disclosure'
import { Skeleton } from '../ui/skeleton'
import type { FarmWhatIfProps } from './farm-what-if-panel'

/** Fetched when it is asked for. */
const Panel = dynamic(() => import('./farm-what-if-panel').then((module) => module.FarmWhatIfPanel), {
  loading: () => <Skeleton className="h-96 w-full rounded-xl" />,
  ssr: false,
})

/** Closed until somebody asks, or comes by a link that does. */
export function FarmWhatIf(props: FarmWhatIfProps) {
  const query = useSearchParams().toString()
  const [isOpen, setOpen] = useState(() => hasScenario(query))
  return (
    <Disclosure summary="What if prices, rates or time change?" isOpen={isOpen} onToggle={setOpen}>
      {isOpen && <Panel {...props} />}
    </Disclosure>
  )
}
