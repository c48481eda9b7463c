import { z } from 'zod';
import { filesNotHere } from '../../../src-core/blobs/missing-file';

import type { DocumentKind, DocumentTemplate } from '../../../src-shared/documents';
import { canonicalText } from '../../../src-shared/kernel/canonical';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { resourcesFolder } from '../../installation';
import type { Session } from '../../session';
import { loadDocumentResources, type Template } from '../resources';
import type { ToCompose } from './material';

const contentSchema = z.object({ entry: z.string(), files: z.record(z.string(), z.string()) });

/** The template that came with Proofdesk for a kind; throws `bad-input` for kinds without one. */
export function shippedTemplate(kind: DocumentKind): Template {
  const { templates } = loadDocumentResources(resourcesFolder());
  const template = templates[kind === 'one-pager' ? 'composed' : kind];
  if (template) return template;
  throw new ProofdeskError({ code: 'bad-input', message: `Documents of the kind ${kind} have no template.` });
}

/** Keeps template files as one file, by their digest. */
export function keepTemplate(session: Session, template: Template): string {
  const bytes = Buffer.from(canonicalText(template));
  return session.desk.workspace().blobs.put(bytes, { mediaType: 'application/json', name: 'template.json' }).digest;
}

/** The files of a template that was kept; throws `unavailable` where they are not on this device. */
export function keptTemplate(session: Session, digest: string): Template {
  const { blobs } = session.desk.workspace();
  if (!blobs.has(digest)) {
    throw filesNotHere([{ name: 'The template', sha256: digest }], {
      code: 'unavailable',
      hint: 'Take its files from the device on which it was edited.',
    });
  }
  return contentSchema.parse(JSON.parse(Buffer.from(blobs.read(digest)).toString('utf8')));
}

/** A template of the workspace's own as documents that are put together are set with it: its files stand in place of the shipped ones. */
export function ownTemplate(
  session: Session,
  row: RowOf<typeof DocumentTemplate>,
  digest: string,
): NonNullable<ToCompose['template']> {
  const own = keptTemplate(session, digest);
  const composed = loadDocumentResources(resourcesFolder()).templates['composed']!;
  return {
    id: row.id,
    name: row.name,
    sha256: digest,
    files: { entry: composed.entry, files: { ...composed.files, ...own.files } },
  };
}
