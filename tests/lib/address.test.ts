import { expect, test } from 'vitest'
import { isNearby, whyNeverContacted } from '../../src/lib/address.ts'

test.each([
  '169.254.0.1',
  '169.254.169.254',
  '169.254.170.2',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '0.0.0.0',
  '0.1.2.3',
  '224.0.0.1',
  '239.255.255.255',
  '255.255.255.255',
  'fe80::1',
  'fe80::1%eth0',
  'febf::1',
  'fd00:ec2::254',
  'fd20:ce::254',
  '::',
  'ff02::1',
  // The same in other spellings
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '0xa9.254.43518',
  '::ffff:169.254.169.254',
  '::ffff:a9fe:a9fe',
  '::ffff:0.0.0.0',
  '64:ff9b::169.254.169.254',
  '2002:a9fe:a9fe::1',
  '::169.254.169.254',
  'FD00:0EC2:0:0:0:0:0:0254',
  'fd00:ec2::254%eth0',
])('%s is never contacted', (address) => {
  expect(whyNeverContacted(address)).toEqual(expect.stringContaining(address))
})

test.each([
  '127.0.0.1',
  '::1',
  '10.0.0.5',
  '172.18.0.3',
  '192.168.1.20',
  '100.64.0.1',
  'fd12:3456::1',
  '93.184.216.34',
  '2606:2800:220:1::1',
  '::ffff:127.0.0.1',
  '2130706433',
  '0x7f000001',
])('%s may be contacted', (address) => {
  expect(whyNeverContacted(address)).toBeNull()
})

test('what is no address is not contacted as one', () => {
  expect(whyNeverContacted('shop')).not.toBeNull()
  expect(whyNeverContacted('')).not.toBeNull()
})

test('nearby is what does not cross the internet', () => {
  const near = ['127.0.0.1', '::1', '10.1.1.1', '192.168.0.1', 'fd12::1', '::ffff:10.0.0.1']
  expect(near.filter(isNearby)).toEqual(near)
  expect(['93.184.216.34', '2606:2800::1', 'shop'].filter(isNearby)).toEqual([])
})
