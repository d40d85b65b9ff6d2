import type { Severity } from '../monitor/event.ts'

/** How bad something is, from the least. */
export const problemSeverities = ['info', 'warning', 'critical'] as const
export type ProblemSeverity = (typeof problemSeverities)[number]

export function isProblem(severity: Severity): severity is ProblemSeverity {
  return severity !== 'resolved'
}

export function isAtLeast(severity: ProblemSeverity, least: ProblemSeverity): boolean {
  return problemSeverities.indexOf(severity) >= problemSeverities.indexOf(least)
}

export function isWorse(severity: ProblemSeverity, than: ProblemSeverity): boolean {
  return severity !== than && isAtLeast(severity, than)
}

/** `info` of nothing. */
export function worst(severities: ProblemSeverity[]): ProblemSeverity {
  return problemSeverities.findLast((severity) => severities.includes(severity)) ?? 'info'
}
