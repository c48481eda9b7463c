/** The element that a sentence about what is in the way begins with; the longest label where one begins with another. */
export function blockedElement<E extends { id: string; label: string }>(
  blocker: string,
  elements: readonly E[],
): E | undefined {
  return elements
    .filter(({ label }) => blocker.startsWith(`${label} `) || blocker.startsWith(`${label}:`))
    .sort((a, b) => b.label.length - a.label.length)[0];
}
