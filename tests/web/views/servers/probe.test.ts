import { describe, expect, test } from 'vitest'
import type { ProbeStep } from '../../../../src/core/probe.ts'
import { probeLadder, probeView } from '../../../../src/web/views/servers/probe.ts'
import { aServer, aViewer } from '../../../support/people.ts'
import { renderStrictly } from '../../../support/strict-view.ts'

const passed: ProbeStep = { name: 'dns', outcome: 'passed', finding: '10.0.0.1', tookMs: 2.6 }
const warned: ProbeStep = {
  name: 'clock',
  outcome: 'warned',
  finding: '90 s late',
  remedy: 'Set it.',
}
const failed: ProbeStep = { name: 'token', outcome: 'failed', finding: '401', remedy: 'Renew it.' }
const skipped: ProbeStep = { name: 'status', outcome: 'skipped', finding: '' }

describe('the probe ladder', () => {
  test.each([
    [[passed], 'Passed'],
    [[passed, warned], 'Warning'],
    [[passed, warned, failed, skipped], 'Failed'],
  ])('comes to one conclusion', (steps, text) => {
    expect(probeLadder(steps).badge.text).toBe(text)
  })

  test('names the step that it stops at', () => {
    expect(probeLadder([passed, failed, skipped]).sentence).toContain('“Token”')
  })

  test('shows each step with finding, remedy and time', () => {
    const facets = { inventory: true, jobs: true, runs: true, restores: true, settings: true }
    const view = probeView(aServer(), facets, [passed, failed, skipped], aViewer('otto'))
    const html = renderStrictly('servers/probe', view)
    for (const part of ['DNS', '10.0.0.1', '3 ms', '401', 'Renew it.']) expect(html).toContain(part)
    expect(html.match(/class="ladder-remedy"/g)).toHaveLength(1)
  })

  test('gives the command that tries the same from a shell, whatever the address holds', () => {
    const facets = { inventory: true, jobs: true, runs: true, restores: true, settings: true }
    const odd = aServer({ baseUrl: "https://backup/it's", verifyTls: false, timeoutMs: 1500 })
    const { command } = probeView(odd, facets, [passed], aViewer('otto'))
    expect(command).toBe("curl --verbose --insecure --max-time 2 'https://backup/it'\\''s'")
  })
})
