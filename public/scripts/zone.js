const yearSeconds = 31_536_000

/** Lets the panel draw its next pages in the browser's zone, which no header tells it. */
export function tellZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const pair = `backupgram-admin-zone=${zone}`
  if (document.cookie.split('; ').includes(pair)) return
  // biome-ignore lint/suspicious/noDocumentCookie: its successor needs https, which a home network lacks
  document.cookie = `${pair}; path=/; max-age=${yearSeconds}; samesite=lax`
}
