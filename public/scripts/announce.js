let region

/** Says something to whoever listens instead of looking. */
export function announce(text) {
  if (!region) {
    region = document.createElement('p')
    region.className = 'visually-hidden'
    region.role = 'status'
    document.body.append(region)
  }
  region.textContent = ''
  // A region that has just come must be known before it speaks, and the same words twice are news.
  setTimeout(() => {
    region.textContent = text
  }, 100)
}
