import { describe, expect, it } from 'vitest'
import { SqlSplitter } from '../../src/sandbox/postgres/sql-splitter.ts'

function statements(script: string): string[] {
  const splitter = new SqlSplitter()
  const steps = script.split('\n').flatMap((line) => splitter.feed(line))
  return [...steps, ...splitter.end()]
    .filter((step) => step.kind === 'statement')
    .map(({ text }) => text.trim())
}

describe('a script is cut at semicolons', () => {
  it.each([
    ['of several in one line', 'SELECT 1; SELECT 2;', ['SELECT 1', 'SELECT 2']],
    ['but not inside quotes', `SELECT 'a;''b;', "c;d";`, [`SELECT 'a;''b;', "c;d"`]],
    ['nor behind an escaped quote', `SELECT E'a\\'; b''; c';`, [`SELECT E'a\\'; b''; c'`]],
    ['where a backslash is plain', `SELECT 'a\\'; SELECT 2;`, [`SELECT 'a\\'`, 'SELECT 2']],
    ['of a type that ends in e', `SELECT date'a\\'; SELECT 2;`, [`SELECT date'a\\'`, 'SELECT 2']],
    ['but not inside dollars', 'DO $x$ a; $$ b; $x$;', ['DO $x$ a; $$ b; $x$']],
    ['nor inside comments', 'SELECT /* a; /* b; */ c; */ 1; -- d; e', ['SELECT  1']],
    ['where a comment parts two words', 'SELECT 1--x\nAS y;', ['SELECT 1\nAS y']],
    ['and at the end', 'SELECT 1', ['SELECT 1']],
    ['and nowhere in blank ones', ';;\n ; -- only this\n', []],
  ])('%s', (_, script, expected) => expect(statements(script)).toEqual(expected))
})
