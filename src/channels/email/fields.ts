import { verifyTlsField } from '../verify-tls.ts'

const address = String.raw`[^\s@<>,;"]+@[^\s@<>,;"]+`

export const emailFields = {
  host: {
    label: 'SMTP server',
    type: 'text',
    isRequired: true,
    placeholder: 'smtp.example.com',
    shape: { pattern: /^[\w.:-]+$/, sentence: 'Enter a host name or an IP address, without port.' },
  },
  port: {
    label: 'Port',
    type: 'number',
    isRequired: true,
    default: '587',
    range: { min: 1, max: 65_535 },
  },
  encryption: {
    label: 'Encryption',
    type: 'choice',
    isRequired: true,
    default: 'starttls',
    choices: [
      { value: 'starttls', label: 'STARTTLS (usually port 587)' },
      { value: 'tls', label: 'TLS from the start (usually port 465)' },
      { value: 'none', label: 'None: only within your own network' },
    ],
  },
  verifyTls: verifyTlsField,
  user: { label: 'Username', help: 'Empty: no sign-in.', type: 'text' },
  password: { label: 'Password', type: 'text', isSecret: true },
  from: {
    label: 'From',
    type: 'text',
    isRequired: true,
    placeholder: 'Backups <backups@example.com>',
    shape: {
      pattern: new RegExp(`^(${address}|[^<>@,;"]+ <${address}>)$`),
      sentence: 'Enter an address, or Name <address>.',
    },
  },
  to: {
    label: 'To',
    help: 'Up to 50 addresses, separated by commas or line breaks. Everyone sees them all.',
    type: 'multiline',
    isRequired: true,
    shape: {
      pattern: new RegExp(`^${address}([\\s,;]+${address}){0,49}[\\s,;]*$`),
      sentence: 'Enter addresses such as ops@example.com, separated by commas.',
    },
  },
} as const

export function recipientsOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((each) => each !== '')
}
