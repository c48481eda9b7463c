import type { PlanState } from '../../../src-core/commands/implementation';
import {
  approveComposition,
  type BlockDraft,
  type Composition,
  CompositionVersion,
  DocumentTemplate,
} from '../../../src-shared/documents';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { Session } from '../../session';
import { stateOfVersion } from './approval-state';
import { blocksOf } from './composition-rows';
import type { ToCompose } from './material';
import { ownTemplate } from './template-files';

const headOf = (row: RowOf<typeof Composition>) => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  account: row.account,
  deal: row.deal,
  owner: row.owner,
});

/** What stands in a composition now, or what is being typed in its place; never approved. */
export function draftToCompose(
  session: Session,
  row: RowOf<typeof Composition>,
  typed?: readonly BlockDraft[],
): ToCompose {
  const { reader } = session.desk.workspace();
  const template = row.template ? reader.get(DocumentTemplate, row.template) : undefined;
  return {
    ...headOf(row),
    title: row.title,
    about: row.about,
    disclosure: row.disclosure,
    confidentiality: row.confidentiality,
    paper: row.paper,
    version: null,
    approved: false,
    blocks: typed ?? blocksOf(reader, row.id),
    template: template ? ownTemplate(session, template, template.content) : null,
  };
}

/** A version of a composition that was handed in; approved once its request is. */
export function versionToCompose(session: Session, row: RowOf<typeof Composition>, version: number): ToCompose {
  const { reader } = session.desk.workspace();
  const frozen = versionRow(reader, row, version);
  const template = frozen.template ? reader.get(DocumentTemplate, frozen.template.id) : undefined;
  return {
    ...headOf(row),
    title: frozen.title,
    about: frozen.about,
    disclosure: frozen.disclosure,
    confidentiality: frozen.confidentiality,
    paper: frozen.paper,
    version,
    approved: stateOfVersion(reader, approveComposition.name, row.id, frozen).state === 'approved',
    blocks: frozen.blocks,
    template: template && frozen.template ? ownTemplate(session, template, frozen.template.sha256) : null,
  };
}

/** A version of a composition; throws `not-found`. */
export function versionRow(
  state: Pick<PlanState, 'where'>,
  row: RowOf<typeof Composition>,
  version: number,
): RowOf<typeof CompositionVersion> {
  const found = state.where(CompositionVersion, { composition: row.id, version })[0];
  if (found) return found;
  throw new ProofdeskError({
    code: 'not-found',
    message: `${row.number} has no version ${version}.`,
    hint: row.version === 0 ? 'Hand it in first.' : `Its last version is ${row.version}.`,
  });
}
