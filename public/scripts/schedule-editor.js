/**
 * Usual schedules and the fields of one, kept in step with the raw text, which alone is sent. What the
 * fields are is told by the panel together with what they mean: see schedule-hint.js.
 */
export function editSchedules() {
  for (const editor of document.querySelectorAll('[data-schedule-editor]')) edit(editor)
}

function edit(editor) {
  const raw = document.getElementById(editor.dataset.scheduleEditor)
  const preset = editor.querySelector('[data-preset]')
  const parts = [...editor.querySelectorAll('[data-part]')]
  const write = (text) => {
    raw.value = text
    raw.dispatchEvent(new Event('input', { bubbles: true }))
  }

  preset.addEventListener('change', () => preset.value && write(zone(raw) + preset.value))
  for (const part of parts) {
    part.addEventListener('input', (event) => {
      event.stopPropagation()
      write(zone(raw) + typed(parts))
    })
  }
  raw.addEventListener('input', () => choose(preset, raw))
  raw.addEventListener('understood', ({ detail }) => fill(parts, detail.fields))
  choose(preset, raw)
  const known = document.querySelector(`[data-hint-of="${raw.id}"] [data-fields]`)
  fill(parts, known?.dataset.fields ?? '')
}

/** `TZ=…` in front of a schedule is no field of it, and stays. */
function zone(raw) {
  return /^(?:CRON_)?TZ=\S*\s+/.exec(raw.value)?.[0] ?? ''
}

function typed(parts) {
  return parts
    .filter((part) => !part.disabled)
    .map((part) => part.value.trim() || '*')
    .join(' ')
}

function choose(preset, raw) {
  preset.value = raw.value.slice(zone(raw).length)
  if (preset.selectedIndex === -1) preset.value = ''
}

/** A schedule without fields, such as `@every 2h`, leaves them empty; one with seconds has six. */
function fill(parts, text) {
  if (parts.includes(document.activeElement)) return
  const fields = text === '' ? [] : text.split(' ')
  const missing = parts.length - fields.length
  for (const [index, part] of parts.entries()) {
    part.disabled = index < missing
    part.value = fields[index - missing] ?? ''
    if (index === 0) part.closest('.field').hidden = part.disabled
  }
}
