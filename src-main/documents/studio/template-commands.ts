import { implementCommand, type PlanState } from '../../../src-core/commands/implementation';
import {
  archiveTemplate,
  createTemplate,
  type DocumentKind,
  DocumentTemplate,
  editTemplate,
} from '../../../src-shared/documents';
import { archive, create, patch } from '../../../src-shared/kernel/change';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { defined } from './defined';

/** A template of the workspace's own, by id or name; throws `not-found`. */
export function requireTemplate(
  state: Pick<PlanState, 'get' | 'where'>,
  named: string,
): RowOf<typeof DocumentTemplate> {
  const row = state.get(DocumentTemplate, named) ?? state.where(DocumentTemplate, { name: named })[0];
  if (!row || row.archived) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `There is no template ${named}.`,
      hint: '`document template list` shows those that there are.',
    });
  }
  return row;
}

/** The template that a document of a kind is set with, as a version of the document keeps it. Throws where it is one for another kind. */
export function templateForVersion(
  state: Pick<PlanState, 'get' | 'where'>,
  named: string,
  kind: DocumentKind,
): { id: string; sha256: string } {
  const row = requireTemplate(state, named);
  if (row.kind !== kind) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The template “${row.name}” is for documents of the kind ${row.kind}, not ${kind}.`,
      where: { field: 'template' },
    });
  }
  return { id: row.id, sha256: row.content };
}

export const templateCommands = [
  implementCommand(createTemplate, (input, state, tools) => {
    refuseTaken(state, input.name, null);
    const id = tools.newId();
    return {
      changes: [create(DocumentTemplate, id, { ...input, editedBy: tools.actor.id, editedAt: tools.now })],
      resource: { entity: DocumentTemplate.name, id },
      result: { id },
    };
  }),
  implementCommand(editTemplate, ({ template, ...fields }, state, tools) => {
    const { id } = requireTemplate(state, template);
    if (fields.name) refuseTaken(state, fields.name, id);
    return {
      changes: [patch(DocumentTemplate, id, { ...defined(fields), editedBy: tools.actor.id, editedAt: tools.now })],
      resource: { entity: DocumentTemplate.name, id },
      result: { id },
    };
  }),
  implementCommand(archiveTemplate, ({ template }, state) => {
    const { id } = requireTemplate(state, template);
    return {
      changes: [archive(DocumentTemplate, id)],
      resource: { entity: DocumentTemplate.name, id },
      result: { id },
    };
  }),
];

function refuseTaken(state: Pick<PlanState, 'where'>, name: string, own: string | null): void {
  if (state.where(DocumentTemplate, { name }).every(({ id }) => id === own)) return;
  throw new ProofdeskError({
    code: 'bad-input',
    message: `There is a template called “${name}” already.`,
    where: { field: 'name' },
    hint: 'Give it another name.',
  });
}
