import type { Framed } from './frame.ts'

export type ErrorStatus = 400 | 403 | 404 | 405 | 409 | 413 | 422 | 429 | 500 | 502 | 503 | 504

export interface ErrorView extends Framed {
  status: ErrorStatus
  title: string
  /** What happened. */
  sentence: string
  /** The other side's words, capped. */
  detail: string | null
  /** What to do. */
  remedy: string
  links: { text: string; href: string }[]
  requestId: string
}

export interface ErrorPage {
  status: ErrorStatus
  requestId: string
  /** Overrides the usual sentence for that status. */
  sentence?: string
  title?: string
  detail?: string
  remedy?: string
  links?: { text: string; href: string }[]
}

const wordings: Record<ErrorStatus, { title: string; sentence: string; remedy: string }> = {
  400: {
    title: 'This request cannot be read',
    sentence: 'The address or the form is damaged.',
    remedy: 'Go back and try again from the page itself.',
  },
  403: {
    title: 'You may not do this',
    sentence: 'Your role does not include it, or the form came from another site.',
    remedy: 'Ask an administrator for the right, or go back and try from the panel itself.',
  },
  404: {
    title: 'Not found',
    sentence: 'There is nothing at this address.',
    remedy: 'It may have been deleted or renamed. Start again from the list of servers.',
  },
  405: {
    title: 'Not like this',
    sentence: 'This address exists, but cannot be asked that way.',
    remedy: 'Go back and use the buttons of the page.',
  },
  409: {
    title: 'This contradicts the present state',
    sentence: 'What was asked does not fit how things are now.',
    remedy: 'Go back, reload, and look at it as it is now.',
  },
  413: {
    title: 'Too large a form',
    sentence: 'The form is larger than the panel takes: 256 kB and 500 fields.',
    remedy: 'Go back and send less.',
  },
  422: {
    title: 'This cannot be done as entered',
    sentence: 'Something in the form is missing or not valid.',
    remedy: 'Go back; what you typed is still there. Correct it and send it again.',
  },
  429: {
    title: 'Too much at once',
    sentence: 'There was too much of this in a short time, so it was not looked at.',
    remedy: 'Wait a minute, then try again.',
  },
  500: {
    title: 'Something went wrong here',
    sentence: 'This is a fault of the panel, not of you or of a backup server.',
    remedy:
      'Try again. If it stays, give the number below to whoever runs the panel: the log has the rest.',
  },
  502: {
    title: 'The backup server could not do this',
    sentence: 'The panel works, but the backup server did not answer as it should.',
    remedy: 'Check the connection, then try again.',
  },
  503: {
    title: 'The panel’s database is away',
    sentence:
      'The panel cannot reach its own database, so it can show and change nothing. The backup servers go on without it.',
    remedy: 'If it stays, whoever runs the panel should look at its PostgreSQL.',
  },
  504: {
    title: 'The backup server took too long',
    sentence: 'No answer came within the limit. What was asked may still be under way.',
    remedy: 'Look at the server’s jobs before you try again.',
  },
}

/** The page for a status; one without words of its own is told by its class. */
export function statusOfPage(status: number): ErrorStatus {
  const known = Object.keys(wordings).map(Number) as ErrorStatus[]
  return known.find((each) => each === status) ?? (status < 500 ? 400 : 500)
}

const detailLimit = 300

export function errorView(page: ErrorPage): ErrorView {
  const usual = wordings[page.status]
  const { status, requestId, detail } = page
  return {
    frame: {
      title: page.title ?? usual.title,
      section: null,
      crumbs: [],
      header: null,
    },
    status,
    title: page.title ?? usual.title,
    sentence: page.sentence ?? usual.sentence,
    remedy: page.remedy ?? usual.remedy,
    detail: detail ? detail.slice(0, detailLimit) : null,
    links: page.links ?? [],
    requestId,
  }
}
