/** The sentence for a control that breaks a rule which it carries itself, or null. */
export function ownError(control) {
  const { missing, tooShort, most, tooLong, mismatch } = control.dataset
  const { type, value = '' } = control
  const text = type === 'password' ? value : value.trim()
  if (missing && text === '') return missing
  if (tooShort && text.length < control.minLength) return tooShort
  if (tooLong && text.length > Number(most)) return tooLong
  if (mismatch && !wholly(control.pattern).test(text)) return mismatch
  return null
}

/**
 * A password that the page can judge is nobody else's to judge: what is typed into it goes nowhere
 * before its form does.
 */
export function isJudgedHere({ type, dataset }) {
  return type === 'password' && Boolean(dataset.missing ?? dataset.tooShort)
}

function wholly(pattern) {
  return new RegExp(`^(?:${pattern})$`, 'v')
}
