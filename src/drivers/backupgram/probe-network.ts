import { isNearby, whyNeverContacted } from '../../lib/address.ts'
import { readCertificate } from '../../lib/remote/certificate.ts'
import { hostPortOf, reachTcp, resolveHost } from '../../lib/remote/reach.ts'
import { type Climb, type Finding, RungFailed } from './climb.ts'

/** The lower half of the ladder: from the base URL to an open, trusted connection. */

export function checkAddress({ target }: Climb): Finding {
  const { host, port } = hostPortOf(new URL(target.baseUrl))
  const isLiteral = /^[\d.]+$/.test(host) || host.includes(':')
  const reason = isLiteral ? whyNeverContacted(host) : null
  if (reason === null) return { finding: `Host ${host}, port ${port}` }
  throw new RungFailed({
    finding: `${reason}; the panel never contacts it`,
    remedy: 'Enter the address of the machine that runs the backup server.',
  })
}

export async function resolve(climb: Climb, signal: AbortSignal): Promise<Finding> {
  const { host } = hostPortOf(new URL(climb.target.baseUrl))
  climb.addresses = await resolveHost(host, signal)
  if (climb.addresses[0] === host) return { outcome: 'skipped', finding: 'Already an address' }
  return { finding: climb.addresses.join(', ') }
}

export async function connect(climb: Climb, signal: AbortSignal): Promise<Finding> {
  const { port } = hostPortOf(new URL(climb.target.baseUrl))
  climb.address = await reachTcp(climb.addresses, port, signal)
  return { finding: `Connected to ${climb.address}, port ${port}` }
}

const soonDays = 14

export async function shakeHands(climb: Climb, signal: AbortSignal): Promise<Finding> {
  const { baseUrl, verifyTls } = climb.target
  if (!baseUrl.startsWith('https:')) return inClear(climb.address)
  const certificate = await readCertificate(
    { address: climb.address, ...hostPortOf(new URL(baseUrl)) },
    signal,
  )
  const certificateEndsAt = certificate.validTo
  const daysLeft = Math.floor((certificateEndsAt.getTime() - Date.now()) / 86_400_000)
  const finding = `Made for ${certificate.subject}, ${daysLeft} days left`
  const troubles = certificate.problems.map(problemOf)
  const [first] = troubles
  if (first === undefined) {
    if (daysLeft >= soonDays) return { finding, certificateEndsAt }
    const remedy = 'Renew the certificate before it expires.'
    return { outcome: 'warned', finding, remedy, certificateEndsAt }
  }
  const all = [...troubles.map((trouble) => trouble.finding), finding].join('. ')
  const found = { finding: all, certificateEndsAt }
  if (verifyTls) throw new RungFailed({ ...found, remedy: first.remedy })
  return { ...found, outcome: 'warned', remedy: unverified }
}

const unverified =
  'Verification is off, so anybody between panel and server could read the token: use a trusted certificate where you can.'

function inClear(address: string): Finding {
  if (isNearby(address)) {
    return { outcome: 'skipped', finding: 'Plain HTTP, inside a private network' }
  }
  return {
    outcome: 'warned',
    finding: 'Plain HTTP: the token and the dumps travel in clear over a public network',
    remedy: 'Put a proxy with TLS in front of the server, or reach it through a VPN.',
  }
}

interface Problem {
  finding: string
  remedy: string
}

const untrusted =
  'Give the panel the certificate authority with NODE_EXTRA_CA_CERTS, or switch TLS verification off for this server.'

const problems: Record<string, Problem> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: { finding: 'The certificate is self-signed', remedy: untrusted },
  CERT_HAS_EXPIRED: {
    finding: 'The certificate has expired',
    remedy: 'Renew the certificate on the server.',
  },
  CERT_NOT_YET_VALID: {
    finding: 'The certificate is not valid yet',
    remedy: 'Check the clocks of the panel and of the server.',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    finding: 'The certificate was made for another host name',
    remedy: 'Use the host name that the certificate names, or get one for this host.',
  },
}

function problemOf(code: string): Problem {
  return (
    problems[code] ?? {
      finding: `The certificate is not trusted here (${code})`,
      remedy: untrusted,
    }
  )
}
