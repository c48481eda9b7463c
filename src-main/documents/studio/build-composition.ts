import { Composition } from '../../../src-shared/documents';
import type { Session } from '../../session';
import { buildMaterial } from '../build-document';
import { bindBinder } from './binder';
import { requireComposition } from './composition-rows';
import { composeMaterial } from './material';
import { draftToCompose, versionToCompose } from './to-compose';

/**
 * Makes a document of a composition: of a version that was handed in, final once that is approved; of what stands there now, marked “not
 * approved”, where none is named. Returns the id of the document's record.
 */
export async function buildComposition(
  session: Session,
  { composition, version }: { composition: string; version?: number | undefined },
): Promise<string> {
  const row = requireComposition(session.desk.workspace().reader, composition);
  const from = version === undefined ? draftToCompose(session, row) : versionToCompose(session, row, version);
  if (row.kind === 'binder') return bindBinder(session, from);
  const { document, about, builtFrom } = await composeMaterial(session, from, false);
  return buildMaterial(session, row.kind, {
    about: {
      ...about,
      title: from.about && about.readers ? `${row.number}` : from.title,
      deal: from.deal,
      account: from.account,
      entity: Composition.name,
      subject: from.about?.subject ?? row.id,
      composition: row.id,
      compositionVersion: from.version,
      builtFrom,
      ...(about.readers && { fileName: `${row.number.toLowerCase()}.pdf` }),
    },
    document,
  });
}
