import { expect, test } from 'vitest'
import { createLog } from '../../src/lib/log.ts'

function logged(format: 'json' | 'text', write: (log: ReturnType<typeof createLog>) => void) {
  const lines: string[] = []
  write(createLog({ level: 'info', format }, { write: (line) => void lines.push(line) }))
  return lines.join('')
}

test.each(['json', 'text'] as const)('secrets in what is logged as %s are struck out', (format) => {
  const text = logged(format, (log) => {
    log.info({ token: 'hush', server: { password: 'hush', deep: { cookie: 'hush' } } }, 'said')
  })
  expect(text).toContain('said')
  expect(text).not.toContain('hush')
})

test.each(['json', 'text'] as const)(
  'the code of an error is told as %s, that of a person is not',
  (format) => {
    const err = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED', password: 'hush' })
    const text = logged(format, (log) => log.error({ err, body: { code: 'hush' } }, 'No answer'))
    expect(text).toContain('ECONNREFUSED')
    expect(text).not.toContain('hush')
  },
)

test('text is one line with time, level, sentence and the rest', () => {
  const text = logged('text', (log) => log.warn({ servers: 2 }, 'Two are late'))
  expect(text).toMatch(/^\d\d:\d\d:\d\d warn {2}Two are late \{"servers":2\}\n$/)
})

test('what lies below the level is not written', () => {
  expect(logged('json', (log) => log.debug('quiet'))).toBe('')
})
