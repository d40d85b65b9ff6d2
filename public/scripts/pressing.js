let isPressed = false

addEventListener('pointerdown', () => tell(true), true)
addEventListener('pointerup', () => tell(false), true)
addEventListener('pointercancel', () => tell(false), true)

function tell(pressed) {
  isPressed = pressed
}

/**
 * Resolves when no button is being pressed. What moves the page before would push the button away
 * from under the pointer, and the press would miss it.
 */
export function whenReleased() {
  if (!isPressed) return Promise.resolve()
  return new Promise((resolve) => {
    const release = () => setTimeout(resolve) // the click comes first
    addEventListener('pointerup', release, { once: true })
    addEventListener('pointercancel', release, { once: true })
  })
}
