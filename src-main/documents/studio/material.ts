import { filesNotHere } from '../../../src-core/blobs/missing-file';
import { sha256 } from '../../../src-core/ledger/digests';
import {
  type BlockContent,
  type BlockWidth,
  type BuiltFrom,
  type DocumentInput,
  type DocumentKind,
  type Finding,
  Snippet,
  SnippetVersion,
  type SourceRef,
} from '../../../src-shared/documents';
import type { Disclosure } from '../../../src-shared/kernel/disclosure';
import { errorRecord, ProofdeskError } from '../../../src-shared/kernel/errors';
import { Workspace } from '../../../src-shared/workspace';
import { withFiles } from '../../files-on-demand';
import type { Session } from '../../session';
import type { DocumentAbout } from '../builders';
import type { DocumentRequest } from '../compile';
import { documentFrame } from '../frame';
import type { EvidenceFile } from '../inputs';
import type { Template } from '../resources';
import { findingsInState } from './findings';
import { buildSource, orderOf, type SourceMaterial, sourceForPreview } from './sources';
import { builtFromSubject, subjectOf } from './subjects';

type Composed = Extract<DocumentInput, { kind: 'composed' }>;
type Block = Composed['blocks'][number];

/** A composition as it stands, or as a version of it was handed in. */
export interface ToCompose {
  id: string;
  number: string;
  kind: DocumentKind;
  title: string;
  about: SourceRef | null;
  account: string;
  deal: string;
  disclosure: Disclosure;
  confidentiality: string;
  paper: 'a4' | 'letter' | null;
  owner: string;
  /** The version that was handed in; null for what stands there now. */
  version: number | null;
  approved: boolean;
  blocks: readonly { id?: string | undefined; width: BlockWidth; content: BlockContent }[];
  template: { id: string; name: string; sha256: string; files: Template } | null;
}

export interface ComposedMaterial {
  document: Omit<DocumentRequest, 'receipts'>;
  about: Omit<DocumentAbout, 'title' | 'deal' | 'account' | 'entity' | 'subject'>;
  findings: Finding[];
  builtFrom: BuiltFrom[];
  /** The place of each printed block among those of the composition. */
  places: number[];
}

/**
 * The data of a document that is put together. For a preview, blocks that are refused are left out and said; for a build they are an error.
 */
