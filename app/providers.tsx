'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { WagmiProvider } from 'wagmi'
import { TransactionProvider } from '../components/transaction/transaction-provider'
import { createAppQueryClient } from '../lib/config/query-client'
import { wagmiConfig } from '../lib/config/wagmi'

export function Providers({ children }: { readonly children: ReactNode }) {
  const [queryClient] = useState(createAppQueryClient)
  return (
    <WagmiProvider config={wagmiConfig}>
      <QueryClientProvider client={queryClient}>
        <TransactionProvider>{children}</TransactionProvider>
      </QueryClientProvider>
    </WagmiProvider>
  )
}
