import { Reading } from '../ui/reading'
import { Skeleton } from '../ui/skeleton'

export function PortfolioSkeleton() {
  return (
    <Reading what="positions">
      <h1 className="font-semibold text-2xl">Portfolio</h1>
      <Skeleton className="h-20 w-full rounded-xl" />
      <Skeleton className="h-40 w-full rounded-xl" />
    </Reading>
  )
}
