const everyMs = 1000

/** Durations that keep counting. From when the page was drawn, so that no clock has to be right. */
export function tickDurations() {
  const drawn = new WeakMap()
  setInterval(() => {
    for (const element of document.querySelectorAll('[data-ticking]')) {
      if (!drawn.has(element)) drawn.set(element, performance.now())
      const elapsedMs = Number(element.dataset.ticking) + performance.now() - drawn.get(element)
      element.textContent = duration(Math.round(elapsedMs / 1000))
    }
  }, everyMs)
}

function duration(seconds) {
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
}
