import { ProofdeskError } from '../../src-shared/kernel/errors';

/** The address of a server as it is compared and kept: without a slash at its end. */
export const plainAddress = (address: string): string => address.trim().replace(/\/+$/, '');

/** Whether an address is one of this very computer. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/**
 * Whether what is said to an address can be read by nobody on the way: https, or http on this very computer. Also false for what is no
 * address of the web at all.
 */
export function isPrivateOnTheWay(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));
}

/** The plain address of a server; throws `bad-input` for one that signing in would not be safe at. */
export function serverAt(address: string): string {
  const plain = plainAddress(address);
  if (!URL.canParse(plain)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `“${plain}” is not an address.`,
      where: { field: 'address' },
      hint: 'Write it whole: https://desk.example.com.',
    });
  }
  if (!isPrivateOnTheWay(plain)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${plain} is not encrypted on the way.`,
      where: { field: 'address' },
      hint: 'Use its https address. Plain http is for a server on this very computer.',
    });
  }
  const { search, hash, username, password } = new URL(plain);
  if (search || hash || username || password) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'The address of a server has no query, fragment or password in it.',
      where: { field: 'address' },
      hint: 'Write it as https://desk.example.com.',
    });
  }
  return plain;
}
