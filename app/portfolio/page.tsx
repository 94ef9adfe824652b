import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PortfolioPage } from '../../components/portfolio/portfolio-page'
import { PortfolioSkeleton } from '../../components/portfolio/portfolio-skeleton'

export const metadata: Metadata = { title: 'Portfolio' }

export default function Page() {
  return (
    <Suspense fallback={<PortfolioSkeleton />}>
      <PortfolioPage />
    </Suspense>
  )
}
