/** For receivers that people host themselves, behind certificates of their own. */
export const verifyTlsField = {
  label: 'Verify TLS certificate',
  help: 'Switch off only for a self-signed certificate in your own network.',
  type: 'boolean',
  default: 'true',
} as const
