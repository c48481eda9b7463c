/** The fields of `edit` that differ from `saved`: only what was changed goes into a receipt. */
export function changedFields<T extends object>(saved: T, edit: T): Partial<T> {
  const differs = (name: keyof T) => JSON.stringify(saved[name]) !== JSON.stringify(edit[name]);
  const names = Object.keys(edit) as (keyof T)[];
  return Object.fromEntries(names.filter(differs).map((name) => [name, edit[name]])) as Partial<T>;
}
