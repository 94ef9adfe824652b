import { Reading } from '../ui/reading'
import { Skeleton } from '../ui/skeleton'

export function PositionSkeleton() {
  return (
    <Reading what="the position">
      <Skeleton className="h-12 w-72 max-w-full" />
      <Skeleton className="h-28 w-full rounded-xl" />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Skeleton className="h-72 w-full rounded-xl" />
        <Skeleton className="h-96 w-full rounded-xl" />
      </div>
    </Reading>
  )
}
