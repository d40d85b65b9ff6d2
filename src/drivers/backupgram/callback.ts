import type { Callback } from '../../core/driver.ts'

/**
 * The hook that the container runs after each of its runs, scheduled ones included, posts to this
 * address. Its own check of an address is narrower than the API's: the API would take one that the hook
 * then refuses.
 */
export const callback: Callback = {
  key: 'WEBHOOK_URL',
  check: (address) =>
    /^https?:\/\/[a-zA-Z0-9.-]+(:[0-9]+)?(\/.*)?$/.test(address)
      ? null
      : 'The container calls host names and IPv4 addresses only, of letters, digits, dots and hyphens.',
}
