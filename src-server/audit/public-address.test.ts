import { describe, expect, it } from 'vitest';
import { isPublic, reachable } from './public-address';

describe('addresses that the server sends webhooks to', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    'fd00::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:a00:1::',
    'not an address',
  ])('are never inside: %s', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  it.each(['8.8.8.8', '93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946'])('are public: %s', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  const to = (address: string) => async () => [{ address, family: address.includes(':') ? 6 : 4 }];

  it.each([
    ['http://example.com/', '8.8.8.8', /https/],
    ['https://me:secret@example.com/', '8.8.8.8', /user name/],
    ['https://127.0.0.1/', '8.8.8.8', /private/],
    ['https://[::1]/', '8.8.8.8', /private/],
    ['https://2130706433/', '8.8.8.8', /private/],
    ['https://0x7f.1/', '8.8.8.8', /private/],
    ['https://inner.example.com/', '10.0.0.1', /private/],
  ])('%s at %s is refused', async (url, address, why) => {
    await expect(reachable(new URL(url), false, to(address))).rejects.toThrow(why);
  });

  it('are refused when one of several lies inside, and pinned to what was checked', async () => {
    const both = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    await expect(reachable(new URL('https://x.example/'), false, both)).rejects.toThrow(/private/);
    expect(await reachable(new URL('https://x.example/'), false, to('8.8.8.8'))).toEqual({
      address: '8.8.8.8',
      family: 4,
    });
    const unknown = async () => {
      throw new Error('ENOTFOUND');
    };
    await expect(reachable(new URL('https://x.example/'), false, unknown)).rejects.toThrow(/not known/);
  });
});
