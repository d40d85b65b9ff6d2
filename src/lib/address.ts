import ipaddr from 'ipaddr.js'

/** Metadata services of clouds: they hand out credentials to whoever can reach them. */
const metadataServices = new Set([
  '169.254.169.254', // AWS, Google, Azure and most others
  '169.254.170.2', // AWS containers
  '100.100.100.200', // Alibaba
  '168.63.129.16', // Azure host
  '192.0.0.192', // Oracle
  'fd00:ec2::254', // AWS over IPv6
  'fd00:ec2::23', // AWS containers over IPv6
  'fd20:ce::254', // Google over IPv6
])

const refusedRanges: Record<string, string> = {
  unspecified: 'is not the address of a machine',
  broadcast: 'is a broadcast address',
  multicast: 'is a multicast address',
  linkLocal: 'is link-local',
}

/**
 * Why an IP address is never contacted, or null when it may be. Private, loopback and carrier-grade
 * addresses are where backup servers live, so they are fine. Any spelling of an address is understood.
 */
export function whyNeverContacted(address: string): string | null {
  if (!ipaddr.isValid(address)) return `${address} is not an IP address`
  const plain = unwrap(ipaddr.parse(address))
  if (metadataServices.has(plain.toString())) return `${address} is a cloud metadata service`
  const reason = refusedRanges[plain.range()]
  return reason === undefined ? null : `${address} ${reason}`
}

/** Loopback and private networks: what travels there does not cross the public internet. */
export function isNearby(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  return ['loopback', 'private', 'uniqueLocal'].includes(unwrap(ipaddr.parse(address)).range())
}

/** An IPv4 address can hide in several kinds of IPv6 addresses; a router on the way would unpack it. */
function unwrap(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (!(address instanceof ipaddr.IPv6)) return address
  const bytes = new ipaddr.IPv6(address.parts).toByteArray()
  const hidden = (offset: number) => new ipaddr.IPv4(bytes.slice(offset, offset + 4))
  if (address.isIPv4MappedAddress() || address.range() === 'rfc6052') return hidden(12)
  if (address.range() === '6to4') return hidden(2)
  const isCompatible = bytes.slice(0, 12).every((byte) => byte === 0) && (bytes[12] ?? 0) > 0
  return isCompatible ? hidden(12) : new ipaddr.IPv6(address.parts)
}
