import dynamic from 'next/dynamic'
import { memo, useState } from 'react'
import { Disclosure } from '../ui/disclosure'
import { Skeleton } from '../ui/skeleton'
import { formatSlippage } from './tolerance'
import type { ToleranceFieldsProps } from './tolerance-fields'

/** Fetched when it is asked for: few change it. */
const Fields = dynamic(() => import('./tolerance-fields').then((module) => module.ToleranceFields), {
  loading: () => <Skeleton className="h-28 w-full rounded-lg" />,
  ssr: false,
})

/** Not drawn again while something else of its form is typed. */
export const ToleranceSettings = memo(function ToleranceSettings(props: ToleranceFieldsProps) {
  const [isOpen, setOpen] = useState(false)
  const { slippageBps, deadlineMinutes } = props.value
  return (
    <Disclosure
      summary={
        <>
          Advanced{' '}
          <span className="text-muted text-xs tabular-nums">
            {formatSlippage(slippageBps)} slippage · {deadlineMinutes.toString()} min
          </span>
        </>
      }
      isOpen={isOpen}
      onToggle={setOpen}
    >
      {isOpen && <Fields {...props} />}
    </Disclosure>
  )
})
