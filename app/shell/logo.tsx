/** Four furrows that run together at the horizon, drawn on the accent. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" className="size-7 flex-none" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <path
        d="M6.5 11.5h19M5.5 26c.6-6 3.6-10.5 8.3-14.5M12.6 26c.1-5.5.9-10 2.4-14.5M19.4 26c-.1-5.5-.9-10-2.4-14.5M26.5 26c-.6-6-3.6-10.5-8.3-14.5"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <path d="M12.5 8a3.5 3.5 0 017 0" fill="var(--on-accent)" />
    </svg>
  )
}
