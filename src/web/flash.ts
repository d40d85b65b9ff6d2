import type { Request } from 'express'
import type { Flash } from './views/frame.ts'

/** Leaves a message for the next page that this person sees. */
export function say(req: Request, flash: Flash): void {
  req.session.flash = [...(req.session.flash ?? []), flash]
}
