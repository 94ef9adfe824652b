import { useId, useRef } from 'react'
import { useWidth } from './use-width'

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

/** Until its place is measured: a pixel drawn is then a pixel shown, so that labels are legible on any screen. */
const USUAL_WIDTH = 480
const HEIGHT = 220
/** How wide a digit of a label is drawn. */
const LABEL_CHARACTER = 6.5
const PAD = { top: 24, right: 12, bottom: 36, left: 36 } as const

/** A line drawn by hand. Numbers here are pixels' worth of precision: no figure is read back from it. */
export function LineChart({ data }: { readonly data: LineChartData }) {
  const hatchId = useId()
  const figure = useRef<HTMLElement>(null)
  const width = useWidth(figure, USUAL_WIDTH)
  const first = data.points[0]
  const last = data.points.at(-1)
  if (!first || !last) return null
  const { yMin = 0, yMax } = data
  const left = Math.max(PAD.left, ...data.yTicks.map(({ label }) => label.length * LABEL_CHARACTER + 10))
  const toX = (x: number) => left + ((x - first.x) / (last.x - first.x || 1)) * (width - left - PAD.right)
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
    <figure ref={figure} className="m-0 grid grid-cols-1 gap-2">
      <svg
        viewBox={`0 0 ${width} ${HEIGHT}`}
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
          width={width - left - PAD.right}
          height={bottom - toY(data.floor.at)}
          fill={`url(#${hatchId})`}
        />
        {data.yTicks.map((tick) => (
          <g key={tick.at}>
            <path d={`M${left} ${toY(tick.at)}H${width - PAD.right}`} className="stroke-line" />
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
          x={(left + width - PAD.right) / 2}
          y={HEIGHT - 5}
          textAnchor="middle"
          className="fill-muted text-[11px]"
        >
          {data.xLabel}
        </text>
        <path
          d={`M${left} ${toY(data.floor.at)}H${width - PAD.right}`}
          className="stroke-danger"
          strokeDasharray="4 3"
        />
        <path d={path} fill="none" className="stroke-accent" strokeWidth="2.25" strokeLinejoin="round" />
        {data.markers.map((marker) => (
          <path
            key={marker.label}
            d={`M${toX(marker.x)} ${PAD.top - 6}V${bottom}`}
            className={marker.tone === 'danger' ? 'stroke-danger' : 'stroke-ink'}
            strokeWidth="1.5"
            strokeDasharray={marker.tone === 'danger' ? '2 3' : undefined}
          />
        ))}
        {data.markers.map((marker) => (
          <MarkerLabel key={marker.label} marker={marker} x={toX(marker.x)} nowX={nowX} width={width} />
        ))}
      </svg>
      <figcaption className="text-muted text-xs">{data.description}</figcaption>
    </figure>
  )
}

/** The price now is labelled above the drawing; what threatens inside it, away from now, over any line in its way. */
function MarkerLabel({ marker, x, nowX, width }: MarkerLabelProps) {
  const isDanger = marker.tone === 'danger'
  const away = x < nowX ? 'end' : 'start'
  const anchor = keepInside(isDanger ? away : 'middle', x, width)
  const gap = anchor === 'end' ? -5 : 5
  return (
    <text
      x={isDanger ? x + gap : x}
      y={isDanger ? PAD.top + 12 : PAD.top - 11}
      textAnchor={anchor}
      strokeWidth="5"
      strokeLinejoin="round"
      className={`stroke-surface text-[11px] tabular-nums [paint-order:stroke] ${isDanger ? 'fill-danger font-semibold' : 'fill-ink'}`}
    >
      {marker.label}
    </text>
  )
}

type Anchor = 'start' | 'middle' | 'end'

/** Turns a label round where it would leave the drawing. */
function keepInside(anchor: Anchor, x: number, width: number): Anchor {
  const room = anchor === 'middle' ? 50 : 125
  if (x < room && anchor !== 'start') return 'start'
  return x > width - room && anchor !== 'end' ? 'end' : anchor
}

type MarkerLabelProps = {
  readonly marker: ChartMarker
  readonly x: number
  readonly nowX: number
  /** Of the whole drawing. */
  readonly width: number
}
