const DIGEST = /^[0-9a-f]{64}$/;

/** Every SHA-256 digest (64 lower-case hexadecimal digits) anywhere inside a field's value. */
export function findDigests(value: unknown): string[] {
  if (typeof value === 'string') return DIGEST.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(findDigests);
  if (value && typeof value === 'object') return Object.values(value).flatMap(findDigests);
  return [];
}
