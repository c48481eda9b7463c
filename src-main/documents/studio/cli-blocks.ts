import { resolve } from 'node:path';
import type { BlockContentInput, CompositionView } from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { CliCall, CliCommand } from '../../command-line';
import { compositionArgument, compositionText, draftExitCodes, sourceTyped } from './cli-compositions';

const blockArgument = { name: 'BLOCK', about: 'its place, from 1, or its id' };
const widthOption = {
  name: 'width',
  value: 'WIDTH',
  choices: ['full', 'half'],
  about: 'two halves stand side by side',
};

const view = async (call: CliCall): Promise<CompositionView> =>
  (await call.client()).documents.compositions.get({ composition: call.argument('DOCUMENT') });

/** The id of a block by its place or id; of place 0: null, before all others. */
function blockOf({ blocks, number }: CompositionView, text: string): string {
  const found = blocks.find(({ id }) => id === text) ?? blocks[Number(text) - 1];
  if (found) return found.id;
  throw new ProofdeskError({
    code: 'not-found',
    message: `${number} has no block ${text}.`,
    hint: `It has ${blocks.length} blocks; \`document show ${number}\` lists them.`,
  });
}

const afterOf = (composition: CompositionView, text: string | undefined): string | null | undefined =>
  text === undefined ? undefined : text === '0' ? null : blockOf(composition, text);

async function answerWith(call: CliCall): Promise<number> {
  const shown = await view(call);
  call.answer(shown, () => compositionText(shown));
  return 0;
}

/** What is to be put in, from the one option that names it. */
async function contentTyped(call: CliCall): Promise<BlockContentInput> {
  const client = await call.client();
  const given = [
    'part',
    'text',
    'heading',
    'snippet',
    'picture',
    'document',
    'attachment',
    'evidence',
    'page-break',
  ].filter((name) => (['evidence', 'page-break'].includes(name) ? call.flag(name) : call.option(name) !== undefined));
  if (given.length !== 1) {
    throw new ProofdeskError({
      code: 'usage',
      message: given.length === 0 ? 'Say what is to be put in.' : `Only one of --${given.join(', --')} at a time.`,
      hint: 'Such as --part totals --of quote:Q-A7-0001, --text "…", or --snippet DS-A7-0001.',
    });
  }
  const value = call.option(given[0]!) ?? '';
  const title = call.option('title') ?? '';
  const { session } = { session: await call.session() };
  const hand = async (): Promise<string> => {
    const path = resolve(call.io.folder, value);
    return (await session.desk.intake.point(path, value)).id;
  };
  switch (given[0]) {
    case 'part': {
      const of = call.option('of');
      const only = call.optionList('only');
      return { kind: 'part', part: value, of: of ? sourceTyped(of) : null, ...(only.length > 0 && { only }) };
    }
    case 'text':
      return { kind: 'text', title, text: value };
    case 'heading':
      return { kind: 'heading', text: value };
    case 'snippet': {
      const snippet = await client.documents.snippets.get({ snippet: value });
      const version = call.integer('version', { from: 1 }) ?? snippet.approved ?? snippet.versions[0]?.version ?? 1;
      return { kind: 'snippet', snippet: snippet.id, version, number: snippet.number, title: '', text: '' };
    }
    case 'picture': {
      const { digest } = await client.documents.compositions.keepPicture({ file: await hand() });
      return { kind: 'picture', file: digest, alternative: title || value, caption: call.option('caption') ?? '' };
    }
    case 'document':
      return { kind: 'document', document: await documentId(call, value) };
    case 'attachment': {
      const { digest, name, pages } = await client.documents.compositions.keepAttachment({ file: await hand() });
      return { kind: 'attachment', file: digest, name, title, pages: call.flag('bind') && pages !== null };
    }
    case 'evidence':
      return { kind: 'evidence' };
    default:
      return { kind: 'page-break' };
  }
}

/** The id of a document that was made, by its id or the beginning of its digest. */
export async function documentId(call: CliCall, wanted: string): Promise<string> {
  const found = (await (await call.client()).documents.list({})).find(
    ({ id, file }) => id === wanted || (wanted.length >= 6 && file.startsWith(wanted)),
  );
  if (found) return found.id;
  throw new ProofdeskError({
    code: 'not-found',
    message: `There is no document ${wanted}.`,
    hint: 'proofdesk document list shows ids and digests.',
  });
}

