/** The one origin that pages of the desktop window have. */
export const scheme = 'app';
export const host = 'proofdesk';
export const origin = `${scheme}://${host}`;

/** Whether an address is one of our own pages. */
export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  return protocol === `${scheme}:` && hostname === host && port === '' && username === '' && password === '';
}
