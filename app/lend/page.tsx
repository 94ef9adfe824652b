import type { Metadata } from 'next'
import { PoolsPage } from '../../components/lend/pools-page'

export const metadata: Metadata = { title: 'Lend' }

export default function Page() {
  return <PoolsPage />
}
