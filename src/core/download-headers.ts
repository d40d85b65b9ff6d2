/** What a browser may ask the backup server for. Nothing else of its request passes. */
export const askedHeaders = [
  'range',
  'if-range',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
] as const

/** Only these of the server's answer reach the browser. */
export const answeredHeaders = [
  'content-length',
  'content-range',
  'accept-ranges',
  'last-modified',
  'etag',
] as const
