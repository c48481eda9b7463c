/** The account whose customer view this page is, from its address; null for our own view. */
export function customerOfAddress(): string | null {
  return new URLSearchParams(window.location.search).get('customer');
}

/**
 * Loads the page anew as this account sees it, at one of its screens. The new page's connection is a session of its own, fixed to that
 * account; nothing of ours is kept in its memory.
 */
export function enterCustomerView(account: string, path = '/'): void {
  window.location.assign(`${window.location.pathname}?customer=${encodeURIComponent(account)}#${path}`);
}

/** Loads the page anew as ours, at one of our screens. */
export function leaveCustomerView(path = '/'): void {
  window.location.assign(`${window.location.pathname}#${path}`);
}
