import type { ButtonHTMLAttributes } from 'react'

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly variant?: 'primary' | 'secondary' | 'quiet'
  readonly size?: 'small' | 'medium' | 'large'
}

const VARIANTS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong border-transparent font-semibold',
  secondary: 'bg-surface text-ink border-line-strong hover:bg-raised',
  quiet: 'bg-transparent text-accent border-transparent hover:bg-raised',
} as const

const SIZES = {
  small: 'min-h-7 px-2 text-xs rounded-md',
  medium: 'min-h-9 px-3 text-sm rounded-lg',
  large: 'min-h-11 px-4 text-base rounded-lg',
} as const

export function Button({ variant = 'secondary', size = 'medium', className = '', ...props }: Props) {
  return (
    <button
      type="button"
      className={`inline-flex cursor-pointer items-center justify-center gap-2 border font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-60 ${VARIANTS[variant]} ${SIZES[size]} ${className}`}
      {...props}
    />
  )
}
