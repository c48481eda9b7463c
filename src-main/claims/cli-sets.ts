import { z } from 'zod';
import { type ClaimText, claimSetKinds, claimTextSchema, type Redline } from '../../src-shared/claims';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { jsonOf } from '../../src-shared/kernel/json-text';
import { type CliCommand, facts, table } from '../command-line';
import { dayText, draftExitCodes, everyPage, handedFile, namedText, setArgument, wordOption } from './cli-names';

/** A redline in one line: what came in {+ +}, what went in [- -]. */
export const markedRuns = (runs: Redline['rows'][number]['fields'][number]['runs']): string =>
  runs.map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`)).join('');

/** A redline for a terminal: what went in [- -], what came in {+ +}, rows that stayed left out. */
export function redlineText({ rows }: Redline): string {
  const changed = rows.filter(({ change }) => change !== 'same');
  if (changed.length === 0) return 'Nothing was changed.\n';
  return changed
    .map(({ label, change, fields }) => {
      const lines = fields
        .filter(({ runs }) => runs.some(({ kind }) => kind !== 'same'))
        .map(({ label: name, runs }) => {
          return `  ${name}: ${markedRuns(runs)}\n`;
        });
      return `${label} (${change})\n${lines.join('')}`;
    })
    .join('');
}

function claimsText(texts: readonly ClaimText[]): string {
  return texts
    .map(({ number, preamble, transition, limitations, dependsOn, split, reason, antecedents }) =>
      [
        `${number}. ${dependsOn.length > 0 ? `(refers to ${dependsOn.join(', ')}) ` : ''}${split ? `${preamble} — ${transition}` : `kept whole: ${reason}`}`,
        ...limitations.map((limitation, index) => `   ${String.fromCharCode(97 + (index % 26))}) ${limitation}`),
        ...(antecedents.length > 0
          ? [`   ${antecedents.map(([reference, introduced]) => `“${reference}” ← “${introduced}”`).join('; ')}`]
          : []),
      ].join('\n'),
    )
    .join('\n')
    .concat('\n');
}

function claimNumber(said: string): number {
  const number = Number(said);
  if (Number.isInteger(number) && number > 0) return number;
  throw new ProofdeskError({ code: 'usage', message: `--remove takes the number of a claim, not ${said}.` });
}

const wholeSet = z.object({ shown: z.object({ texts: z.array(z.unknown()) }) });

/** The claims of a file: a list, one claim, or the whole of what `claim set --json` prints. */
function listedClaims(content: unknown): unknown[] {
  const whole = wholeSet.safeParse(content);
  if (whole.success) return whole.data.shown.texts;
  return Array.isArray(content) ? content : [content];
}

/** Sets of claims on the command line. */
export const setCliCommands: readonly CliCommand[] = [
  {
    name: ['claim', 'import'],
    about: 'Import claim text, split into preamble, transition and limitations; what cannot be split is kept whole.',
    arguments: [{ name: 'FILE', about: 'a text file (UTF-8) with one or more claims' }],
    options: [
      { name: 'title', value: 'TEXT', about: 'what the set is called' },
      {
        name: 'kind',
        value: 'KIND',
        choices: claimSetKinds,
        about: 'a patent of our own, a pending one, or a product’s claims',
      },
      { name: 'reference', value: 'TEXT', about: 'patent or application number, or the datasheet' },
      { name: 'set', value: 'SET', about: 'the set whose next version it is' },
      { name: 'note', value: 'TEXT', about: 'what this version is' },
      { name: 'preview', about: 'show how it splits and store nothing' },
    ],
    exitCodes: {
      ...draftExitCodes,
      65: 'the file is no text, holds no claim, or is too large for one set',
      66: 'there is no such file, set or workspace',
    },
    examples: [
      {
        line: 'proofdesk claim import claims.txt --title "Cache patent" --kind own-patent --as "Jonas Weber"',
        about: 'a new set',
      },
      { line: 'proofdesk claim import claims.txt --preview --json', about: 'how it splits' },
    ],
    async run(call) {
      const file = await handedFile(call, call.argument('FILE'));
      const client = await call.client();
      if (call.flag('preview')) {
        const preview = await client.claims.preview({ file });
        call.answer(preview, () => claimsText(preview.claims));
        for (const sentence of preview.notes) call.note(sentence);
        return 0;
      }
      const { notes } = await client.claims.preview({ file });
      const { result, receipt } = await client.claims.importText({
        file,
        set: call.option('set'),
        title: call.option('title'),
        kind: wordOption(call, 'kind', claimSetKinds),
        reference: call.option('reference'),
        note: call.option('note'),
      });
      for (const sentence of notes) call.note(sentence);
      if (result!.whole.length > 0) call.note(`Kept whole, to be split by hand: claim ${result!.whole.join(', ')}.`);
      call.answer(
        { ...result!, notes, receipt },
        () =>
          `${result!.number}, version ${result!.version}: ${result!.claims} ${result!.claims === 1 ? 'claim' : 'claims'}\n`,
      );
      return 0;
    },
  },
  {
    name: ['claim', 'sets'],
    about: 'List sets of claims.',
    options: [{ name: 'text', value: 'TEXT', about: 'part of number, title or reference' }],
    exitCodes: { 66: 'there is no workspace' },
    examples: [
      { line: 'proofdesk claim sets', about: 'all sets' },
      { line: 'proofdesk claim sets --text cache --json', about: 'for a script' },
    ],
    async run(call) {
      const { claims } = await call.client();
      const text = call.option('text');
      const sets = await everyPage((page) => claims.sets({ text, ...page }));
      call.answer({ sets }, () =>
        table(
          [
            { title: 'Set', value: ({ number }) => number },
            { title: 'Title', value: ({ title }) => title },
            { title: 'Kind', value: ({ kind }) => kind },
            { title: 'Reference', value: ({ reference }) => reference },
            { title: 'Version', right: true, value: ({ version }) => version },
            { title: 'Claims', right: true, value: ({ claims }) => claims },
            { title: 'Whole', right: true, value: ({ whole }) => whole },
            { title: 'Charts', right: true, value: ({ charts }) => charts },
          ],
          sets,
          'No claim sets.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['claim', 'set'],
    about: 'Show a set: its claims as they are split, its versions and its charts.',
    arguments: [setArgument],
    options: [{ name: 'version', value: 'NUMBER', about: 'an earlier version; the newest unless said' }],
    exitCodes: { 66: draftExitCodes[66], 77: draftExitCodes[77] },
    examples: [
      { line: 'proofdesk claim set CS-A7-0001', about: 'the newest version' },
      { line: 'proofdesk claim set CS-A7-0001 --version 1 --json', about: 'with antecedents, to be corrected' },
    ],
    async run(call) {
      const version = call.integer('version', { from: 1 });
      const view = await (await call.client()).claims.set({
        set: call.argument('SET'),
        ...(version !== undefined && { version }),
      });
      call.answer(view, () =>
        [
          facts([
            ['Set', `${view.number}  ${view.title}`],
            ['Reference', view.reference],
            [
              'Version',
              `${view.shown.version} of ${view.version}, ${dayText(view.shown.at)}, ${view.shown.byName ?? ''}`,
            ],
            ['Charts', view.chartsOf.map(({ number, standing }) => `${number} ${standing}`).join(', ')],
          ]),
          claimsText(view.shown.texts),
        ].join('\n'),
      );
      return 0;
    },
  },
  {
    name: ['claim', 'correct'],
    about: 'Put claims of a set right from a JSON file: the next version.',
    arguments: [
      setArgument,
      { name: 'FILE', about: 'what `claim set --json` prints, or a list of the claims that change' },
    ],
    options: [
      { name: 'note', value: 'TEXT', about: 'what was put right' },
      { name: 'remove', value: 'NUMBER', many: true, about: 'a claim to take out' },
    ],
    exitCodes: { ...draftExitCodes, 65: 'the file does not hold claims, or the set has a newer version' },
    examples: [
      { line: 'proofdesk claim correct CS-A7-0001 claims.json', about: 'the claims in the file' },
      { line: 'proofdesk claim correct CS-A7-0001 claims.json --note "Preamble" --json', about: 'prints the version' },
    ],
    async run(call) {
      const named = call.argument('FILE');
      const client = await call.client();
      const { id, version } = await client.claims.set({ set: call.argument('SET') });
      const content = jsonOf(await namedText(call, named), named, { file: named });
      const list = listedClaims(content);
      const claims = list.map((one, index) => {
        const parsed = claimTextSchema
          .partial({ antecedents: true, split: true, reason: true, corrected: true })
          .safeParse(one);
        if (parsed.success) {
          const { split: _split, reason: _reason, corrected: _corrected, ...claim } = parsed.data;
          return claim;
        }
        const issue = parsed.error.issues[0];
        throw new ProofdeskError({
          code: 'bad-input',
          message: `Claim ${index + 1} of ${named}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not valid'}.`,
          where: { file: named, field: `${index}.${issue?.path.join('.') ?? ''}` },
          hint: 'The file holds a list of claims as `proofdesk claim set SET --json` prints them under shown.texts.',
        });
      });
      const remove = call.optionList('remove').map(claimNumber);
      const { result, receipt } = await client.claims.correctSet({
        input: { set: id, version, claims, ...(remove.length > 0 && { remove }), note: call.option('note') },
      });
      call.answer({ ...result!, receipt }, () => `Version ${result!.version}\n`);
      return 0;
    },
  },
  {
    name: ['claim', 'archetypes'],
    about: 'List archetypes: described classes of product, the house’s own and the shipped templates.',
    exitCodes: { 66: 'there is no workspace' },
    examples: [
      { line: 'proofdesk claim archetypes', about: 'all, templates without an id' },
      { line: 'proofdesk claim archetypes --json', about: 'with descriptions and traits' },
    ],
    async run(call) {
      const archetypes = await (await call.client()).claims.archetypes();
      call.answer({ archetypes }, () =>
        table(
          [
            { title: 'Id', value: ({ id }) => id },
            { title: 'Template', value: ({ template }) => template },
            { title: 'Title', value: ({ title }) => title },
            { title: 'Charts', right: true, value: ({ charts }) => charts },
          ],
          archetypes,
        ),
      );
      return 0;
    },
  },
  {
    name: ['claim', 'archetype'],
    about: 'Describe an archetype, from a shipped template or of one’s own.',
    options: [
      { name: 'template', value: 'NAME', about: 'a shipped template' },
      { name: 'id', value: 'ID', about: 'an archetype to change' },
      { name: 'title', value: 'TEXT', about: 'the class of product; name no company' },
      { name: 'description', value: 'TEXT', about: 'what such a product is' },
      { name: 'trait', value: 'TEXT', many: true, about: 'what can be observed of it' },
    ],
    exitCodes: draftExitCodes,
    examples: [
      { line: 'proofdesk claim archetype --template managed-cloud-service', about: 'taken over as it is shipped' },
      {
        line: 'proofdesk claim archetype --title "Cache proxy" --trait "Answers from memory" --json',
        about: 'of one’s own',
      },
    ],
    async run(call) {
      const traits = call.optionList('trait');
      const { result, receipt } = await (await call.client()).claims.saveArchetype({
        input: {
          archetype: call.option('id'),
          template: call.option('template'),
          title: call.option('title'),
          description: call.option('description'),
          ...(traits.length > 0 && { traits }),
        },
      });
      call.answer({ ...result!, receipt }, () => `${result!.id}\n`);
      return 0;
    },
  },
];
