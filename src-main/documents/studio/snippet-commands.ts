import { implementCommand, judgedBy } from '../../../src-core/commands/implementation';
import {
  approveSnippet,
  archiveSnippet,
  createSnippet,
  editSnippet,
  Snippet,
  SnippetVersion,
  submitSnippet,
} from '../../../src-shared/documents';
import { submitSnippetFacts } from '../../../src-shared/judging/facts/studio';
import { archive, create, patch } from '../../../src-shared/kernel/change';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { askForApproval } from './approval-state';
import { defined } from './defined';
import { requireSnippet } from './snippet-rows';

export const snippetCommands = [
  implementCommand(createSnippet, (input, _state, tools) => {
    const id = tools.newId();
    const number = tools.number('DS');
    return {
      changes: [create(Snippet, id, { ...input, number, owner: tools.actor.id, createdAt: tools.now })],
      resource: { entity: Snippet.name, id },
      result: { id, number },
    };
  }),
  implementCommand(editSnippet, ({ snippet: named, ...fields }, state) => {
    const { id } = requireSnippet(state, named);
    return {
      changes: [patch(Snippet, id, defined(fields))],
      resource: { entity: Snippet.name, id },
      result: { id },
    };
  }),
  implementCommand(archiveSnippet, ({ snippet: named }, state) => {
    const { id } = requireSnippet(state, named);
    return { changes: [archive(Snippet, id)], resource: { entity: Snippet.name, id }, result: { id } };
  }),
  implementCommand(submitSnippet, ({ snippet: named }, state, tools) => {
    const snippet = requireSnippet(state, named);
    const { id } = snippet;
    const last = state.where(SnippetVersion, { snippet: id, version: snippet.version })[0];
    const { title, text, locale, disclosure } = snippet;
    if (
      last &&
      [last.title === title, last.text === text, last.locale === locale, last.disclosure === disclosure].every(Boolean)
    ) {
      throw new ProofdeskError({
        code: 'stale',
        message: `Nothing of ${snippet.number} was changed since version ${last.version}.`,
      });
    }
    const version = snippet.version + 1;
    const facts = { disclosure };
    const needs = tools.needsFor(approveSnippet.name, { entity: Snippet.name, id }, facts);
    const versionId = tools.newId();
    const { request, changes } = askForApproval(state, tools, {
      title: `Snippet ${snippet.number}, version ${version}: ${title}`,
      command: approveSnippet.name,
      entity: Snippet.name,
      subject: id,
      version,
      needs,
    });
    return {
      ...judgedBy(submitSnippetFacts, tools, [
        patch(Snippet, id, { version }, { version: snippet.version }),
        create(SnippetVersion, versionId, {
          snippet: id,
          version,
          title,
          text,
          locale,
          disclosure,
          needs,
          by: tools.actor.id,
          at: tools.now,
        }),
        ...changes,
      ]),
      result: { version, versionId, request },
    };
  }),
  implementCommand(approveSnippet, () => {
    throw new ProofdeskError({ code: 'forbidden', message: 'A snippet is approved by deciding on its request.' });
  }),
];
