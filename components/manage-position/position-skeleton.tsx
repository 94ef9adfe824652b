import { Skeleton } from '../ui/skeleton'

export function PositionSkeleton() {
  return (
    <div className="grid gap-6" aria-busy="true">
      <p className="sr-only" role="status">
        Reading the position from the chain…
      </p>
      <Skeleton className="h-12 w-72 max-w-full" />
      <Skeleton className="h-28 w-full rounded-xl" />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Skeleton className="h-72 w-full rounded-xl" />
        <Skeleton className="h-96 w-full rounded-xl" />
      </div>
    </div>
  )
}
