import { useId } from 'react'

export type ChartPoint = { readonly x: number; readonly y: number }
export type ChartTick = { readonly at: number; readonly label: string }
export type ChartMarker = { readonly x: number; readonly label: string; readonly tone: 'accent' | 'danger' }

export type LineChartData = {
  readonly title: string
  /** Says in words what the line shows. */
  readonly description: string
  readonly xLabel: string
  readonly points: readonly ChartPoint[]
  readonly xTicks: readonly ChartTick[]
  readonly yTicks: readonly ChartTick[]
  /** 0 where left out. */
  readonly yMin?: number
  readonly yMax: number
  readonly markers: readonly ChartMarker[]
  /** Below this the area is hatched as the one to stay out of. */
  readonly floor: ChartTick
}

const WIDTH = 480
const HEIGHT = 220
/** How wide a digit of a label is drawn. */
const LABEL_CHARACTER = 6.5
const PAD = { top: 24, right: 12, bottom: 36, left: 36 } as const

/** A line drawn by hand. Numbers here are pixels' worth of precision: no figure is read back from it. */
export function LineChart({ data }: { readonly data: LineChartData }) {
  const hatchId = useId()
  const first = data.points[0]
  const last = data.points.at(-1)
  if (!first || !last) return null
  const { yMin = 0, yMax } = data
  const left = Math.max(PAD.left, ...data.yTicks.map(({ label }) => label.length * LABEL_CHARACTER + 10))
  const toX = (x: number) => left + ((x - first.x) / (last.x - first.x || 1)) * (WIDTH - left - PAD.right)
  const toY = (y: number) =>
    HEIGHT -
    PAD.bottom -
    ((Math.min(Math.max(y, yMin), yMax) - yMin) / (yMax - yMin)) * (HEIGHT - PAD.top - PAD.bottom)
  const path = data.points
    .map((p, i) => `${i ? 'L' : 'M'}${toX(p.x).toFixed(1)} ${toY(p.y).toFixed(1)}`)
    .join('')
  const bottom = toY(yMin)
  const nowX = toX(data.markers.find(({ tone }) => tone === 'accent')?.x ?? first.x)

  return (
    <figure className="m-0 grid gap-2">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="h-auto w-full"
        role="img"
        aria-label={`${data.title}. ${data.description}`}
      >
        <defs>
          <pattern
            id={hatchId}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" className="fill-danger-soft" />
            <path d="M0 0v6" className="stroke-danger" strokeOpacity=".35" />
          </pattern>
        </defs>
        <rect
          x={left}
          y={toY(data.floor.at)}
          width={WIDTH - left - PAD.right}
          height={bottom - toY(data.floor.at)}
          fill={`url(#${hatchId})`}
        />
        {data.yTicks.map((tick) => (
          <g key={tick.at}>
            <path d={`M${left} ${toY(tick.at)}H${WIDTH - PAD.right}`} className="stroke-line" />
            <text
              x={left - 6}
              y={toY(tick.at) + 3.5}
              textAnchor="end"
              className="fill-muted text-[11px] tabular-nums"
            >
              {tick.label}
            </text>
          </g>
        ))}
        {data.xTicks.map((tick) => (
          <text
            key={tick.at}
            x={toX(tick.at)}
            y={bottom + 15}
            textAnchor={tick.at === last.x ? 'end' : 'middle'}
            className="fill-muted text-[11px] tabular-nums"
          >
            {tick.label}
          </text>
        ))}
        <text
          x={(left + WIDTH - PAD.right) / 2}
          y={HEIGHT - 5}
          textAnchor="middle"
          className="fill-muted text-[11px]"
        >
          {data.xLabel}
        </text>
        <path
          d={`M${left} ${toY(data.floor.at)}H${WIDTH - PAD.right}`}
          className="stroke-danger"
          strokeDasharray="4 3"
        />
        <path d={path} fill="none" className="stroke-accent" strokeWidth="2.25" strokeLinejoin="round" />
        {data.markers.map((marker) => (
          <Marker key={marker.label} marker={marker} x={toX(marker.x)} bottom={bottom} nowX={nowX} />
        ))}
      </svg>
      <figcaption className="text-muted text-xs">{data.description}</figcaption>
    </figure>
  )
}

/** The price now is labelled above the drawing; what threatens is labelled inside it, on the side away from now. */
function Marker({ marker, x, bottom, nowX }: MarkerProps) {
  const isDanger = marker.tone === 'danger'
  const anchor = isDanger ? keepInside(x < nowX ? 'end' : 'start', x) : keepInside('middle', x)
  const gap = anchor === 'end' ? -5 : 5
  return (
    <g>
      <path
        d={`M${x} ${PAD.top - 6}V${bottom}`}
        className={isDanger ? 'stroke-danger' : 'stroke-ink'}
        strokeWidth="1.5"
        strokeDasharray={isDanger ? '2 3' : undefined}
      />
      <text
        x={isDanger ? x + gap : x}
        y={isDanger ? PAD.top + 12 : PAD.top - 11}
        textAnchor={anchor}
        className={`text-[11px] tabular-nums ${isDanger ? 'fill-danger font-semibold' : 'fill-ink'}`}
      >
        {marker.label}
      </text>
    </g>
  )
}

type Anchor = 'start' | 'middle' | 'end'

/** Turns a label round where it would leave the drawing. */
function keepInside(anchor: Anchor, x: number): Anchor {
  const room = anchor === 'middle' ? 50 : 125
  if (x < room && anchor !== 'start') return 'start'
  return x > WIDTH - room && anchor !== 'end' ? 'end' : anchor
}

type MarkerProps = {
  readonly marker: ChartMarker
  readonly x: number
  readonly bottom: number
  readonly nowX: number
}
