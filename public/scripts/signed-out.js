import { askPanel } from './ask-panel.js'
import { tellAbove } from './field-errors.js'

const limitMs = 10_000

/** Asked before what was typed goes: the sign-in page, which is all that would answer, keeps none of it. */
export async function isSignedOut() {
  const { signIn } = document.body.dataset
  if (signIn === undefined) return false
  try {
    const signal = AbortSignal.timeout(limitMs)
    // Whoever is signed in is sent on from there.
    return (await askPanel(signIn, { method: 'head', signal })).ok
  } catch {
    return false
  }
}

/** Forms hold nothing of a session, so this one works again once there is another. */
export function tellSignedOut(form) {
  const way = document.createElement('p')
  const link = Object.assign(document.createElement('a'), {
    href: document.body.dataset.signIn,
    target: '_blank',
    textContent: 'Sign in in another tab',
  })
  way.append(link, ', then send this again. What you entered is still here.')
  tellAbove(form, 'You have been signed out', way)
}
