import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { PracticeControls } from '../components/practice/practice-controls'
import { NetworkBanner } from '../components/wallet/network-banner'
import { PracticeWallet } from '../components/wallet/practice-wallet'
import { fontVariables } from './fonts'
import './globals.css'
import { Providers } from './providers'
import { Footer } from './shell/footer'
import { Header } from './shell/header'
import { themeScript } from './shell/theme'

export const metadata: Metadata = {
  title: { default: 'Furrow: leveraged farms', template: '%s · Furrow' },
  description: 'Open, watch and close leveraged farms from your own wallet.',
  applicationName: 'Furrow',
  icons: { icon: '/icon.svg' },
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f5f6f4' },
    { media: '(prefers-color-scheme: dark)', color: '#0d1211' },
  ],
}

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    // The script sets `data-theme` before React sees the element.
    <html lang="en" suppressHydrationWarning className={fontVariables}>
      <head>
        <script>{themeScript}</script>
      </head>
      <body className="flex flex-col">
        <Providers>
          <a
            href="#content"
            className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:bg-accent focus:px-4 focus:py-2 focus:font-medium focus:text-on-accent"
          >
            Skip to content
          </a>
          <Header />
          <NetworkBanner />
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 outline-none sm:px-6 sm:py-8"
          >
            {children}
          </main>
          <PracticeControls />
          <Footer />
          <PracticeWallet />
        </Providers>
      </body>
    </html>
  )
}
