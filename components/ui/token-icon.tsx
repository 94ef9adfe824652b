type Props = { readonly address: string; readonly symbol: string; readonly size?: number }

/** A mark drawn from the token's address: no image is fetched, and no image can pretend to be another token. */
export function TokenIcon({ address, symbol, size = 24 }: Props) {
  const bits = Number.parseInt(address.slice(2, 10), 16)
  const hue = bits % 360
  const letters = symbol
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 2)
    .toUpperCase()
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} className="flex-none" aria-hidden="true">
      <circle cx="12" cy="12" r="12" fill={`hsl(${hue} 45% 42%)`} />
      <circle
        cx="12"
        cy="12"
        r="9.5"
        fill="none"
        stroke="white"
        strokeOpacity=".35"
        strokeDasharray={`${(bits >> 9) % 24} 4`}
      />
      <text x="12" y="15.5" textAnchor="middle" fontSize="9" fontWeight="600" fill="white">
        {letters}
      </text>
    </svg>
  )
}