/** Blocks of documents on the command line. */
export const blockCliCommands: readonly CliCommand[] = [
  {
    name: ['document', 'add'],
    about: 'Put a block into a document: a part, a text, a snippet, a picture; into a binder a document or a file.',
    arguments: [compositionArgument],
    options: [
      { name: 'part', value: 'PART', about: 'a part, as `document kinds` names it' },
      {
        name: 'of',
        value: 'KIND:NUMBER',
        about: 'where the part is taken from; with @VERSION and #TOPIC where wanted',
      },
      { name: 'only', value: 'KEY', many: true, about: 'only these rows of the part, in this order' },
      { name: 'heading', value: 'TEXT', about: 'a heading' },
      { name: 'text', value: 'TEXT', about: 'words of one’s own; they need legal’s approval before they leave' },
      { name: 'title', value: 'TEXT', about: 'of a text, a picture or an attachment' },
      { name: 'snippet', value: 'SNIPPET', about: 'an approved text, by its number' },
      { name: 'version', value: 'NUMBER', about: 'of the snippet; the newest approved one unless said' },
      { name: 'picture', value: 'FILE', about: 'a PNG, JPEG or SVG' },
      { name: 'caption', value: 'TEXT', about: 'of the picture' },
      { name: 'evidence', about: 'the list of what the document was built from' },
      { name: 'page-break', about: 'a new page' },
      { name: 'document', value: 'ID', about: 'into a binder: a document that was made, by id or digest' },
      { name: 'attachment', value: 'FILE', about: 'into a binder: any file' },
      { name: 'bind', about: 'bind the pages of the attached PDF in' },
      { name: 'after', value: 'PLACE', about: 'behind this block; 0 puts it first, left out at the end' },
      widthOption,
    ],
    exitCodes: { ...draftExitCodes, 65: 'the file or the block does not fit' },
    examples: [
      {
        line: 'proofdesk document add DC-A7-0001 --part picture --of proof-deck:B-A7-0001/1',
        about: 'the chart of a verdict',
      },
      {
        line: 'proofdesk document add DC-A7-0001 --snippet DS-A7-0001 --after 2 --width half',
        about: 'an approved text',
      },
      { line: 'proofdesk document add DC-A7-0002 --attachment contract.pdf --bind --json', about: 'into a binder' },
    ],
    async run(call) {
      const composition = await view(call);
      await (await call.client()).documents.compositions.addBlock({
        input: {
          composition: composition.id,
          after: afterOf(composition, call.option('after')),
          width: (call.option('width') as 'full' | 'half' | undefined) ?? 'full',
          content: await contentTyped(call),
        },
      });
      return answerWith(call);
    },
  },
  {
    name: ['document', 'move'],
    about: 'Put a block of a document in another place, or make it as wide as half the page.',
    arguments: [compositionArgument, blockArgument],
    options: [{ name: 'after', value: 'PLACE', about: 'behind this block; 0 puts it first' }, widthOption],
    exitCodes: draftExitCodes,
    examples: [
      { line: 'proofdesk document move DC-A7-0001 5 --after 1', about: 'the fifth block becomes the second' },
      { line: 'proofdesk document move DC-A7-0001 3 --width half --json', about: 'beside the next half' },
    ],
    async run(call) {
      const composition = await view(call);
      const block = blockOf(composition, call.argument('BLOCK'));
      const { compositions } = (await call.client()).documents;
      const after = afterOf(composition, call.option('after'));
      const width = call.option('width') as 'full' | 'half' | undefined;
      if (after === undefined && !width) {
        throw new ProofdeskError({ code: 'usage', message: 'Say where to with --after, or how wide with --width.' });
      }
      if (width) await compositions.editBlock({ input: { block, width } });
      if (after !== undefined) await compositions.moveBlock({ input: { block, after } });
      return answerWith(call);
    },
  },
  {
    name: ['document', 'remove'],
    about: 'Take a block out of a document.',
    arguments: [compositionArgument, blockArgument],
    exitCodes: draftExitCodes,
    examples: [
      { line: 'proofdesk document remove DC-A7-0001 4', about: 'the fourth block' },
      { line: 'proofdesk document remove DC-A7-0001 4 --json', about: 'prints what is left' },
    ],
    async run(call) {
      const block = blockOf(await view(call), call.argument('BLOCK'));
      await (await call.client()).documents.compositions.removeBlock({ input: { block } });
      return answerWith(call);
    },
  },
];
