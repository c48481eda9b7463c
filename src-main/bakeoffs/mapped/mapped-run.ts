import { sha256 } from '../../../src-core/ledger/digests';
import type { MappingContent } from '../../../src-shared/bakeoffs';
import { canonicalText } from '../../../src-shared/kernel/canonical';
import type { HarnessSource } from '../harness-file';
import type { HarnessFile, ParseContext, ParsedRun } from '../importers/interface';
import { readCsv } from './csv';
import { readNdjson } from './ndjson';
import { readParquet } from './parquet';
import { readText } from './text-lines';

/** A mapping as it is used for reading. */
export interface AppliedMapping {
  name: string;
  content: MappingContent;
  /** Only the first rows of a Parquet file, for a look. */
  rows?: number | undefined;
}

/** SHA-256 of what a mapping says, as canonical JSON (RFC 8785). */
export function mappingDigest(content: MappingContent): string {
  return sha256(canonicalText(content));
}

/** Reads a file of any tool through a mapping. Throws the context's refusal for what does not fit it. */
export async function readMapped(
  { name, content, rows }: AppliedMapping,
  file: HarnessFile,
  source: HarnessSource,
  context: ParseContext,
  options: { onProgress?: ((share: number) => void) | undefined } = {},
): Promise<ParsedRun> {
  const run = await readKind();
  return { ...run, metadata: { ...run.metadata, mapping: { name, sha256: mappingDigest(content) } } };

  function readKind(): Promise<ParsedRun> {
    switch (content.kind) {
      case 'csv':
        return readCsv({ file, context, content });
      case 'ndjson':
        return readNdjson({ file, context, content });
      case 'parquet':
        return readParquet({ file, context, content }, source, { ...options, signal: context.signal, rows });
      case 'text':
        return readText({ file, context, content });
    }
  }
}
