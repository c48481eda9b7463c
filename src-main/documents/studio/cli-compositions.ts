import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  type CompositionView,
  type DocumentKind,
  disclosures,
  type Finding,
  type SourceRef,
  studioKinds,
} from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { type CliCall, type CliCommand, dealOption, facts, printable, requiredOption, table } from '../../command-line';
import { writeDocument } from '../cli-build';

const kinds = studioKinds.map(({ kind }) => kind);
export const compositionArgument = { name: 'DOCUMENT', about: 'its number, such as DC-A7-0001, or its id' };
export const draftExitCodes = { 66: 'there is no such document in the studio', 77: 'the policies forbid it' } as const;

/** What a block or a document is taken from, as it is typed: `proof-deck:B-A7-0001/1`, with `@VERSION` and `#TOPIC` where wanted. */
export function sourceTyped(text: string): SourceRef {
  const found = /^([a-z-]+):([^@#]+?)(?:@(\d+))?(?:#([a-z]+))?$/.exec(text.trim());
  if (!found) {
    throw new ProofdeskError({
      code: 'usage',
      message: `“${text}” names no source.`,
      hint: 'Write kind and number, such as quote:Q-A7-0001@2 or proof-deck:B-A7-0001/1#cost.',
    });
  }
  const [, kind, subject, version, topic] = found;
  return {
    kind: kind as DocumentKind,
    subject: subject!,
    ...(version && { version: Number(version) }),
    ...(topic && { topic }),
  };
}

const findingLine = ({ level, message, hint }: Finding): string =>
  `  ${level}: ${printable(message)}${hint ? ` ${printable(hint)}` : ''}`;

/** A composition as a person reads it: what it is, its blocks in order, what stands in the way. */
export function compositionText(view: CompositionView): string {
  const head = facts([
    ['Title', view.title],
    ['Kind', view.kind],
    ['About', view.aboutLabel ?? '–'],
    ['Deal', view.dealTitle || '–'],
    ['For', view.disclosure],
    ['At the foot', view.confidentialityLine],
    ['State', `${view.state}${view.version > 0 ? `, version ${view.version}` : ''}`],
    ['Would need', view.wouldNeed.join(', ') || 'nobody’s sign-off'],
  ]);
  const blocks = table(
    [
      { title: '#', right: true, value: ({ place }) => place },
      { title: 'Block', value: ({ block }) => block.label },
      { title: 'Width', value: ({ block }) => block.width },
      { title: 'Id', value: ({ block }) => block.id },
    ],
    view.blocks.map((block, at) => ({ place: at + 1, block })),
    'It has no blocks yet.',
  );
  const findings = view.findings.length === 0 ? '' : `\n${view.findings.map(findingLine).join('\n')}\n`;
  return `${view.number}\n${head}\n${blocks}${findings}`;
}

async function answerWith(call: CliCall, composition: string): Promise<void> {
  const view = await (await call.client()).documents.compositions.get({ composition });
  call.answer(view, () => compositionText(view));
}

/** Documents of chosen blocks on the command line. */
export const compositionCliCommands: readonly CliCommand[] = [
  {
    name: ['document', 'kinds'],
    about: 'List the kinds of documents that can be put together, with their parts in the standard order.',
    examples: [
      { line: 'proofdesk document kinds', about: 'kinds and parts' },
      { line: 'proofdesk document kinds --json', about: 'with the standard blocks, to be edited' },
    ],
    async run(call) {
      const listed = await (await call.client()).documents.compositions.kinds();
      call.answer({ kinds: listed }, () =>
        table(
          [
            { title: 'Kind', value: ({ kind }) => kind },
            { title: 'About', value: ({ aboutOne }) => (aboutOne ? 'one thing' : 'a deal') },
            { title: 'Parts', value: ({ parts }) => parts.map(({ key }) => key).join(', ') },
            { title: 'Takes', value: ({ blocks }) => blocks.join(', ') },
          ],
          listed,
        ),
      );
      return 0;
    },
  },
  {
    name: ['document', 'compose'],
    about: 'Begin a document of the standard blocks of its kind; a one-pager or binder begins empty.',
    options: [
      { name: 'kind', value: 'KIND', choices: kinds, about: 'what it becomes (required)' },
      { name: 'about', value: 'NUMBER', about: 'number or id of the quote, verdict, value case, chart or brief' },
      { name: 'version', value: 'NUMBER', about: 'which version of it; the last unless said otherwise' },
      { name: 'topic', value: 'TOPIC', about: 'of a proof deck' },
      { name: 'deal', value: 'DEAL', about: 'of a one-pager or binder: the deal that it draws on' },
      { name: 'title', value: 'TEXT', about: 'what it is called' },
      { name: 'disclosure', value: 'WHOM', choices: disclosures, about: 'to whom it may go' },
    ],
    exitCodes: { 66: 'there is nothing of this number, or no such deal', 77: 'the policies forbid it' },
    examples: [
      { line: 'proofdesk document compose --kind quote --about Q-A7-0001', about: 'of a quote, to be changed' },
      {
        line: 'proofdesk document compose --kind one-pager --deal D-A7-0001 --json',
        about: 'empty; prints its blocks',
      },
    ],
    async run(call) {
      const client = await call.client();
      const kind = requiredOption(call, 'kind') as DocumentKind;
      const about = call.option('about');
      const version = call.integer('version', { from: 1 });
      const topic = call.option('topic');
      const { result } = await client.documents.compositions.create({
        input: {
          kind,
          ...(about !== undefined && {
            about: { kind, subject: about, ...(version && { version }), ...(topic && { topic }) },
          }),
          deal: await dealOption(call, client),
          title: call.option('title'),
          disclosure: call.option('disclosure') as (typeof disclosures)[number] | undefined,
        },
      });
      await answerWith(call, result!.id);
      return 0;
    },
  },
  {
    name: ['document', 'drafts'],
    about: 'List the documents that are being put together, the newest first.',
    options: [
      { name: 'deal', value: 'DEAL', about: 'only those of this deal: its number, id or whole title' },
      { name: 'kind', value: 'KIND', choices: kinds, about: 'only those of this kind' },
    ],
    exitCodes: { 66: 'there is no such deal, or no workspace' },
    examples: [
      { line: 'proofdesk document drafts', about: 'all of them, with their state' },
      { line: 'proofdesk document drafts --kind binder --json', about: 'binders, for a script' },
    ],
    async run(call) {
      const client = await call.client();
      const drafts = await client.documents.compositions.list({
        deal: await dealOption(call, client),
        kind: call.option('kind') as DocumentKind | undefined,
      });
      call.answer({ drafts }, () =>
        table(
          [
            { title: 'Number', value: ({ number }) => number },
            { title: 'Kind', value: ({ kind }) => kind },
            { title: 'Title', value: ({ title }) => title },
            { title: 'Deal', value: ({ dealTitle }) => dealTitle },
            { title: 'State', value: ({ state, version }) => (version > 0 ? `${state}, version ${version}` : state) },
            { title: 'By', value: ({ ownerName }) => ownerName },
          ],
          drafts,
          'No document is being put together.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['document', 'show'],
    about: 'Show a document that is being put together: its blocks, and what stands in the way.',
    arguments: [compositionArgument],
    options: [{ name: 'sources', about: 'list what its blocks can draw on instead' }],
    exitCodes: draftExitCodes,
    examples: [
      { line: 'proofdesk document show DC-A7-0001', about: 'blocks in order, findings, whose sign-off it would need' },
      { line: 'proofdesk document show DC-A7-0001 --sources --json', about: 'what can be put in' },
    ],
    async run(call) {
      const composition = call.argument('DOCUMENT');
      if (!call.flag('sources')) {
        await answerWith(call, composition);
        return 0;
      }
      const sources = await (await call.client()).documents.compositions.sources({ composition });
      call.answer({ sources }, () =>
        table(
          [
            { title: 'Source', value: ({ ref, label }) => `${ref.kind}:${label.split(',')[0]}` },
            { title: 'Title', value: ({ title }) => title },
            { title: 'Parts', value: ({ parts }) => parts.map(({ key }) => key).join(', ') },
            { title: 'Not usable because', value: ({ refused }) => refused ?? '' },
          ],
          sources,
          'Nothing is frozen on this deal yet.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['document', 'edit'],
    about: 'Change title, circle, confidentiality line, paper or template of a document that is being put together.',
    arguments: [compositionArgument],
    options: [
      { name: 'title', value: 'TEXT', about: 'what it is called' },
      { name: 'disclosure', value: 'WHOM', choices: disclosures, about: 'to whom it may go' },
      {
        name: 'confidentiality',
        value: 'TEXT',
        about: 'the line at the foot of each page; empty for the standard line',
      },
      { name: 'paper', value: 'SIZE', choices: ['a4', 'letter'], about: 'of its pages' },
      { name: 'template', value: 'NAME', about: 'a template of the workspace’s own; `shipped` for that of Proofdesk' },
      { name: 'standard', about: 'put the standard blocks of its kind back' },
      { name: 'archive', about: 'put it away' },
    ],
    exitCodes: draftExitCodes,
    examples: [
      {
        line: 'proofdesk document edit DC-A7-0001 --disclosure nda --confidentiality "For Halden only"',
        about: 'for whom',
      },
      {
        line: 'proofdesk document edit DC-A7-0001 --template "House style" --json',
        about: 'with a template of one’s own',
      },
    ],
    async run(call) {
      const { compositions } = (await call.client()).documents;
      const composition = call.argument('DOCUMENT');
      if (call.flag('archive')) {
        const { receipt } = await compositions.archive({ input: { composition } });
        call.answer({ composition, receipt }, () => `${composition} is put away.\n`);
        return 0;
      }
      if (call.flag('standard')) await compositions.restoreStandard({ input: { composition } });
      const template = call.option('template');
      const fields = {
        title: call.option('title'),
        disclosure: call.option('disclosure') as (typeof disclosures)[number] | undefined,
        confidentiality: call.option('confidentiality'),
        paper: call.option('paper') as 'a4' | 'letter' | undefined,
        template: template === 'shipped' ? null : template && (await templateId(call, template)),
      };
      if (Object.values(fields).some((value) => value !== undefined)) {
        await compositions.edit({ input: { composition, ...fields } });
      } else if (!call.flag('standard')) {
        throw new ProofdeskError({ code: 'usage', message: 'Say what is to be changed, such as --title.' });
      }
      await answerWith(call, composition);
      return 0;
    },
  },
  {
    name: ['document', 'submit'],
    about: 'Freeze a document as it stands and ask for the sign-offs that the policies want.',
    arguments: [compositionArgument],
    exitCodes: { ...draftExitCodes, 1: 'something in it may not go to those whom it is for' },
    examples: [
      { line: 'proofdesk document submit DC-A7-0001', about: 'as the next version' },
      { line: 'proofdesk document submit DC-A7-0001 --json', about: 'prints the version and the request' },
    ],
    async run(call) {
      const { result, receipt } = await (await call.client()).documents.compositions.submit({
        input: { composition: call.argument('DOCUMENT') },
      });
      const { version, request } = result!;
      call.answer({ ...result!, receipt }, () =>
        request === null
          ? `Version ${version} needs nobody’s sign-off: it is approved.\n`
          : `Version ${version} waits for approval. Request ${request}\n`,
      );
      return 0;
    },
  },
  {
    name: ['document', 'preview'],
    about: 'Write the pages of a document as they will look, one SVG each.',
    arguments: [compositionArgument],
    options: [{ name: 'out', value: 'FOLDER', about: 'where to; this folder unless said otherwise' }],
    exitCodes: { ...draftExitCodes, 65: 'the pages cannot be set; file, line and column are named' },
    examples: [
      { line: 'proofdesk document preview DC-A7-0001 --out pages', about: 'page-1.svg and so on' },
      { line: 'proofdesk document preview DC-A7-0001 --json', about: 'with what stands in the way' },
    ],
    async run(call) {
      const preview = await (await call.client()).documents.compositions.preview({
        composition: call.argument('DOCUMENT'),
      });
      if (preview.problem) {
        const { message, file, line, column, hint } = preview.problem;
        throw new ProofdeskError({
          code: 'bad-input',
          message,
          where: { ...(file && { file }), ...(line && { line }), ...(column && { column }) },
          ...(hint && { hint }),
        });
      }
      const folder = resolve(call.io.folder, call.option('out') ?? '.');
      await mkdir(folder, { recursive: true });
      const files: string[] = [];
      for (const { number, svg } of preview.pages) {
        const path = join(folder, `page-${number}.svg`);
        await writeFile(path, svg ?? '');
        files.push(path);
      }
      for (const finding of preview.findings) call.note(`${finding.level}: ${finding.message}`);
      call.answer({ files, findings: preview.findings, took: preview.took }, () => `${files.join('\n')}\n`);
      return 0;
    },
  },
  {
    name: ['document', 'make'],
    about: 'Make the file of a document that is put together: of a version that was handed in, or as it stands.',
    arguments: [compositionArgument],
    options: [
      { name: 'version', value: 'NUMBER', about: 'final once it is approved; as it stands, marked, unless said' },
      { name: 'out', value: 'FILE', about: 'where to; its own name in this folder unless said otherwise' },
    ],
    exitCodes: { ...draftExitCodes, 1: 'something in it may not go to those whom it is for', 65: 'it cannot be set' },
    examples: [
      { line: 'proofdesk document make DC-A7-0001 --version 1 --out offer.pdf', about: 'what was handed in' },
      { line: 'proofdesk document make DC-A7-0002 --json', about: 'a binder or any other, as it stands now' },
    ],
    async run(call) {
      call.progress(0.1, 'Making the document');
      const document = await (await call.client()).documents.buildComposition({
        composition: call.argument('DOCUMENT'),
        version: call.integer('version', { from: 1 }),
      });
      await writeDocument(call, document, call.option('out'));
      return 0;
    },
  },
];

async function templateId(call: CliCall, named: string): Promise<string> {
  const templates = await (await call.client()).documents.templates.list({});
  const found = templates.find(({ id, name }) => id !== null && (id === named || name === named));
  if (found?.id) return found.id;
  throw new ProofdeskError({ code: 'not-found', message: `There is no template “${named}” of the workspace’s own.` });
}
