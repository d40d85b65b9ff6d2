/** Names and networks that do not cross the public internet. Those of Docker have a single label. */
const privateHosts = [
  /^[^.:]+$/,
  /\.(local|internal|lan|home\.arpa|localhost)$/i,
  /^(127|10|192\.168)\.[\d.]+$/,
  /^172\.(1[6-9]|2\d|3[01])\.[\d.]+$/,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.[\d.]+$/,
  /^\[(::1|f[cd][\da-f:]+)\]$/,
]

/** Plain http is fine inside a Docker or home network; over the internet the token could be read. */
export function clearTextWarning(baseUrl: string): string | null {
  if (!URL.canParse(baseUrl)) return null
  const { protocol, hostname } = new URL(baseUrl)
  if (protocol !== 'http:' || privateHosts.some((host) => host.test(hostname))) return null
  return 'This is plain HTTP to a public address: the token and every dump travel in clear. Use https:// if the server can.'
}
