/** A second click must not start a second run; leaving must not lose what was typed. */
export function guardForms() {
  document.addEventListener('submit', blockRepeat)
  for (const form of document.querySelectorAll('form[data-guard]')) guardChanges(form)
  // Coming back with the Back button shows the page as it was left, with its buttons blocked.
  addEventListener('pageshow', unblock)
}

function blockRepeat(event) {
  const { target: form, submitter } = event
  const method = submitter?.getAttribute('formmethod') ?? form.method
  if (method === 'dialog') return
  if (method === 'post' && form.dataset.sent) event.preventDefault()
  form.dataset.sent = 'yes'
  if (method !== 'post') return
  submitter?.setAttribute('aria-disabled', 'true')
}

function unblock() {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent
  for (const button of document.querySelectorAll('button[aria-disabled]')) {
    button.removeAttribute('aria-disabled')
  }
}

function guardChanges(form) {
  // A form that comes back from the server holds what is not saved yet.
  const before = form.dataset.guard === 'typed' ? '' : snapshot(form)
  addEventListener('beforeunload', (event) => {
    if (!form.dataset.sent && snapshot(form) !== before) event.preventDefault()
  })
}

function snapshot(form) {
  return JSON.stringify([...new FormData(form)])
}
