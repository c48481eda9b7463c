import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { sha256 } from '../../src-core/ledger/digests';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { FontFile } from './font-file';

/**
 * Root of the typesetter's file system. Nothing is there: every file of a page is given in memory, so a template can read what is
 * embedded in the document and nothing else.
 */
const ROOT =
  process.platform === 'win32' ? 'C:\\proofdesk-documents-have-no-folder' : '/proofdesk-documents-have-no-folder';

/** How many compilations an unused part of a page stays remembered. */
const CACHE_AGE = 6;

/** After how many documents the memory of earlier ones is let go. */
const REST_AFTER = 16;

let collector: (() => void) | null = null;

/** Runs the garbage collector, which Node hands out only under a flag. */
function collectGarbage(): void {
  if (!collector) {
    setFlagsFromString('--expose-gc');
    collector = runInNewContext('gc') as () => void;
  }
  collector();
}

/** A file that a page is made from. */
export interface PageFile {
  path: string;
  bytes: Uint8Array;
}

/** A typesetter kept warm for one set of fonts. */
export class Typesetter {
  private readonly compiler: NodeCompiler;
  private pagesSet = 0;

  constructor(fonts: readonly FontFile[]) {
    this.compiler = NodeCompiler.create({
      workspace: ROOT,
      fontArgs: [{ fontBlobs: fonts.map((font) => font.bytes) }],
    });
  }

  /**
   * Sets a page as PDF/A-3a (ISO 19005-3, accessible level), or as plain PDF 1.7 where it will be filled in: what a viewer writes into
   * a form embeds no fonts, so such a file would break the promise of an archive. Same files and instant, same bytes.
   *
   * @param main Path of the file to begin with, among `files`.
   * @param created Creation time written into the file, seconds since 1970.
   * @throws ProofdeskError `bad-input` with the typesetter's message and place.
   */
  pdf(files: readonly PageFile[], main: string, created: number, standard: '1.7' | 'a-3a' = 'a-3a'): Uint8Array {
    return this.set(files, main, (document) =>
      this.compiler.pdf(document, { pdfStandard: standard, creationTimestamp: created }),
    );
  }

  /**
   * Sets a page as one picture of all its pages, with the places that the template marked.
   *
   * @param marked Label of the marks, such as `studio-block`; their values are given in their order.
   * @throws ProofdeskError `bad-input` with the typesetter's message and place.
   */
  picture(files: readonly PageFile[], main: string, marked: string): { svg: string; marks: unknown[] } {
    return this.set(files, main, (document) => ({
      svg: this.compiler.svg(document),
      marks: (this.compiler.query(document, { selector: `<${marked}>` }) as { value: unknown }[]).map(
        ({ value }) => value,
      ),
    }));
  }

  private set<T>(files: readonly PageFile[], main: string, write: (document: NodeTypstDocument) => T): T {
    this.compiler.resetShadow();
    for (const file of files) this.compiler.mapShadow(this.path(file.path), Buffer.from(file.bytes));
    try {
      const result = this.compiler.compile({ mainFilePath: this.path(main) });
      const document = result.result;
      if (!document) {
        const diagnostics = result.takeDiagnostics();
        throw refused(diagnostics ? this.compiler.fetchDiagnostics(diagnostics) : []);
      }
      return write(document);
    } catch (thrown) {
      throw thrown instanceof ProofdeskError ? thrown : refusedExport(thrown);
    } finally {
      this.compiler.resetShadow();
      this.compiler.evictCache(CACHE_AGE);
    }
  }

  /**
   * Lets go of what earlier pages hold. A page that was set is a small object to the collector and megabytes to the typesetter, so the
   * collector would not come by itself for thousands of documents; what it finds is freed in a turn of the event loop of its own.
   */
  async rest(): Promise<void> {
    this.pagesSet += 1;
    if (this.pagesSet % REST_AFTER !== 0) return;
    collectGarbage();
    await new Promise<void>((resolve) => setImmediate(resolve));
  }

  private path(path: string): string {
    return `${ROOT}${process.platform === 'win32' ? path.replaceAll('/', '\\') : path}`;
  }
}

/** Most fonts sets that are kept warm at once; each holds some megabytes. */
const KEPT = 3;
const warm = new Map<string, Typesetter>();

/** The typesetter for these fonts, warm from last time where there was one. */
export function typesetterFor(fonts: readonly FontFile[]): Typesetter {
  const key = sha256(fonts.map((font) => `${font.family} ${sha256(font.bytes)}`).join('\n'));
  const found = warm.get(key);
  if (found) return found;
  const made = new Typesetter(fonts);
  if (warm.size >= KEPT) warm.delete(warm.keys().next().value!);
  warm.set(key, made);
  return made;
}

interface Diagnostic {
  message: string;
  path?: string;
  range?: { start: { line: number; character: number } } | null;
}

function refused(diagnostics: Diagnostic[]): ProofdeskError {
  const [first] = diagnostics;
  const file = first?.path?.replaceAll('\\', '/').slice(ROOT.length + 1);
  const start = first?.range?.start;
  return new ProofdeskError({
    code: 'bad-input',
    message: `The page could not be set: ${first?.message ?? 'the typesetter gave no reason'}.`,
    where: { ...(file && { file }), ...(start && { line: start.line + 1, column: start.character + 1 }) },
    hint: 'If the template is your own, look at the place named; else restore the templates that came with Proofdesk.',
  });
}

/** The typesetter reports what PDF/A forbids as one text that holds its own debug output. */
function refusedExport(thrown: unknown): ProofdeskError {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const messages = [...text.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map((match) =>
    match[1]!.replace(/\\(["'`\\])/g, '$1'),
  );
  return new ProofdeskError(
    {
      code: 'bad-input',
      message: `The page could not be written as PDF/A: ${messages[0] ?? text}.`,
      hint: 'If it names a text, add a font for its script to the workspace’s brand, or write the text in another way.',
    },
    { cause: thrown },
  );
}
