import type { Request } from 'express'
import type { Dump } from '../../core/dumps/backup.ts'
import { matchingDumps } from '../../core/dumps/dump-selection.ts'
import { type Choice, choiceOf } from './chosen.ts'
import { readDumpQuery } from './dump-query.ts'

/** The dumps that were ticked, or all that their list's query finds among these. */
export function dumpChoice(req: Pick<Request, 'body' | 'query'>, dumps: Dump[]): Choice {
  return choiceOf(req, 'dump', (query) => matchingDumps(dumps, readDumpQuery(query)))
}
