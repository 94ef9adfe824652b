import { Reading } from '../ui/reading'
import { Skeleton } from '../ui/skeleton'

export function FarmSkeleton() {
  return (
    <Reading what="the farm">
      <Skeleton className="h-12 w-72 max-w-full" />
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-20 w-full rounded-xl" />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Skeleton className="h-80 w-full rounded-xl" />
        <Skeleton className="h-[32rem] w-full rounded-xl" />
      </div>
    </Reading>
  )
}
