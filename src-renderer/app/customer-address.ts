/** The account whose customer view this page is, from its address; null for our own view. */
export function customerOfAddress(): string | null {
  return new URLSearchParams(window.location.search).get('customer');
}

/**
 * Loads the page anew as this account sees it. The new page's connection is a session of its own, fixed to that account; nothing of ours
 * is kept in its memory.
 */
export function enterCustomerView(account: string): void {
  window.location.assign(`${window.location.pathname}?customer=${encodeURIComponent(account)}#/`);
}

/** Loads the page anew as ours. */
export function leaveCustomerView(): void {
  window.location.assign(`${window.location.pathname}#/`);
}
