'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

const LINKS = [
  { href: '/', label: 'Farms', under: ['/', '/farm'] },
  { href: '/portfolio', label: 'Portfolio', under: ['/portfolio', '/position'] },
  { href: '/lend', label: 'Lend', under: ['/lend'] },
] as const

export function MainNavigation() {
  const pathname = usePathname()
  return (
    <nav aria-label="Main" className="flex gap-1">
      {LINKS.map(({ href, label, under }) => {
        const isHere = under.some((path) => path === pathname)
        return (
          <Link
            key={href}
            href={href}
            prefetch={false}
            aria-current={isHere ? 'page' : undefined}
            className={`relative inline-flex min-h-10 items-center rounded-lg px-3 font-medium text-sm transition-colors hover:bg-raised hover:text-ink ${isHere ? 'text-ink after:absolute after:inset-x-3 after:bottom-1 after:h-0.5 after:rounded-full after:bg-accent' : 'text-muted'}`}
          >
            {label}
          </Link>
        )
      })}
    </nav>
  )
}
