/** File names that a path, a header or a form could trip over. */
export const oddNames = [
  'plain.sql.gz',
  'with space.sql.gz',
  '#hash?query&amp;.gz',
  '100%25 %2e%2e.gz',
  'quo"te\'s.gz',
  'back\\slash.gz',
  'new\nline.gz',
  'tab\tname.gz',
  'grüße-漢字-🦕.gz',
  '.hidden',
  '..dots',
  'semi;colon:colon+plus.gz',
  '-rf',
]

/** Values at the edges of the rules for settings. */
export const oddValues = [
  ...['', ' ', '0', '007', '-1', '+1', '1.5', ' 7', '7 ', '0x10', '1e3'],
  ...['18446744073709551615', '18446744073709551616', '１２'],
  ...['TRUE', 'true', 'FALSE', 'all', 'none', 'All', 'success', 'failure'],
  ...['smart', 'botapi', 'mtproto', 'SMART', 'a,b', 'tab\there', 'two\nlines', 'nul\0'],
  ...['http://x', 'https://x/y?z#f', 'HTTPS://X', 'http:/x', 'http://', 'http:///p', 'ftp://x'],
  ...['http://a b', 'http://user:pw@h:1/', 'http://h:port', 'http://[::1]/', '//x', 'http://h:'],
  ...['http://%zz', 'http://h/%zz', 'http://?q', 'http://#f', 'http://h:99999', ' http://x'],
  ...['@daily', '@yearly', '@midnight', '@Daily', '@daily ', '@every 1h', '@every ', '@every x'],
  ...['* * * * *', '0 0 3 * * *', '99 99 99 99 99', '* * * *', '* * * * * * *', ' 0  3 * * * '],
]
