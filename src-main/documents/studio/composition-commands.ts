import { implementCommand, judgedBy, type PlanState, type PlanTools } from '../../../src-core/commands/implementation';
import { Deal } from '../../../src-shared/deals';
import {
  addBlock,
  approveComposition,
  archiveComposition,
  type BlockContent,
  type BlockDraft,
  Composition,
  CompositionBlock,
  CompositionVersion,
  createComposition,
  editBlock,
  editComposition,
  isOwn,
  moveBlock,
  removeBlock,
  restoreStandard,
  standardBlocks,
  studioKindOf,
  submitComposition,
} from '../../../src-shared/documents';
import { submitCompositionFacts } from '../../../src-shared/judging/facts/studio';
import { archive, type Change, create, patch } from '../../../src-shared/kernel/change';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { positionsBetween } from '../../../src-shared/quotes';
import { askForApproval } from './approval-state';
import { blocksOf, requireComposition } from './composition-rows';
import { defined } from './defined';
import { findingsInState } from './findings';
import { requireSnippetVersion } from './snippet-rows';
import { subjectOf } from './subjects';
import { templateForVersion } from './template-commands';

/** What a block is to hold: a snippet's text comes from its version, never from whoever puts it in. */
function checkedContent(
  state: PlanState,
  composition: Pick<RowOf<typeof Composition>, 'kind'>,
  content: BlockContent,
): BlockContent {
  const kind = studioKindOf(composition.kind);
  if (!kind?.blocks.includes(content.kind)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `A ${kind?.label.toLowerCase() ?? composition.kind} takes no block of the kind “${content.kind}”.`,
      where: { field: 'content.kind' },
      hint: `It takes ${kind?.blocks.join(', ') ?? 'none'}.`,
    });
  }
  if (content.kind !== 'snippet') return content;
  const { snippet, row } = requireSnippetVersion(state, content.snippet, content.version);
  return { ...content, snippet: snippet.id, number: snippet.number, title: row.title, text: row.text };
}

function newBlocks(
  state: PlanState,
  tools: PlanTools,
  composition: { id: string; kind: RowOf<typeof Composition>['kind'] },
  drafts: readonly BlockDraft[],
): Change[] {
  const positions = positionsBetween(null, null, drafts.length);
  return drafts.map(({ width, content }, at) =>
    create(CompositionBlock, tools.newId(), {
      composition: composition.id,
      position: positions[at]!,
      width,
      content: checkedContent(state, composition, content),
    }),
  );
}

/** A position behind a block (null: before all; undefined: at the end), among blocks of which one may be on the move. */
function positionAfter(blocks: readonly RowOf<typeof CompositionBlock>[], after: string | null | undefined): string {
  if (after === undefined) return positionsBetween(blocks.at(-1)?.position ?? null, null, 1)[0]!;
  const at = after === null ? -1 : blocks.findIndex(({ id }) => id === after);
  if (after !== null && at < 0) {
    throw new ProofdeskError({
      code: 'not-found',
      message: 'The block that this one is to stand behind is not in this document.',
      where: { field: 'after' },
    });
  }
  return positionsBetween(blocks[at]?.position ?? null, blocks[at + 1]?.position ?? null, 1)[0]!;
}

const resource = (id: string) => ({ entity: Composition.name, id });

