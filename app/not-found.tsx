import type { Metadata } from 'next'
import Link from 'next/link'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <div className="grid justify-items-start gap-4 py-12">
      <p className="text-muted text-sm">404</p>
      <h1 className="font-semibold text-2xl">There is no such page.</h1>
      <p className="max-w-prose text-muted">
        Positions and farms are found by their links. Start from all farms, or from what you hold.
      </p>
      <p className="flex flex-wrap gap-6 font-medium">
        <Link prefetch={false} href="/" className="text-accent underline underline-offset-4">
          All farms
        </Link>
        <Link prefetch={false} href="/portfolio" className="text-accent underline underline-offset-4">
          Your portfolio
        </Link>
      </p>
    </div>
  )
}
