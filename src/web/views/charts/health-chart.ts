import { type HealthSpan, pollsOf } from '../../../core/fleet/health-span.ts'
import { groupBy } from '../../../core/group-by.ts'
import { series } from '../../../core/wording.ts'
import type { Format } from '../../format.ts'
import type { Viewer } from '../frame/viewer.ts'
import { type Badge, serverBadges, type Tone } from '../pieces/badge.ts'

/** How the polls of each hour or day went: shares of a bar, each kind as wide as nothing else. */
export interface HealthChartView {
  width: number
  bars: { tone: Tone; path: string }[]
  first: string
  last: string
  summary: string
  /** The spans in which not all was well, newest first. */
  table: { when: string; badge: Badge; found: string }[]
}

type Kind = Exclude<keyof HealthSpan, 'startsAt' | 'answered' | 'answerMsSum' | 'answerMsMax'>

const step = 8
const height = 40
const hourMs = 60 * 60 * 1000
const lengths = { hour: hourMs, day: 24 * hourMs }

/** From the bottom upwards. What is wrong is thinner, so that no colour is needed to see it. */
const widths: [kind: Kind, width: number][] = [
  ['ok', 6],
  ['late', 4],
  ['unknown', 1],
  ['refused', 2],
  ['unreachable', 2],
  ['failing', 2],
]

/** The worst first. */
const weights: Kind[] = ['failing', 'refused', 'unreachable', 'late', 'unknown']

/** Null when there was no poll in all that time. `amount`: of hours or days, up to now. */
export function healthChart(
  spans: HealthSpan[],
  { length, amount }: { length: 'hour' | 'day'; amount: number },
  viewer: Viewer,
): HealthChartView | null {
  if (spans.length === 0) return null
  const lengthMs = lengths[length]
  const last = Math.floor(viewer.now.getTime() / lengthMs) * lengthMs
  const first = last - (amount - 1) * lengthMs
  const name = nameIn(length, viewer.format)
  const bad = spans.filter((span) => span.ok < pollsOf(span)).reverse()
  return {
    width: amount * step - 2,
    bars: barsOf(spans, (at) => Math.round((at.getTime() - first) / lengthMs) * step),
    first: name(new Date(first)),
    last: name(new Date(last)),
    summary: summaryOf(spans, bad.length, length, viewer.format),
    table: bad.map((span) => ({
      when: name(span.startsAt),
      badge: serverBadges[weights.find((kind) => span[kind] > 0) ?? 'unknown'],
      found: foundIn(span, viewer.format),
    })),
  }
}

/** All of one kind as one path. */
function barsOf(spans: HealthSpan[], xOf: (at: Date) => number): HealthChartView['bars'] {
  const parts = spans.flatMap((span) => {
    const polls = pollsOf(span)
    let y = height
    return widths.flatMap(([kind, width]) => {
      const tall = (span[kind] / polls) * height
      if (tall === 0) return []
      y -= tall
      const x = xOf(span.startsAt) + (6 - width) / 2
      return [{ kind, path: `M${x} ${y.toFixed(1)}h${width}v${tall.toFixed(1)}h-${width}z` }]
    })
  })
  return [...groupBy(parts, ({ kind }) => kind)].map(([kind, own]) => ({
    tone: serverBadges[kind].tone,
    path: own.map(({ path }) => path).join(''),
  }))
}

function nameIn(length: 'hour' | 'day', format: Format): (at: Date) => string {
  if (length === 'hour') return (at) => format.time(at).text
  return (at) => format.day(Math.floor(at.getTime() / lengths.day))
}

function summaryOf(spans: HealthSpan[], bad: number, length: string, format: Format): string {
  const sum = (amount: (span: HealthSpan) => number) =>
    spans.reduce((total, span) => total + amount(span), 0)
  const polls = sum(pollsOf)
  const answered = sum((span) => span.answered)
  const share = (part: number) => `${format.number(Math.floor((part / polls) * 1000) / 10)} %`
  const pace =
    answered === 0
      ? ''
      : ` Answers took ${format.number(Math.round(sum((span) => span.answerMsSum) / answered))} ms on average.`
  const found = `${share(sum((span) => span.ok))} of ${format.number(polls)} polls found it well, ${share(answered)} were answered.`
  const trouble = bad === 0 ? '' : ` Not all was well in ${format.count(bad, length)}.`
  return `${found}${trouble}${pace}`
}

function foundIn(span: HealthSpan, format: Format): string {
  const bad = weights.filter((kind) => span[kind] > 0)
  const parts = bad.map(
    (kind) => `${format.number(span[kind])} ${serverBadges[kind].text.toLowerCase()}`,
  )
  return `${series(parts)} of ${format.count(pollsOf(span), 'poll')}`
}
