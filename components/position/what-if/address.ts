/** The page that a link is leading away from, until the next one is there. */
let leaving: string | null = null

/** Changes the query of the page's address, with no entry of the history. Not while a link leads away: that would call it back. */
export function changeAddress(change: (query: string) => string): void {
  const { pathname, search, hash, href } = window.location
  if (href === leaving) return
  const now = new URLSearchParams(search).toString()
  const next = change(now)
  if (next !== now) window.history.replaceState(null, '', `${pathname}${next && `?${next}`}${hash}`)
}

/** A page that is drawn is not being left, whatever was left before it. */
export function noteArrival(): void {
  leaving = null
}

/** Notes when a link is followed, after `prepare`: the last moment at which the address can be changed. Returns what ends it. */
export function watchLeaving(prepare: () => void): () => void {
  const note = (event: MouseEvent) => {
    if (!leadsAway(event)) return
    prepare()
    leaving = window.location.href
  }
  // ahead of the router
  document.addEventListener('click', note, true)
  return () => document.removeEventListener('click', note, true)
}

/** Followed in this very window, to another page or another subject. */
function leadsAway({ target, button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey || !(target instanceof Element)) return false
  const link = target.closest<HTMLAnchorElement>('a[href]')
  const { origin, pathname, search } = window.location
  if (!link || link.origin !== origin || (link.target !== '' && link.target !== '_self')) return false
  return link.pathname !== pathname || link.search !== search
}