export const compositionCommands = [
  implementCommand(createComposition, (input, state, tools) => {
    const kind = studioKindOf(input.kind);
    if (!kind) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `Documents of the kind ${input.kind} are made in one piece; there is nothing to put together.`,
        where: { field: 'kind' },
        hint: 'Make it with `document build`.',
      });
    }
    if (kind.aboutOne && !input.about) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `A ${kind.label.toLowerCase()} is about one thing, and none was named.`,
        where: { field: 'about' },
      });
    }
    const about = kind.aboutOne ? (input.about ?? null) : null;
    if (about && about.kind !== input.kind) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `A ${kind.label.toLowerCase()} cannot be about what a ${about.kind} is made of.`,
        where: { field: 'about.kind' },
      });
    }
    const subject = about ? subjectOf(state, about) : null;
    const deal = input.deal ?? subject?.deal ?? '';
    if (!kind.aboutOne && !deal) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `A ${kind.label.toLowerCase()} belongs to a deal, and none was named.`,
        where: { field: 'deal' },
      });
    }
    const dealRow = deal ? state.require(Deal, deal) : null;
    const id = tools.newId();
    const number = tools.number('DC');
    return {
      changes: [
        create(Composition, id, {
          number,
          kind: input.kind,
          title:
            input.title ??
            (subject ? `${kind.label} ${subject.number}` : `${kind.label}, ${dealRow!.title}`).slice(0, 300),
          deal,
          account: dealRow?.account ?? subject?.account ?? '',
          about: about && subject ? { ...about, subject: subject.id } : null,
          disclosure: input.disclosure ?? (subject?.inside ? 'internal' : 'nda'),
          owner: tools.actor.id,
          createdAt: tools.now,
        }),
        ...newBlocks(state, tools, { id, kind: input.kind }, input.blocks ?? standardBlocks(input.kind)),
      ],
      resource: resource(id),
      result: { id, number },
    };
  }),
  implementCommand(editComposition, ({ composition, ...fields }, state) => {
    const { id, kind } = requireComposition(state, composition);
    if (fields.about) {
      if (fields.about.kind !== kind || !studioKindOf(kind)?.aboutOne) {
        throw new ProofdeskError({
          code: 'bad-input',
          message: 'What a document is about can change only to another of the same kind.',
          where: { field: 'about' },
        });
      }
      fields.about = { ...fields.about, subject: subjectOf(state, fields.about).id };
    }
    if (fields.template) templateForVersion(state, fields.template, kind);
    return { changes: [patch(Composition, id, defined(fields))], resource: resource(id), result: { id } };
  }),
  implementCommand(archiveComposition, ({ composition }, state) => {
    const { id } = requireComposition(state, composition);
    return { changes: [archive(Composition, id)], resource: resource(id), result: { id } };
  }),
  implementCommand(addBlock, ({ composition: named, after, width, content }, state, tools) => {
    const composition = requireComposition(state, named);
    const id = tools.newId();
    return {
      changes: [
        create(CompositionBlock, id, {
          composition: composition.id,
          position: positionAfter(blocksOf(state, composition.id), after),
          width,
          content: checkedContent(state, composition, content),
        }),
      ],
      resource: resource(composition.id),
      result: { id },
    };
  }),
  implementCommand(editBlock, ({ block: id, width, content }, state) => {
    const block = state.require(CompositionBlock, id);
    const composition = state.require(Composition, block.composition);
    if (content && content.kind !== block.content.kind) {
      throw new ProofdeskError({
        code: 'bad-input',
        message: `A block of the kind “${block.content.kind}” cannot become one of the kind “${content.kind}”.`,
        where: { field: 'content.kind' },
        hint: 'Put a new block in and take this one out.',
      });
    }
    return {
      changes: [
        patch(
          CompositionBlock,
          id,
          defined({ width, content: content && checkedContent(state, composition, content) }),
        ),
      ],
      resource: resource(composition.id),
      result: { id },
    };
  }),
  implementCommand(moveBlock, ({ block: id, after }, state) => {
    const block = state.require(CompositionBlock, id);
    const others = blocksOf(state, block.composition).filter((one) => one.id !== id);
    return {
      changes: [patch(CompositionBlock, id, { position: positionAfter(others, after) })],
      resource: resource(block.composition),
      result: { id },
    };
  }),
  implementCommand(removeBlock, ({ block: id }, state) => {
    const block = state.require(CompositionBlock, id);
    return { changes: [archive(CompositionBlock, id)], resource: resource(block.composition), result: { id } };
  }),
  implementCommand(restoreStandard, ({ composition: named }, state, tools) => {
    const composition = requireComposition(state, named);
    return {
      changes: [
        ...blocksOf(state, composition.id).map(({ id }) => archive(CompositionBlock, id)),
        ...newBlocks(state, tools, composition, standardBlocks(composition.kind)),
      ],
      resource: resource(composition.id),
      result: { id: composition.id },
    };
  }),
  implementCommand(submitComposition, ({ composition: named }, state, tools) => {
    const composition = requireComposition(state, named);
    const { id, kind, title, about, disclosure, confidentiality, paper } = composition;
    const blocks = blocksOf(state, id);
    if (blocks.length === 0) {
      throw new ProofdeskError({
        code: 'check-failed',
        message: `${composition.number} has no blocks, so there is nothing to hand in.`,
        hint: 'Put blocks in, or put it back to its standard.',
      });
    }
    const refused = findingsInState(state, composition, blocks, tools.now).filter(({ level }) => level === 'refused');
    if (refused[0]) {
      throw new ProofdeskError({
        code: 'check-failed',
        message: refused[0].message,
        ...(refused[0].hint && { hint: refused[0].hint }),
        details: { findings: refused },
      });
    }
    const version = composition.version + 1;
    const facts = { ownText: blocks.filter(isOwn).length, disclosure, kind };
    const needs = tools.needsFor(approveComposition.name, resource(id), facts);
    const versionId = tools.newId();
    const { request, changes } = askForApproval(state, tools, {
      title: `${composition.number}, version ${version}: ${title}`,
      command: approveComposition.name,
      entity: Composition.name,
      subject: id,
      version,
      needs,
    });
    return {
      ...judgedBy(submitCompositionFacts, tools, [
        patch(Composition, id, { version }, { version: composition.version }),
        create(CompositionVersion, versionId, {
          composition: id,
          version,
          title,
          // What was “the last version” becomes the one that it is now: what was approved is what is built.
          about: about && { ...about, version: subjectOf(state, about).version ?? undefined },
          disclosure,
          confidentiality,
          paper,
          template: composition.template ? templateForVersion(state, composition.template, kind) : null,
          blocks: blocks.map(({ width, content }) => ({
            width,
            content:
              content.kind === 'part' && content.of
                ? { ...content, of: { ...content.of, version: subjectOf(state, content.of).version ?? undefined } }
                : content,
          })),
          needs,
          by: tools.actor.id,
          at: tools.now,
        }),
        ...changes,
      ]),
      result: { version, versionId, request },
    };
  }),
  implementCommand(approveComposition, () => {
    throw new ProofdeskError({ code: 'forbidden', message: 'A document is approved by deciding on its request.' });
  }),
];
