/** The id of the part of the page that every screen draws itself in. */
export const CONTENT_ID = 'content';

/** Puts the focus where a screen begins, so that the next Tab is in its first control: after a step, or when what had it is gone. */
export function focusContent(): void {
  document.getElementById(CONTENT_ID)?.focus({ preventScroll: true });
}
