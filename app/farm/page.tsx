import type { Metadata } from 'next'
import { Suspense } from 'react'
import { FarmPage } from '../../components/open-farm/farm-page'
import { FarmSkeleton } from '../../components/open-farm/farm-skeleton'

export const metadata: Metadata = { title: 'Farm' }

export default function Page() {
  return (
    // The id travels in the query, which a static page knows only in the browser.
    <Suspense fallback={<FarmSkeleton />}>
      <FarmPage />
    </Suspense>
  )
}
