import { type ErrorCode, ProofdeskError } from '../../src-shared/kernel/errors';

/** A file that something wants to read, as a person knows it. */
export interface WantedFile {
  name: string;
  sha256: string;
}

/**
 * Files that are wanted and are not on this device, all of them at once. Whoever runs the work may fetch what `missingFilesOf` names and run it
 * again; the hint is for where there is nothing to fetch them from.
 */
export function filesNotHere(
  files: readonly WantedFile[],
  { hint, code = 'not-found', soWhat = '' }: { hint: string; code?: ErrorCode; soWhat?: string },
): ProofdeskError {
  const missingFiles = [...new Map(files.map((file) => [file.sha256, file])).values()].map(({ name, sha256 }) => ({
    name,
    sha256,
  }));
  const [first, ...others] = missingFiles;
  const [named, are] =
    others.length === 0
      ? [first?.name ?? 'A file', 'is']
      : [`${first!.name} and ${others.length} other ${others.length === 1 ? 'file' : 'files'}`, 'are'];
  return new ProofdeskError({
    code,
    message: `${named} ${are} not on this device${soWhat && `, ${soWhat}`}.`,
    ...(first && { where: { file: first.name } }),
    hint,
    details: { missingFiles },
  });
}

/** The files that something thrown by `filesNotHere` names; none for anything else. */
export function missingFilesOf(thrown: unknown): WantedFile[] {
  const missing = thrown instanceof ProofdeskError ? thrown.details?.['missingFiles'] : undefined;
  return Array.isArray(missing) ? (missing as WantedFile[]) : [];
}
