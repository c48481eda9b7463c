import type { ReadForm } from './read-form';

/** Reads the fields of a form that came back; see `readForm`. The library for it is loaded with the first one. */
export async function readFilledForm(bytes: Uint8Array, file: string): Promise<ReadForm> {
  const { readForm } = await import('./read-form');
  return readForm(bytes, file);
}
