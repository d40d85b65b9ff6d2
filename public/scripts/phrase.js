/** The phrase to be typed follows the target's name, so that it always says what is about to happen. */
export function followPhrase() {
  for (const phrase of document.querySelectorAll('[data-phrase]')) {
    const target = document.getElementById(phrase.dataset.phraseOf)
    target?.addEventListener('input', () => {
      phrase.textContent = phrase.dataset.phrase + target.value.trim()
    })
  }
}
