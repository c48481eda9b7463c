import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { BenchmarkRun } from '../../src-shared/bakeoffs';
import type { CitedFile } from '../../src-shared/claims';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Session } from '../session';

/** A file that is to be cited: on disk now, and kept in the workspace once it is. */
export interface EvidenceFile {
  path: string;
  cited: CitedFile;
  /** The run whose raw file it is; null for a file by itself. */
  run: string | null;
  /** Keeps it; nothing to do for one that is kept already. */
  keep(): Promise<void>;
}

/** Files by themselves are looked at whole. */
const LARGEST_BYTES = 64 * 1024 * 1024;

const mediaTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.html': 'text/html; charset=utf-8',
  '.htm': 'text/html; charset=utf-8',
  '.mhtml': 'multipart/related',
  '.json': 'application/json',
};

/** The file that evidence names: handed over, or kept in the workspace where the session may read it. */
export async function evidenceFile(
  session: Session,
  { handed, sha256 }: { handed?: string | undefined; sha256?: string | undefined },
): Promise<EvidenceFile> {
  const workspace = session.desk.workspace();
  if (handed !== undefined) {
    const { path, name, bytes, sha256: digest } = session.desk.intake.file(handed);
    const mediaType = mediaTypes[extname(name).toLowerCase()] ?? 'text/plain; charset=utf-8';
    return {
      path,
      cited: { name, sha256: digest, bytes },
      run: null,
      keep: async () => void (await workspace.blobs.putFile(path, { mediaType, name })),
    };
  }
  if (sha256 === undefined) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'This evidence needs a file.',
      where: { field: 'file' },
      hint: 'Hand one over, or name a file of a run by its digest.',
    });
  }
  const blob = await session.desk.readBlob(session, sha256);
  const info = workspace.blobs.info(sha256);
  if (!blob || !info) {
    throw new ProofdeskError({
      code: 'not-found',
      message: 'There is no file with this digest that you may read.',
      where: { field: 'sha256' },
      hint: 'The page of a run lists its raw files with their digests.',
    });
  }
  if (blob.content instanceof ReadableStream) await blob.content.cancel();
  const holder = workspace.blobs.references(sha256).find(({ entity }) => entity === BenchmarkRun.name);
  const name = holder ? fileName(session, holder.id, sha256) : info.name;
  return {
    path: workspace.blobs.path(sha256),
    cited: { name, sha256, bytes: info.size },
    run: holder?.id ?? null,
    keep: async () => {},
  };
}

const fileName = (session: Session, run: string, sha256: string): string =>
  session.desk
    .workspace()
    .reader.get(BenchmarkRun, run)
    ?.files.find((file) => file.sha256 === sha256)?.name ?? sha256.slice(0, 12);

/** All of a file that is looked at whole. Throws `bad-input` for one that is too large. */
export async function wholeFile({ path, cited: { name } }: EvidenceFile): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > LARGEST_BYTES) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${name} is larger than the ${LARGEST_BYTES / 1024 ** 2} MiB that such evidence may have.`,
      where: { file: name },
      hint: 'Cite a part of it: the page, the lines, or a smaller picture.',
    });
  }
  return readFile(path);
}

/** Lines of a file, both included, however large it is. Throws `bad-input` where it has fewer lines. */
export async function linesOf(
  { path, cited: { name } }: EvidenceFile,
  fromLine: number,
  toLine: number,
  mostCharacters: number,
): Promise<string> {
  if (toLine < fromLine) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The last line (${toLine}) comes before the first (${fromLine}).`,
      where: { field: 'toLine' },
    });
  }
  const lines: string[] = [];
  let number = 0;
  let characters = 0;
  const input = createReadStream(path, 'utf8');
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (number < fromLine) continue;
      lines.push(line);
      characters += line.length + 1;
      if (characters > mostCharacters) {
        throw new ProofdeskError({
          code: 'bad-input',
          message: `Lines ${fromLine} to ${toLine} of ${name} have more than ${mostCharacters} characters.`,
          where: { file: name, line: number },
          hint: 'Cite the few lines that show it; the whole file is pinned in any case.',
        });
      }
      if (number === toLine) break;
    }
  } finally {
    input.destroy();
  }
  if (number < toLine) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${name} has ${number} lines, and line ${toLine} was cited.`,
      where: { file: name, line: number },
      hint: 'Count the lines again: the first is 1.',
    });
  }
  return lines.join('\n');
}
