/** Shows an element and puts the focus into it: its text where it can be written, else its first control. */
export function goToElement(element: string): void {
  const row = document.getElementById(`element-${element}`);
  if (!row) return;
  row.scrollIntoView({ block: 'center' });
  const first = row.querySelector<HTMLElement>('textarea') ?? row.querySelector<HTMLElement>('a, button, summary');
  first?.focus({ preventScroll: true });
}
