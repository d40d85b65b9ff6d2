import type { Framed } from './frame.ts'

export type ErrorStatus = 403 | 404 | 409 | 422 | 429 | 500 | 502 | 504

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
  409: {
    title: 'This contradicts the present state',
    sentence: 'Somebody or something changed it in the meantime.',
    remedy: 'Go back, reload, and look at it as it is now.',
  },
  422: {
    title: 'This cannot be done as entered',
    sentence: 'Something in the form is missing or not valid.',
    remedy: 'Go back; what you typed is still there. Correct it and send it again.',
  },
  429: {
    title: 'Too many attempts',
    sentence: 'There were too many attempts in a short time, so this one was not looked at.',
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
  504: {
    title: 'The backup server took too long',
    sentence: 'No answer came within the limit. What was asked may still be under way.',
    remedy: 'Look at the server’s jobs before you try again.',
  },
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