export async function composeMaterial(session: Session, from: ToCompose, preview: boolean): Promise<ComposedMaterial> {
  const workspace = session.desk.workspace();
  const now = session.desk.context.now();
  const findings = findingsInState(workspace.reader, from, from.blocks, now);
  const refuse = (finding: Finding): void => {
    if (!preview) {
      throw new ProofdeskError({
        code: 'check-failed',
        message: finding.message,
        ...(finding.hint && { hint: finding.hint }),
        details: { findings: findings.filter(({ level }) => level === 'refused') },
      });
    }
  };
  for (const finding of findings) if (finding.level === 'refused') refuse(finding);
  const refusedAt = new Set(findings.filter(({ level }) => level === 'refused').map(({ block }) => block));
  const sources = new Map<string, { key: string; ref: SourceRef; material: SourceMaterial }>();
  const take = preview ? sourceForPreview : buildSource;
  const sourceOf = async (ref: SourceRef, place: string | null): Promise<string | null> => {
    const name = JSON.stringify([ref.kind, ref.subject, ref.version, ref.topic]);
    const known = sources.get(name);
    if (known) return known.key;
    try {
      const material = await withFiles(session.desk, () => take(session, orderOf(ref, from)));
      const key = ref === from.about ? 'main' : `s${sources.size + 1}`;
      sources.set(name, { key, ref, material });
      return key;
    } catch (error) {
      if (!preview || !(error instanceof ProofdeskError) || error.code === 'internal') throw error;
      const { message, hint } = errorRecord(error);
      findings.push({ block: place, level: 'refused', message, hint: hint ?? null });
      return null;
    }
  };
  if (from.about && !refusedAt.has(null)) await sourceOf(from.about, null);
  const pictures = new Map<string, { name: string; bytes: Uint8Array; sha256: string }>();
  const blocks: Block[] = [];
  const places: number[] = [];
  for (const [at, { id, width, content }] of from.blocks.entries()) {
    const place = id ?? String(at);
    if (refusedAt.has(place) || (content.kind === 'part' && !content.of && refusedAt.has(null))) continue;
    const printed = await printedBlock(content, place);
    if (!printed) continue;
    blocks.push({ ...printed, width });
    places.push(at);
  }

  async function printedBlock(content: BlockContent, place: string): Promise<Block | null> {
    switch (content.kind) {
      case 'part': {
        const source = await sourceOf(content.of ?? from.about!, place);
        return source === null
          ? null
          : { kind: 'part', source, part: content.part, ...(content.only && { only: content.only }) };
      }
      case 'heading':
        return { kind: 'heading', text: content.text };
      case 'text':
        return content.text.trim() === '' ? null : { kind: 'text', title: content.title, text: content.text };
      case 'snippet': {
        const { number, version, title, text } = content;
        return { kind: 'snippet', number, version, title, text };
      }
      case 'picture': {
        const picture = keptPictureOf(session, content.file);
        pictures.set(picture.name, picture);
        return { kind: 'picture', name: picture.name, alternative: content.alternative, caption: content.caption };
      }
      case 'evidence':
        return { kind: 'evidence' };
      case 'page-break':
        return { kind: 'page-break' };
      default:
        // Documents and attachments stand in binders, which are bound and not set.
        return null;
    }
  }

  if (blocks.length === 0) {
    blocks.push({ kind: 'page-break' });
    places.push(0);
  }
  const used = [...sources.values()];
  const main = used.find(({ key }) => key === 'main')?.material;
  const { frame, brandFiles } = documentFrame(session, {
    number: from.number,
    version: Math.max(1, from.version ?? 1),
    title: from.title,
    account: from.account,
    preparedBy: from.owner,
    approved: from.approved && used.every(({ material }) => material.about.final),
    disclosure: from.disclosure,
    ...(from.paper && { paper: from.paper }),
  });
  const builtFrom = [
    ...used.map(({ ref, material }) =>
      builtFromSubject(subjectOf(workspace.reader, ref, now), material.about.sources[0] ?? null),
    ),
    ...snippetsIn(session, from.blocks),
    ...(from.template
      ? [
          {
            ...{ entity: 'documentTemplate', id: from.template.id, label: from.template.name },
            ...{ version: null, digest: from.template.sha256, receipt: null },
          },
        ]
      : []),
    brandOf(session),
  ];
  const evidence: EvidenceFile[] = used.flatMap(({ key, material }) =>
    (material.document.evidence ?? []).map(({ name, bytes }) => ({ name: `${key}/${name}`, bytes })),
  );
  const data: Composed = {
    ...frame,
    ...(main && {
      number: main.document.data.number,
      version: main.document.data.version,
      customer: main.document.data.customer,
      preparedBy: main.document.data.preparedBy,
    }),
    kind: 'composed',
    of: from.kind,
    ...(from.confidentiality && { confidentiality: from.confidentiality }),
    blocks,
    sources: used.map(({ key, material }) => ({
      key,
      data: material.document.data as Composed['sources'][number]['data'],
    })),
    pictures: [...pictures.values()].map(({ name, sha256: digest }) => ({ name, sha256: digest })),
    // The brand is not something that a reader would look up.
    builtFrom: builtFrom.filter(({ entity }) => entity !== Workspace.name),
  };
  const readers = used.map(({ material }) => material.about.readers).find((one) => one !== undefined);
  return {
    document: {
      data,
      brandFiles: {
        ...brandFiles,
        ...Object.fromEntries([...pictures.values()].map(({ name, bytes }) => [name, bytes])),
      },
      evidence,
      ...(from.template && { template: from.template.files }),
    },
    about: {
      version: main ? main.about.version : from.version,
      final: frame.approved,
      disclosure: from.disclosure,
      sources: [...new Set(used.flatMap(({ material }) => material.about.sources))],
      ...(readers && { readers }),
    },
    findings,
    builtFrom,
    places,
  };
}

/** A picture of a block, by its digest. */
function keptPictureOf(session: Session, digest: string): { name: string; bytes: Uint8Array; sha256: string } {
  const { blobs } = session.desk.workspace();
  if (!blobs.has(digest)) {
    throw filesNotHere([{ name: blobs.info(digest)?.name ?? 'A picture of this document', sha256: digest }], {
      code: 'unavailable',
      hint: 'Put the picture in again, or make the document on the device that has it.',
    });
  }
  const bytes = blobs.read(digest);
  const ending = bytes[0] === 0x89 ? 'png' : bytes[0] === 0xff ? 'jpg' : 'svg';
  return { name: `picture-${digest.slice(0, 12)}.${ending}`, bytes, sha256: sha256(bytes) };
}

function snippetsIn(session: Session, blocks: ToCompose['blocks']): BuiltFrom[] {
  const workspace = session.desk.workspace();
  return blocks.flatMap(({ content }) => {
    if (content.kind !== 'snippet') return [];
    const row = workspace.reader.where(SnippetVersion, { snippet: content.snippet, version: content.version })[0];
    return [
      {
        ...{ entity: Snippet.name, id: content.snippet, label: content.number, version: content.version, digest: null },
        receipt: row ? workspace.receiptOf(SnippetVersion.name, row.id, 'snippet.submit') : null,
      },
    ];
  });
}

/** The brand as it is now, by a digest of all that shows. */
export function brandOf(session: Session): BuiltFrom {
  const settings = session.desk.workspace().reader.where(Workspace, {})[0]!;
  const { brand, company, address, locale } = settings;
  return {
    ...{ entity: Workspace.name, id: settings.id, label: 'Brand and address', version: null, receipt: null },
    digest: sha256(JSON.stringify([Object.entries(brand).sort(), company, address, locale])),
  };
}
