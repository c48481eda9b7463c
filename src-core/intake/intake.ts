import { createHash } from 'node:crypto';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Context, newId } from '../../src-shared/kernel/context';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { HandedFile } from '../../src-shared/system';
import { digestOfFile } from '../files/file-digest';
import { readingProblem } from '../files/named-file';

/** A handed-over file as commands and jobs use it: a path on this machine. */
export interface IntakeFile extends HandedFile {
  path: string;
}

/** A file's name with the folders that were handed over with it, or its bare name where the path leads elsewhere. */
function cleanNameOf(name: string): string {
  const parts = name.replaceAll('\\', '/').split('/');
  const inside = parts.every((part) => part !== '' && part !== '.' && part !== '..') && !/^[a-z]:$/i.test(parts[0]!);
  return (inside ? parts.join('/') : basename(parts.join('/'))) || 'file';
}

/** The largest file taken from a page, in bytes: 2 GiB, far above a 1,000,000-row log. */
const largest = 2 * 1024 ** 3;

/**
 * Files that were handed over (uploaded by a page, or chosen in a native dialog) and wait to be imported. Uploads lie in an owner-only
 * temporary folder until they are discarded or the program ends; chosen files stay where they are and are only named.
 */
export class Intake {
  private readonly files = new Map<string, IntakeFile & { ours: boolean }>();
  private folder: Promise<string> | null = null;

  constructor(
    private readonly context: Context,
    private readonly limitBytes = largest,
  ) {}

  /**
   * Stores what arrives under a new id. Nothing stays when it fails: `bad-input` beyond the size limit, or the stream's own error.
   * @param announcedBytes the size that the sender announced, if it did, so that too large a file is refused before it is read
   */
  async receive(name: string, content: AsyncIterable<Uint8Array>, announcedBytes = 0): Promise<HandedFile> {
    const cleanName = cleanNameOf(name);
    if (announcedBytes > this.limitBytes) throw this.tooLarge(cleanName);
    this.folder ??= mkdtemp(join(tmpdir(), 'proofdesk-intake-'));
    const id = newId(this.context);
    const path = join(await this.folder, id);
    const target = await open(path, 'wx', 0o600);
    const hash = createHash('sha256');
    let bytes = 0;
    try {
      for await (const piece of content) {
        bytes += piece.byteLength;
        if (bytes > this.limitBytes) throw this.tooLarge(cleanName);
        hash.update(piece);
        await target.write(piece);
      }
      await target.close();
    } catch (thrown) {
      await target.close().catch(() => {});
      await rm(path, { force: true });
      throw thrown;
    }
    return this.keep({ id, name: cleanName, bytes, sha256: hash.digest('hex'), path, ours: true });
  }

  /**
   * Names a file that lies on this machine, such as one chosen in a native dialog. `not-found` when there is none.
   * @param name what it is called, with the folders it is in where these belong to the result
   */
  async point(path: string, name = basename(path)): Promise<HandedFile> {
    let size: number;
    let sha256: string;
    try {
      size = (await stat(path)).size;
      sha256 = await digestOfFile(path);
    } catch (cause) {
      throw readingProblem(cause, path);
    }
    return this.keep({
      id: newId(this.context),
      name: cleanNameOf(name),
      bytes: size,
      sha256,
      path,
      ours: false,
    });
  }

  /** The file behind an id; `not-found` when the program was started again since, or the file was discarded. */
  file(id: string): IntakeFile {
    const file = this.files.get(id);
    if (!file) {
      throw new ProofdeskError({
        code: 'not-found',
        message: 'The file that was handed over is no longer there.',
        hint: 'Choose the file again.',
      });
    }
    const { ours: _ours, ...facts } = file;
    return facts;
  }

  /** Forgets a file, and removes it where it was an upload. */
  async discard(id: string): Promise<void> {
    const file = this.files.get(id);
    this.files.delete(id);
    if (file?.ours) await rm(file.path, { force: true });
  }

  /** Forgets all and removes the uploads. */
  async close(): Promise<void> {
    this.files.clear();
    if (this.folder) await rm(await this.folder, { recursive: true, force: true });
    this.folder = null;
  }

  private keep(file: IntakeFile & { ours: boolean }): HandedFile {
    this.files.set(file.id, file);
    return { id: file.id, name: file.name, bytes: file.bytes, sha256: file.sha256 };
  }

  private tooLarge(name: string): ProofdeskError {
    const limit = Math.floor(this.limitBytes / 1024 ** 2);
    return new ProofdeskError({
      code: 'bad-input',
      message: `${name} is larger than the ${limit} MiB that can be handed over at once.`,
      where: { file: name },
      hint: 'Import it from the command line, which reads files in place.',
    });
  }
}
