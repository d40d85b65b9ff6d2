import type { Request } from 'express'
import type { Flash } from './views/frame/frame.ts'

/**
 * Leaves a message for the next page that this person sees. Saved at once: a redirect goes out while
 * its session is still being saved, and the page that it leads to would be drawn without the message.
 */
export async function say(req: Request, flash: Flash): Promise<void> {
  const { session } = req
  session.flash = [...(session.flash ?? []), flash]
  await new Promise<void>((resolve, reject) => {
    session.save((error) => (error ? reject(error) : resolve()))
  })
}
