import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PositionPage } from '../../components/manage-position/position-page'
import { PositionSkeleton } from '../../components/manage-position/position-skeleton'

export const metadata: Metadata = { title: 'Position' }

export default function Page() {
  return (
    <Suspense fallback={<PositionSkeleton />}>
      <PositionPage />
    </Suspense>
  )
}
