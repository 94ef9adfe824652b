import { type ReactNode, useEffect, useRef, useState } from 'react'

type Props = {
  /** As tall as what follows, so that nothing jumps. */
  readonly placeholder: ReactNode
  readonly children: ReactNode
}

/** Holds its children back until somebody scrolls to where they are; then they stay. */
export function WhenVisible({ placeholder, children }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    if (isSeen || !place.current) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true)
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [isSeen])
  return <div ref={place}>{isSeen ? children : placeholder}</div>
}
