import { Figure } from '../ui/figure'
import type { FigureText } from './figure-texts'

type Props = { readonly figure: FigureText; readonly when?: 'before' | 'after'; readonly className?: string }

export function FigureCell({ figure, when, className }: Props) {
  return (
    <Figure field={figure.field} value={figure.value} asset={figure.asset} when={when} className={className}>
      {figure.text}
    </Figure>
  )
}
