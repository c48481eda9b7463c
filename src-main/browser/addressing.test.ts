import { describe, expect, it } from 'vitest';
import { misaddressed } from './addressing';

const port = 4100;
const host = `127.0.0.1:${port}`;
const origin = `http://${host}`;

describe('a request', () => {
  it.each([
    ['reads under its own address', { host }, false],
    ['reads under localhost', { host: `localhost:${port}` }, false],
    ['reads and names its own origin', { host, origin }, false],
    ['changes and names its own origin', { host, origin }, true],
    ['comes from a page of ours', { host, origin, 'sec-fetch-site': 'same-origin' }, true],
    ['was typed into the address bar', { host, 'sec-fetch-site': 'none' }, false],
  ])('that %s is meant for this host', (_, headers, changes) => {
    expect(misaddressed(headers, port, changes)).toBeNull();
  });

  it.each([
    ['names no host', {}, false],
    ['names another host', { host: 'evil.example' }, false],
    ['names another host with this port', { host: `evil.example:${port}` }, false],
    ['names this host with another port', { host: '127.0.0.1:4101' }, false],
    ['names this host without a port', { host: '127.0.0.1' }, false],
    ['names this computer by its other address', { host: `[::1]:${port}` }, false],
    ['has our name as the beginning of another', { host: `${host}.evil.example` }, false],
  ])('that %s is refused as under another name', (_, headers, changes) => {
    expect(misaddressed(headers, port, changes)).toContain('not answered under another name');
  });

  it.each([
    ['changes without an origin', { host }, true],
    ['changes from another origin', { host, origin: 'http://evil.example' }, true],
    ['reads from another origin', { host, origin: 'http://evil.example' }, false],
    ['comes from a page without an origin', { host, origin: 'null' }, true],
    ['comes from another port of this computer', { host, origin: 'http://127.0.0.1:1' }, true],
    ['comes over TLS, which we do not serve', { host, origin: `https://${host}` }, true],
    ['comes from our other name', { host, origin: `http://localhost:${port}` }, true],
    ['was made by another site', { host, origin, 'sec-fetch-site': 'cross-site' }, true],
    ['was made by another port', { host, 'sec-fetch-site': 'same-site' }, false],
  ])('that %s is refused as not from our own pages', (_, headers, changes) => {
    expect(misaddressed(headers, port, changes)).toContain('only from its own pages');
  });
});
