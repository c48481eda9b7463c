import { lookup as resolveName } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { ProofdeskError } from '../../src-shared/kernel/errors';

/** Networks that are not the public internet (IANA special-purpose registries): nobody may send the server there. */
const INNER: readonly [string, number, 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
  ['5f00::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

const inner = new BlockList();
for (const [network, prefix, family] of INNER) inner.addSubnet(network, prefix, family);

/** Whether an IP address is one that anybody on the internet could reach. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  if (family === 4) return !inner.check(address, 'ipv4');
  // Only global unicast is public: that leaves out ::, ::1, IPv4 in its mapped, compatible and translated forms, and what is to come.
  return /^[23]/i.test(address) && address.split(':')[0]!.length === 4 && !inner.check(address, 'ipv6');
}

export interface Reachable {
  address: string;
  family: 4 | 6;
}

/** Finds the addresses of a host name. */
export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;

const byDns: Resolve = (host) => resolveName(host, { all: true, verbatim: true });

/**
 * The one address that a webhook's request goes to. It is asked at every delivery, and the connection is made to what it answers and nothing
 * else, so that a name cannot point elsewhere in between. Throws `forbidden` for addresses of inner networks and for plain http.
 */
export async function reachable(url: URL, allowPrivate: boolean, resolve: Resolve = byDns): Promise<Reachable> {
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
    throw refused('it must begin with https://');
  if (url.username !== '' || url.password !== '') throw refused('it must hold no user name or password');
  const host = url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
  const literal = isIP(host);
  const found = literal ? [{ address: host, family: literal }] : await named(host, resolve);
  // One inner address among them is enough to refuse: which one would be taken is not ours to say.
  if (!allowPrivate && found.some(({ address }) => !isPublic(address)))
    throw refused('it leads into a private network');
  const first = found[0];
  if (!first) throw refused('its host name is not known');
  return { address: first.address, family: first.family === 6 ? 6 : 4 };
}

async function named(host: string, resolve: Resolve): Promise<{ address: string; family: number }[]> {
  try {
    return await resolve(host);
  } catch (error) {
    throw refused('its host name is not known', error);
  }
}

const refused = (why: string, cause?: unknown): ProofdeskError =>
  new ProofdeskError(
    { code: 'forbidden', message: `The server does not send to this address: ${why}.`, where: { field: 'url' } },
    { cause },
  );
