import { type ChartView, chartStandings, elementStatuses } from '../../src-shared/claims';
import type { DeskClient } from '../../src-shared/contract';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCall, type CliCommand, type CliOption, facts, requiredOption, table } from '../command-line';
import {
  chartArgument,
  draftExitCodes,
  elementArgument,
  elementNamed,
  elementOf,
  everyPage,
  lastDay,
  setArgument,
  wordOption,
} from './cli-names';

const chartOptions: readonly CliOption[] = [
  { name: 'title', value: 'TEXT', about: 'what the chart is called' },
  { name: 'practice', value: 'TEXT', about: 'what of our own is charted' },
  { name: 'summary', value: 'TEXT', about: 'what it says as a whole' },
  { name: 'disclosure', value: 'WHO', choices: ['public', 'nda', 'internal'], about: 'to whom a release may go' },
  { name: 'expires', value: 'DAY', about: 'last day of a release, 2027-03-31; "never" for none' },
];

function chartFields(call: CliCall) {
  return {
    title: call.option('title'),
    practice: call.option('practice'),
    summary: call.option('summary'),
    disclosure: wordOption(call, 'disclosure', ['public', 'nda', 'internal']),
    ...(call.option('expires') !== undefined && { expiresOn: lastDay(call) }),
  };
}

/** An archetype by its id, its title, or the shipped template that it was made from; a template that nobody took over is taken over. */
async function archetypeNamed(client: DeskClient, named: string): Promise<string> {
  const all = await client.claims.archetypes();
  const found = all.find(
    ({ id, template, title }) => [id, template, title.toLowerCase()].includes(named) || title === named,
  );
  if (found?.id) return found.id;
  if (found?.template) return (await client.claims.saveArchetype({ input: { template: found.template } })).result!.id;
  throw new ProofdeskError({
    code: 'not-found',
    message: `There is no archetype ${named}.`,
    hint: 'proofdesk claim archetypes lists those that there are.',
  });
}

function chartText(chart: ChartView): string {
  return [
    facts([
      ['Chart', `${chart.number}  ${chart.title}`],
      [
        'Claim',
        `${chart.claim} of ${chart.setNumber}, version ${chart.setVersion.version} of ${chart.setVersion.newest}`,
      ],
      ['Against', chart.subject.name],
      ['State', `${chart.standing}, version ${chart.version}`],
      ['Disclosure', chart.expiresOn ? `${chart.disclosure}, until ${chart.expiresOn}` : chart.disclosure],
      ['Supported', `${chart.coverage.supported} of ${chart.coverage.elements} elements`],
      ...chart.blockers.map((sentence) => ['To be put right', sentence] as const),
    ]),
    ...chart.rows.map((row) =>
      facts([
        [row.label, row.limitation],
        ['  status', row.status],
        ['  mapping', row.mapping],
        ...row.evidence.map(
          (one) => ['  evidence', `${one.id}  ${one.title}${one.note ? `: ${one.note}` : ''}`] as const,
        ),
        ...row.stale.map((sentence) => ['  changed', sentence] as const),
        ...row.flags
          .filter(({ status }) => status === 'open')
          .map((flag) => ['  wording', `“${flag.text}”: ${flag.reason} Rather: ${flag.suggestion}`] as const),
        ...row.comments.map(
          (one) => ['  comment', `${one.byName ?? ''}: ${one.text}${one.settled ? ' (settled)' : ''}`] as const,
        ),
        ...(row.privilegedNote ? [['  privileged', row.privilegedNote] as const] : []),
      ]),
    ),
  ].join('\n');
}

