import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { gauges } from '../src/web/metrics/gauges.ts'
import { read } from './support/source-tree.ts'

const registry = new Registry()
gauges(registry)
const known = registry.getMetricsAsArray().map(({ name }) => name)

const namesIn = (path: string) => [
  ...new Set([...read(path).matchAll(/backupgram_admin_[a-z_]*[a-z]/g)].map(([name]) => name)),
]

test.each([['docs/prometheus/alert-rules.yml'], ['docs/prometheus/grafana-dashboard.json']])(
  '%s asks only for metrics that there are',
  (path) => {
    expect(namesIn(path).filter((name) => !known.includes(name))).toEqual([])
    expect(namesIn(path).length).toBeGreaterThan(4)
  },
)

test('docs/metrics.md describes every metric of the fleet', () => {
  const text = read('docs/metrics.md')
  expect(known.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
})
