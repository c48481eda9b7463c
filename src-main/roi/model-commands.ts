import { implementCommand, judgedBy, type PlanState } from '../../src-core/commands/implementation';
import { publishRoiModelFacts } from '../../src-shared/judging/facts/value-models';
import { create, patch } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  createRoiModel,
  draftRoiModel,
  installRoiModels,
  publishRoiModel,
  type RoiModelContent,
  RoiModelHead,
  RoiModelVersion,
  retireRoiModel,
  reviseRoiModel,
} from '../../src-shared/roi';
import { shippedRoiModels } from './shipped-models';

function requireDraft(state: PlanState, id: string) {
  const row = state.require(RoiModelVersion, id);
  if (row.status === 'draft') return row;
  throw new ProofdeskError({
    code: 'stale',
    message: `Version ${row.version} is ${row.status} and never changes.`,
    hint: 'Begin a new version from it.',
  });
}

function refuseTakenVersion(state: PlanState, model: string, version: string, but?: string): void {
  if (!state.where(RoiModelVersion, { model, version }).some(({ id }) => id !== but)) return;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `This model has a version ${version} already.`,
    where: { field: 'version' },
    hint: 'Choose another name for the version.',
  });
}

/** A frozen case holds the model, its inputs and every line in words, and has to fit into one receipt of 256 KiB. */
const MOST_BYTES = 72 * 1024;

function fitting(content: RoiModelContent): RoiModelContent {
  const bytes = Buffer.byteLength(JSON.stringify(content));
  if (bytes <= MOST_BYTES) return content;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `The model is ${Math.ceil(bytes / 1024)} KiB large; it may have ${MOST_BYTES / 1024}.`,
    where: { field: 'content' },
    hint: 'Shorten helps and labels, or make two models of it.',
  });
}

export const roiModelCommands = [
  implementCommand(createRoiModel, ({ name, version, content, insideNote }, _state, tools) => {
    const model = tools.newId();
    const versionId = tools.newId();
    return {
      changes: [
        create(RoiModelHead, model, { name, ...(insideNote !== undefined && { insideNote }) }),
        create(RoiModelVersion, versionId, { model, version, status: 'draft', content: fitting(content) }),
      ],
      resource: { entity: RoiModelHead.name, id: model },
      result: { model, version: versionId },
    };
  }),
  implementCommand(draftRoiModel, ({ from, version }, state, tools) => {
    const source = state.require(RoiModelVersion, from);
    refuseTakenVersion(state, source.model, version);
    const id = tools.newId();
    return {
      changes: [
        create(RoiModelVersion, id, { model: source.model, version, status: 'draft', content: source.content }),
      ],
      resource: { entity: RoiModelHead.name, id: source.model },
      result: { model: source.model, version: id },
    };
  }),
  implementCommand(reviseRoiModel, ({ version: id, content, label, name, insideNote }, state) => {
    const row = requireDraft(state, id);
    if (label !== undefined) refuseTakenVersion(state, row.model, label, id);
    const head = { ...(name !== undefined && { name }), ...(insideNote !== undefined && { insideNote }) };
    const own = {
      ...(content !== undefined && { content: fitting(content) }),
      ...(label !== undefined && { version: label }),
    };
    return {
      changes: [
        ...(Object.keys(own).length > 0 ? [patch(RoiModelVersion, id, own, { status: 'draft' })] : []),
        ...(Object.keys(head).length > 0 ? [patch(RoiModelHead, row.model, head)] : []),
      ],
      resource: { entity: RoiModelHead.name, id: row.model },
      result: { version: id },
    };
  }),
  implementCommand(publishRoiModel, ({ version: id }, state, tools) => {
    requireDraft(state, id);
    return {
      ...judgedBy(publishRoiModelFacts, tools, [
        patch(RoiModelVersion, id, { status: 'published', publishedAt: tools.now }, { status: 'draft' }),
      ]),
      result: { version: id },
    };
  }),
  implementCommand(retireRoiModel, ({ version: id }, state) => {
    const row = state.require(RoiModelVersion, id);
    return {
      changes: [patch(RoiModelVersion, id, { status: 'retired' }, { status: row.status })],
      resource: { entity: RoiModelHead.name, id: row.model },
      result: { version: id },
    };
  }),
  implementCommand(installRoiModels, ({ keys }, state, tools) => {
    const shipped = shippedRoiModels();
    const unknown = (keys ?? []).find((key) => !shipped.some((own) => own.key === key));
    if (unknown !== undefined) {
      throw new ProofdeskError({
        code: 'not-found',
        message: `No model ${unknown} comes with Proofdesk.`,
        where: { field: 'keys' },
        hint: `There are ${shipped.map(({ key }) => key).join(', ')}.`,
      });
    }
    const wanted = shipped.filter(({ key }) => keys === undefined || keys.includes(key));
    const taken = wanted.flatMap(({ key, name, version, content }) => {
      const head = state.where(RoiModelHead, { shipped: key })[0];
      if (head && state.where(RoiModelVersion, { model: head.id, version })[0]) return [];
      return [
        { key, name, version, content, head: head?.id ?? null, model: head?.id ?? tools.newId(), id: tools.newId() },
      ];
    });
    const first = taken[0];
    if (!first) {
      throw new ProofdeskError({
        code: 'bad-input',
        message:
          wanted.length === 1 ? `${wanted[0]!.name} is there already.` : 'All of these models are there already.',
        where: { field: 'keys' },
      });
    }
    return {
      changes: taken.flatMap(({ key, name, version, content, head, model, id }) => [
        ...(head === null ? [create(RoiModelHead, model, { name, shipped: key })] : []),
        create(RoiModelVersion, id, { model, version, status: 'published', content, publishedAt: tools.now }),
      ]),
      resource: { entity: RoiModelHead.name, id: first.model },
      result: { versions: taken.map(({ key, id }) => ({ key, version: id })) },
    };
  }),
];
