/** An address as a person types it, made whole: `desk.example` becomes `https://desk.example`. Null where it is none. */
export function serverAddressOf(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${isHere(text) ? 'http' : 'https'}://${text}`;
  let url: URL;
  try {
    url = new URL(whole);
  } catch {
    return null;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** A server on this computer, as one tries one out. */
const isHere = (text: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/i.test(text);

/** Whether two addresses are of one server. */
export const sameServer = (one: string, other: string): boolean =>
  serverAddressOf(one) !== null && serverAddressOf(one) === serverAddressOf(other);
