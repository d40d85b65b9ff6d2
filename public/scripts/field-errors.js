/** Says beside a control what is wrong with it, just as the server's own pages do. */
export function showError(control, text) {
  const id = `${control.id}-error`
  const place = document.getElementById(id) ?? newError(control, id)
  if (place.textContent !== text) place.textContent = text
  control.setAttribute('aria-invalid', 'true')
  describe(control, (ids) => [id, ...ids.filter((each) => each !== id)])
  control.closest('.field')?.classList.add('has-error')
  control.closest('details')?.setAttribute('open', '')
}

export function clearError(control) {
  const id = `${control.id}-error`
  document.getElementById(id)?.remove()
  control.removeAttribute('aria-invalid')
  describe(control, (ids) => ids.filter((each) => each !== id))
  control.closest('.field')?.classList.remove('has-error')
}

/** What went wrong, at the top, each with a link to its control. */
export function showSummary(form, errors, title = 'Please check what was entered') {
  const list = element('ul')
  for (const { control, text } of errors) {
    const link = element('a', { href: `#${control.id}` }, text)
    const item = element('li')
    item.append(link)
    list.append(item)
  }
  tellAbove(form, title, list)
}

/** Why a form was not sent, in place of what was told before. */
export function tellAbove(form, title, ...content) {
  clearSummary()
  const summary = element('div', { class: 'error-summary', role: 'alert', tabindex: '-1' })
  summary.append(element('h2', {}, title), ...content)
  form.before(summary)
  summary.focus()
}

export function clearSummary() {
  document.querySelector('.error-summary')?.remove()
}

export function nameOf(control) {
  return (control.labels?.[0]?.textContent ?? control.name).trim()
}

function newError(control, id) {
  const error = element('p', { id, class: 'field-error', 'data-icon': 'alert' })
  const place = control.closest('.secret, .field-control') ?? control
  place.before(error)
  return error
}

function describe(control, change) {
  const ids = (control.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean)
  const described = change(ids).join(' ')
  if (described === '') control.removeAttribute('aria-describedby')
  else control.setAttribute('aria-describedby', described)
}

function element(name, attributes = {}, text = '') {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.textContent = text
  return made
}
