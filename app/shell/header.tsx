import Link from 'next/link'
import { WalletButton } from '../../components/wallet/wallet-button'
import { Logo } from './logo'
import { MainNavigation } from './main-navigation'
import { NetworkState } from './network-state'
import { ThemeSwitch } from './theme-switch'

export function Header() {
  return (
    <header className="sticky top-0 z-30 border-line border-b bg-surface">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-2 px-4 py-2 sm:px-6 md:h-16 md:flex-nowrap md:py-0">
        <Link
          href="/"
          prefetch={false}
          className="mr-auto inline-flex min-h-10 items-center gap-2.5 rounded-lg font-semibold text-lg tracking-tight md:mr-4"
        >
          <Logo />
          Furrow
        </Link>
        <div className="order-last flex w-full items-center justify-between gap-2 md:order-none md:w-auto md:flex-1">
          <div className="-ml-3 md:ml-0">
            <MainNavigation />
          </div>
          <NetworkState />
        </div>
        <ThemeSwitch />
        <WalletButton />
      </div>
    </header>
  )
}
