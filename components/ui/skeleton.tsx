/** Grey where a figure will stand, of the figure's size, so that nothing moves when it arrives. */
export function Skeleton({ className = 'h-4 w-24' }: { readonly className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={`inline-block animate-pulse rounded bg-raised align-middle ${className}`}
    />
  )
}
