import { ProofdeskError } from '../../src-shared/kernel/errors';
import { errorRecordSchema } from '../../src-shared/kernel/wire';
import { type HandedFile, handedFile } from '../../src-shared/system';
import { customerAccountOf } from './open';

/**
 * Hands a chosen or dropped file to the desk, which keeps it aside until a call imports it by its id. Works in the desktop window and in
 * a browser alike. `name` is what it is called there, with folders that belong to it. Fails with `bad-input` when the file is larger than the desk takes.
 */
export async function handOver(
  file: File,
  { signal, name = file.name }: { signal?: AbortSignal; name?: string } = {},
): Promise<HandedFile> {
  const answer = await fetch(`/upload?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: file,
    ...(signal && { signal }),
  });
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return handedFile.parse(body);
  const record = errorRecordSchema.safeParse((body as { error?: unknown } | null)?.error);
  throw new ProofdeskError(
    record.success ? record.data : { code: 'unavailable', message: `${file.name} could not be handed over.` },
  );
}

/** The address at which this page may read a blob by its digest; in customer view only what that customer may see. */
export function blobAddress(digest: string): string {
  const customerAccount = customerAccountOf(window.location);
  const query = customerAccount === null ? '' : `?customer=${encodeURIComponent(customerAccount)}`;
  return `/blob/${encodeURIComponent(digest)}${query}`;
}
