import { Gauge, type Registry } from 'prom-client'
import type { FleetFigures } from '../../services/fleet/metrics.ts'
import { databaseMeasures, monitorMeasures, serverMeasures } from './measures.ts'

/** Makes a gauge of each measure. What it answers fills them all anew, so that what is gone leaves them. */
export function gauges(registry: Registry): (fleet: FleetFigures) => void {
  const made = [...serverMeasures, ...databaseMeasures, ...monitorMeasures].map((measure) => {
    const { name, help, labels } = measure
    const full = { name: `backupgram_admin_${name}`, help, labelNames: labels }
    return { gauge: new Gauge({ ...full, registers: [registry] }), read: measure.read }
  })
  return (fleet) => {
    for (const { gauge, read } of made) {
      gauge.reset()
      for (const { labels, value } of read(fleet)) if (value !== null) gauge.set(labels, value)
    }
  }
}
