/** What went wrong, or what a test found, is where reading should start. */
export function focusSummary() {
  document.querySelector('[data-focus]')?.focus()
}
