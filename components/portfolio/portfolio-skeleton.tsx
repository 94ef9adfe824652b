import { Skeleton } from '../ui/skeleton'

export function PortfolioSkeleton() {
  return (
    <div className="grid gap-6" aria-busy="true">
      <h1 className="font-semibold text-2xl">Portfolio</h1>
      <p className="sr-only" role="status">
        Reading positions from the chain…
      </p>
      <Skeleton className="h-20 w-full rounded-xl" />
      <Skeleton className="h-40 w-full rounded-xl" />
    </div>
  )
}
