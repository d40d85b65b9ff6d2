import { describe, expect, test } from 'vitest'
import { joinedScript } from '../../../src/web/assets/joined-script.ts'

function joined(modules: Record<string, string>): string {
  const files = Object.entries(modules).map(
    ([name, source]) => [`scripts/${name}`, Buffer.from(source)] as const,
  )
  return joinedScript(new Map(files), 'scripts/app.js').toString()
}

/** Runs a script that leaves its outcome in `told`. */
function told(script: string): unknown {
  return new Function(`'use strict'; const told = []; ${script}; return told`)()
}

describe('modules joined to one', () => {
  test('each run once, after what they import', () => {
    const script = joined({
      'app.js': "import { b } from './b.js'\nimport { c } from './c.js'\ntold.push('app', b, c())",
      'b.js': "import { c } from './c.js'\nexport const b = c()\ntold.push('b')",
      'c.js': "export function c() {\n  return 'c'\n}\ntold.push('c')",
    })
    expect(told(script)).toEqual(['c', 'b', 'app', 'c', 'c'])
  })

  test('keep names of their own that others have, too', () => {
    const script = joined({
      'app.js': "import { a as other } from './a.js'\nconst a = 1\ntold.push(a, other)",
      'a.js': 'const limit = 2\nexport const a = limit',
    })
    expect(told(script)).toEqual([1, 2])
  })

  test('may import many names over several lines, and wait', async () => {
    const script = joined({
      'app.js': "import {\n  a,\n  b,\n} from './a.js'\ntold.push(a(), b)",
      'a.js': 'export async function a() {\n  return 1\n}\nexport const b = 2',
    })
    const [later, now] = told(script) as [Promise<number>, number]
    expect([await later, now]).toEqual([1, 2])
  })

  test.each([
    ["import * as a from './a.js'", 'app.js cannot be joined'],
    ["import './a.js'", 'app.js cannot be joined'],
    ['export default 1', 'app.js cannot be joined'],
    ['export let a = 1', 'app.js cannot be joined'],
    ["import { a } from './none.js'", 'no scripts/none.js'],
    ["import { a } from './app.js'", 'app.js imports itself'],
  ])('are refused at start where a line would not survive: %s', (source, reason) => {
    expect(() => joined({ 'app.js': source, 'a.js': '' })).toThrow(reason)
  })
})
