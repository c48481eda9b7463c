import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  checkRoiModel,
  RoiCaseHead,
  RoiModelHead,
  type RoiModelRow,
  RoiModelVersion,
  type RoiModelView,
  type ShippedRoiModel,
} from '../../src-shared/roi';
import type { Session } from '../session';
import { shippedRoiModels } from './shipped-models';

/** Every version of every model, the newest first. */
export function listRoiModels(session: Session, filter: { published?: boolean | undefined } = {}): RoiModelRow[] {
  return session.desk
    .workspace()
    .reader.where(RoiModelVersion, filter.published ? { status: 'published' } : {})
    .map((row) => modelRow(session, row))
    .reverse();
}

/** A version by its id, or the newest published one (else the newest) of a model by its name or shipped key; also as `Name version`. */
export function getRoiModel(session: Session, text: string): RoiModelView {
  const { reader } = session.desk.workspace();
  const row = reader.get(RoiModelVersion, text) ?? named(session, text);
  if (!row) {
    const names = reader.where(RoiModelHead, {}).map(({ name }) => name);
    throw new ProofdeskError({
      code: 'not-found',
      message: `There is no ROI model ${text}.`,
      hint: names.length > 0 ? `There are ${names.join(', ')}.` : 'Take those that come with Proofdesk first.',
    });
  }
  const { problems, checked } = checkRoiModel(row.content);
  return {
    ...modelRow(session, row),
    content: row.content,
    insideNote: reader.get(RoiModelHead, row.model)?.insideNote ?? '',
    problems,
    checked,
  };
}

function named(session: Session, text: string): RowOf<typeof RoiModelVersion> | undefined {
  const { reader } = session.desk.workspace();
  const wanted = text.trim().toLowerCase();
  for (const head of reader.where(RoiModelHead, {})) {
    const versions = reader.where(RoiModelVersion, { model: head.id });
    for (const name of [head.name.toLowerCase(), head.shipped ?? '']) {
      if (name === '') continue;
      if (wanted === name) return versions.findLast(({ status }) => status === 'published') ?? versions.at(-1);
      const own = versions.find(({ version }) => wanted === `${name} ${version.toLowerCase()}`);
      if (own) return own;
    }
  }
  return undefined;
}

function modelRow(session: Session, row: RowOf<typeof RoiModelVersion>): RoiModelRow {
  const { reader } = session.desk.workspace();
  const head = reader.get(RoiModelHead, row.model);
  return {
    model: row.model,
    version: row.id,
    name: head?.name ?? '',
    label: row.version,
    status: row.status,
    about: row.content.about,
    shipped: head?.shipped ?? null,
    inputs: row.content.inputs.length,
    formulas: row.content.formulas.length,
    cases: reader.where(RoiCaseHead, { model: row.id }).length,
    publishedAt: row.publishedAt,
  };
}

/** Models that come with the application, and which of them the workspace has taken. */
export function listShippedModels(session: Session): ShippedRoiModel[] {
  const { reader } = session.desk.workspace();
  return shippedRoiModels().map(({ key, name, version, content }) => {
    const head = reader.where(RoiModelHead, { shipped: key })[0];
    const installed = head && reader.where(RoiModelVersion, { model: head.id, version })[0];
    return {
      key,
      name,
      version,
      about: content.about,
      inputs: content.inputs.length,
      formulas: content.formulas.length,
      installed: installed?.id ?? null,
    };
  });
}