/** Charts and their elements on the command line. */
export const chartCliCommands: readonly CliCommand[] = [
  {
    name: ['claim', 'create'],
    about: 'Begin a chart of one claim, against our own practice or an archetype.',
    arguments: [setArgument],
    options: [
      { name: 'claim', value: 'NUMBER', about: 'which claim of the set' },
      { name: 'archetype', value: 'NAME', about: 'id, title or template; our own practice unless said' },
      ...chartOptions,
    ],
    exitCodes: draftExitCodes,
    examples: [
      {
        line: 'proofdesk claim create CS-A7-0001 --claim 1 --practice "Platform 4" --disclosure nda',
        about: 'our own practice',
      },
      {
        line: 'proofdesk claim create CS-A7-0001 --claim 1 --archetype edge-appliance --json',
        about: 'a class of product',
      },
    ],
    async run(call) {
      const client = await call.client();
      const claim = call.integer('claim', { from: 1 });
      if (claim === undefined)
        throw new ProofdeskError({ code: 'usage', message: '--claim is missing: which claim of the set.' });
      const archetype = call.option('archetype');
      const { result, receipt } = await client.claims.createChart({
        input: {
          set: call.argument('SET'),
          claim,
          ...(archetype !== undefined && { archetype: await archetypeNamed(client, archetype) }),
          ...chartFields(call),
        },
      });
      call.answer({ ...result!, receipt }, () => `${result!.number}: ${result!.elements.length} elements\n`);
      return 0;
    },
  },
  {
    name: ['claim', 'list'],
    about: 'List claim charts, the newest first.',
    options: [
      { name: 'standing', value: 'STATE', choices: chartStandings, about: 'only those in this state' },
      { name: 'set', value: 'SET', about: 'only those of this set' },
      { name: 'text', value: 'TEXT', about: 'part of number or title' },
      { name: 'mine', about: 'only one’s own' },
    ],
    exitCodes: { 66: draftExitCodes[66] },
    examples: [
      { line: 'proofdesk claim list', about: 'all charts; none for whoever may not read drafts' },
      { line: 'proofdesk claim list --standing in-review --json', about: 'what is with legal' },
    ],
    async run(call) {
      const { claims } = await call.client();
      const filter = {
        standing: wordOption(call, 'standing', chartStandings),
        set: call.option('set'),
        text: call.option('text'),
        ...(call.flag('mine') && { mine: true }),
      };
      const charts = await everyPage((page) => claims.charts({ ...filter, ...page }));
      call.answer({ charts }, () =>
        table(
          [
            { title: 'Chart', value: ({ number }) => number },
            { title: 'Title', value: ({ title }) => title },
            { title: 'Against', value: ({ subject }) => subject.name },
            { title: 'State', value: ({ standing }) => standing },
            { title: 'Version', right: true, value: ({ version }) => version },
            { title: 'Supported', right: true, value: ({ supported, elements }) => `${supported}/${elements}` },
            { title: 'Changed', right: true, value: ({ stale }) => stale },
          ],
          charts,
          'No claim charts.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['claim', 'show'],
    about: 'Show a chart: each element with mapping, status, evidence and whether it holds, wording and comments.',
    arguments: [chartArgument],
    options: [{ name: 'version', value: 'NUMBER', about: 'as it was handed in' }],
    exitCodes: { 66: draftExitCodes[66], 77: draftExitCodes[77] },
    examples: [
      { line: 'proofdesk claim show CC-A7-0001', about: 'the draft as it stands' },
      { line: 'proofdesk claim show CC-A7-0001 --version 1 --json', about: 'a frozen version' },
    ],
    async run(call) {
      const client = await call.client();
      const version = call.integer('version', { from: 1 });
      const chart = await client.claims.chart({ chart: call.argument('CHART') });
      if (version === undefined) {
        call.answer(chart, () => chartText(chart));
        return 0;
      }
      const frozen = await client.claims.frozen({ chart: chart.id, version });
      call.answer(frozen, () =>
        [
          facts([
            ['Chart', `${frozen.head.number}  ${frozen.head.title}`],
            ['Version', `${frozen.version}, ${frozen.standing}`],
            ['Receipt', frozen.receipt],
          ]),
          ...frozen.elements.map(({ label, limitation, status, mapping, stale }) =>
            facts([
              [label, limitation],
              ['  status', status],
              ['  mapping', mapping],
              ...stale.map((one) => ['  changed', one] as const),
            ]),
          ),
        ].join('\n'),
      );
      return 0;
    },
  },
  {
    name: ['claim', 'edit'],
    about: 'Change what a draft is called, says as a whole, and to whom it may go.',
    arguments: [chartArgument],
    options: [...chartOptions, { name: 'adopt', about: 'put it on the newest version of its claims' }],
    exitCodes: draftExitCodes,
    examples: [
      {
        line: 'proofdesk claim edit CC-A7-0001 --disclosure public --expires 2027-03-31',
        about: 'to whom, and how long',
      },
      { line: 'proofdesk claim edit CC-A7-0001 --adopt --json', about: 'on newer claims' },
    ],
    async run(call) {
      const { claims } = await call.client();
      const chart = call.argument('CHART');
      const adopted = call.flag('adopt') ? (await claims.adoptVersion({ input: { chart } })).result : null;
      const fields = chartFields(call);
      const says = Object.values(fields).some((value) => value !== undefined);
      if (!says && !adopted) throw new ProofdeskError({ code: 'usage', message: 'Say what is to be changed.' });
      if (says) await claims.editChart({ input: { chart, ...fields } });
      const view = await claims.chart({ chart });
      call.answer({ adopted, chart: view }, () => chartText(view));
      return 0;
    },
  },
  {
    name: ['claim', 'map'],
    about: 'Map an element: what it reads on, and whether it is met.',
    arguments: [chartArgument, elementArgument],
    options: [
      { name: 'mapping', value: 'TEXT', about: 'what of the subject it reads on' },
      { name: 'status', value: 'STATUS', choices: elementStatuses, about: 'met, not-met, not-shown or disputed' },
      { name: 'limitation', value: 'TEXT', about: 'the limitation, where the split was put right' },
      { name: 'remove', about: 'take the element out' },
    ],
    exitCodes: draftExitCodes,
    examples: [
      {
        line: 'proofdesk claim map CC-A7-0001 "1[a]" --mapping "Documents are kept in memory." --status met',
        about: 'prints what the wording check says',
      },
      { line: 'proofdesk claim map CC-A7-0001 "1[b]" --status disputed --json', about: 'only its status' },
    ],
    async run(call) {
      const client = await call.client();
      const { chart, element } = await elementNamed(call, client);
      if (call.flag('remove')) {
        const { receipt } = await client.claims.removeElement({ input: { element: element.id } });
        call.answer({ removed: element.id, receipt }, () => `${element.label} was taken out.\n`);
        return 0;
      }
      const fields = {
        mapping: call.option('mapping'),
        status: wordOption(call, 'status', elementStatuses),
        limitation: call.option('limitation'),
      };
      if (Object.values(fields).every((value) => value === undefined))
        throw new ProofdeskError({ code: 'usage', message: 'Say --mapping, --status or --limitation.' });
      const { receipt } = await client.claims.mapElement({ input: { element: element.id, ...fields } });
      const after = elementOf(await client.claims.chart({ chart: chart.id }), element.id);
      for (const flag of after.flags.filter(({ status }) => status === 'open'))
        call.note(`“${flag.text}”: ${flag.reason} Rather: ${flag.suggestion}`);
      call.answer({ element: after, receipt }, () => `${after.label}: ${after.status}\n`);
      return 0;
    },
  },
  {
    name: ['claim', 'add'],
    about: 'Add an element that the split does not have, such as a preamble that limits.',
    arguments: [chartArgument],
    options: [
      { name: 'label', value: 'TEXT', about: 'such as 1[pre]' },
      { name: 'limitation', value: 'TEXT', about: 'its words' },
      { name: 'after', value: 'ELEMENT', about: 'the element it comes after; "first" for the first place' },
    ],
    exitCodes: draftExitCodes,
    examples: [
      {
        line: 'proofdesk claim add CC-A7-0001 --label "1[pre]" --limitation "A method of serving" --after first',
        about: 'the preamble',
      },
      { line: 'proofdesk claim add CC-A7-0001 --label "1[d]" --limitation "in memory" --json', about: 'at the end' },
    ],
    async run(call) {
      const client = await call.client();
      const chart = await client.claims.chart({ chart: call.argument('CHART') });
      const after = call.option('after');
      const { result, receipt } = await client.claims.addElement({
        input: {
          chart: chart.id,
          label: requiredOption(call, 'label'),
          limitation: requiredOption(call, 'limitation'),
          ...(after !== undefined && { after: after === 'first' ? null : elementOf(chart, after).id }),
        },
      });
      call.answer({ ...result!, receipt }, () => `${result!.id}\n`);
      return 0;
    },
  },
  {
    name: ['claim', 'comment'],
    about: 'Comment on a chart or one of its elements, or settle a comment.',
    arguments: [chartArgument],
    options: [
      { name: 'text', value: 'TEXT', about: 'what is said' },
      { name: 'element', value: 'ELEMENT', about: 'about this element; the whole chart unless said' },
      { name: 'settle', value: 'COMMENT', about: 'id of a comment that is settled' },
    ],
    exitCodes: draftExitCodes,
    examples: [
      {
        line: 'proofdesk claim comment CC-A7-0001 --element "1[a]" --text "Which cache?" --as "Lea Brandt"',
        about: 'she asks',
      },
      { line: 'proofdesk claim comment CC-A7-0001 --settle 0198… --json', about: 'it is answered' },
    ],
    async run(call) {
      const client = await call.client();
      const settle = call.option('settle');
      if (settle !== undefined) {
        const { result, receipt } = await client.claims.settleComment({ input: { comment: settle, settled: true } });
        call.answer({ ...result!, receipt }, () => 'Settled.\n');
        return 0;
      }
      const chart = await client.claims.chart({ chart: call.argument('CHART') });
      const element = call.option('element');
      const { result, receipt } = await client.claims.comment({
        input: {
          chart: chart.id,
          text: requiredOption(call, 'text'),
          ...(element !== undefined && { element: elementOf(chart, element).id }),
        },
      });
      call.answer({ ...result!, receipt }, () => `${result!.id}\n`);
      return 0;
    },
  },
];
