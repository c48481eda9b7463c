import { type ExpectMatcherState, type Locator, expect as ofPlaywright } from '@playwright/test';

/**
 * Whether an element is to be seen in the end, or is not. Playwright's own matchers describe the whole page each time they look in vain,
 * which costs more than what the page itself does; waiting costs nothing.
 */
async function seen(
  { isNot, timeout }: ExpectMatcherState,
  locator: Locator,
  { wanted, within = timeout }: { wanted: boolean; within?: number | undefined },
): Promise<{ pass: boolean; message: () => string }> {
  const state = wanted === isNot ? 'hidden' : 'visible';
  try {
    await locator.waitFor({ state, timeout: within });
    return { pass: !isNot, message: () => '' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { pass: isNot, message: () => `It was expected to be ${state}: ${reason}` };
  }
}

/** Whether an element contains a text in the end, as Playwright decides once it may. It is waited for as above. */
async function containing(
  { isNot, timeout }: ExpectMatcherState,
  locator: Locator,
  expected: string | RegExp,
  within: number = timeout,
): Promise<{ pass: boolean; message: () => string }> {
  const begun = performance.now();
  if (!isNot)
    await locator
      .filter({ hasText: expected })
      .first()
      .waitFor({ state: 'attached', timeout: within })
      .catch(() => {});
  // Playwright has the last word: it minds capital letters, and whether there are several such elements.
  const left = Math.max(1_000, within - (performance.now() - begun));
  const matched = isNot ? ofPlaywright(locator).not : ofPlaywright(locator);
  try {
    await matched.toContainText(expected, { timeout: left });
    return { pass: !isNot, message: () => '' };
  } catch (error) {
    return { pass: isNot, message: () => (error instanceof Error ? error.message : String(error)) };
  }
}

/** Playwright's `expect`, which waits more cheaply for what is to be seen. */
export const expect = ofPlaywright.extend({
  toBeVisible(locator: Locator, options?: { timeout?: number }) {
    return seen(this, locator, { wanted: true, within: options?.timeout });
  },
  toBeHidden(locator: Locator, options?: { timeout?: number }) {
    return seen(this, locator, { wanted: false, within: options?.timeout });
  },
  toContainText(locator: Locator, expected: string | RegExp, options?: { timeout?: number }) {
    return containing(this, locator, expected, options?.timeout);
  },
});
