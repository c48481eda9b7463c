import type { ReleaseView } from '../../src-shared/claims';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCommand, dealOption, facts, requiredOption, table } from '../command-line';
import {
  chartArgument,
  dayText,
  draftExitCodes,
  elementArgument,
  elementNamed,
  everyPage,
  reasonOption,
  releaseArgument,
} from './cli-names';

function releaseText(release: ReleaseView): string {
  return [
    facts([
      ['Release', `${release.number}  ${release.title}`],
      ['State', release.newer ? `${release.state}; a newer version was released` : release.state],
      ['Claim', `${release.claim} of ${release.setTitle}`],
      ['Against', release.subject],
      ['Disclosure', release.expiresOn ? `${release.disclosure}, until ${release.expiresOn}` : release.disclosure],
      ['Receipt', release.receipt],
      ...(release.withdrawal ? [['Withdrawn', release.withdrawal.reason] as const] : []),
      ...release.stale.map((sentence) => ['Changed', sentence] as const),
    ]),
    ...(release.head.summary ? [`${release.head.summary}\n`] : []),
    ...release.elements.map(({ label, limitation, status, mapping }) =>
      facts([
        [label, limitation],
        ['  status', status],
        ['  mapping', mapping],
      ]),
    ),
  ].join('\n');
}

/** Review, releases and what is made of them, on the command line. Decisions: `proofdesk approval decide`. */
export const reviewCliCommands: readonly CliCommand[] = [
  {
    name: ['claim', 'submit'],
    about: 'Hand a draft in for review: freezes the version and asks two people of legal.',
    arguments: [chartArgument],
    options: [reasonOption],
    exitCodes: { ...draftExitCodes, 65: 'a cited file is missing or altered, or the chart is not a draft' },
    examples: [
      {
        line: 'proofdesk claim submit CC-A7-0001 --as "Jonas Weber"',
        about: 'then `approval decide "CC-A7-0001, version 1" approve`',
      },
      { line: 'proofdesk claim submit CC-A7-0001 --json', about: 'prints version, request and receipt' },
    ],
    async run(call) {
      const { claims } = await call.client();
      const { id, number } = await claims.chart({ chart: call.argument('CHART') });
      const { result, receipt } = await claims.submit({ input: { chart: id }, reason: call.option('reason') });
      const { blockers } = await claims.chart({ chart: id });
      for (const sentence of blockers) call.note(sentence);
      call.answer({ ...result!, blockers, receipt }, () => `${number}, version ${result!.version} is with legal.\n`);
      return 0;
    },
  },
  {
    name: ['claim', 'revise'],
    about: 'Open the next draft of a chart; the versions before stay.',
    arguments: [chartArgument],
    exitCodes: draftExitCodes,
    examples: [
      { line: 'proofdesk claim revise CC-A7-0001', about: 'after changes were asked for' },
      { line: 'proofdesk claim revise CC-A7-0001 --json', about: 'prints the version' },
    ],
    async run(call) {
      const { result, receipt } = await (await call.client()).claims.revise({
        input: { chart: call.argument('CHART') },
      });
      call.answer({ ...result!, receipt }, () => `Draft of version ${result!.version}.\n`);
      return 0;
    },
  },
  {
    name: ['claim', 'release'],
    about: 'Release an approved version to sales: a copy that everybody in the workspace may read.',
    arguments: [chartArgument],
    options: [{ name: 'version', value: 'NUMBER', about: 'the newest unless said' }, reasonOption],
    exitCodes: {
      1: 'an approval is missing',
      65: 'a cited file is missing or altered',
      66: draftExitCodes[66],
      77: 'evidence or wording is not in order, or the policies forbid it',
    },
    examples: [
      { line: 'proofdesk claim release CC-A7-0001 --as "Lea Brandt"', about: 'after two people approved it' },
      { line: 'proofdesk claim release CC-A7-0001 --version 2 --json', about: 'prints the id and the receipt' },
    ],
    async run(call) {
      const { claims } = await call.client();
      const { id, version, number } = await claims.chart({ chart: call.argument('CHART') });
      const wanted = call.integer('version', { from: 1 }) ?? version;
      const { result, receipt } = await claims.release({
        input: { chart: id, version: wanted },
        reason: call.option('reason'),
      });
      call.answer({ ...result!, version: wanted, receipt }, () => `${number}, version ${wanted} is released.\n`);
      return 0;
    },
  },
  {
    name: ['claim', 'withdraw'],
    about: 'Take a release back; whoever uses it sees that.',
    arguments: [releaseArgument],
    options: [{ name: 'reason', value: 'TEXT', about: 'why; everybody reads it' }],
    exitCodes: { 65: 'it was withdrawn already', 66: 'there is no such release', 77: 'the policies forbid it' },
    examples: [
      {
        line: 'proofdesk claim withdraw CC-A7-0001 --reason "The claim was amended" --as "Lea Brandt"',
        about: 'the newest release',
      },
      { line: 'proofdesk claim withdraw CC-A7-0001 --reason "Expired early" --json', about: 'prints the receipt' },
    ],
    async run(call) {
      const { claims } = await call.client();
      const reason = requiredOption(call, 'reason');
      const { id, number } = await claims.released({ release: call.argument('RELEASE') });
      const { result, receipt } = await claims.withdraw({ input: { release: id, reason } });
      call.answer({ ...result!, receipt }, () => `${number} is withdrawn.\n`);
      return 0;
    },
  },
  {
    name: ['claim', 'releases'],
    about: 'List released claim charts.',
    options: [
      { name: 'holding', about: 'only those that hold today' },
      { name: 'text', value: 'TEXT', about: 'part of number or title' },
    ],
    exitCodes: { 66: 'there is no workspace' },
    examples: [
      { line: 'proofdesk claim releases --holding', about: 'what may be shown' },
      { line: 'proofdesk claim releases --json', about: 'with why they changed' },
    ],
    async run(call) {
      const { claims } = await call.client();
      const filter = { text: call.option('text'), ...(call.flag('holding') && { holding: true }) };
      const releases = await everyPage((page) => claims.releases({ ...filter, ...page }));
      call.answer({ releases }, () =>
        table(
          [
            { title: 'Release', value: ({ number }) => number },
            { title: 'Title', value: ({ title }) => title },
            { title: 'Version', right: true, value: ({ version }) => version },
            { title: 'State', value: ({ state }) => state },
            { title: 'Disclosure', value: ({ disclosure }) => disclosure },
            { title: 'Until', value: ({ expiresOn }) => expiresOn },
            { title: 'Released', value: ({ at }) => dayText(at) },
            { title: 'Changed', value: ({ stale }) => (stale.length > 0 ? 'yes' : '') },
          ],
          releases,
          'Nothing was released.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['claim', 'open'],
    about: 'Open a released chart; that you opened it is recorded once.',
    arguments: [releaseArgument],
    exitCodes: { 66: 'there is no such release' },
    examples: [
      { line: 'proofdesk claim open CC-A7-0001 --as "Ines Okafor"', about: 'the newest release of the chart' },
      { line: 'proofdesk claim open CC-A7-0001 --json', about: 'with its evidence and who opened it' },
    ],
    async run(call) {
      const release = await (await call.client()).claims.open({ release: call.argument('RELEASE') });
      call.answer(release, () => releaseText(release));
      return 0;
    },
  },
  {
    name: ['claim', 'use'],
    about: 'Sell with a release on a deal, or show the releases of a deal and whether they hold.',
    arguments: [{ ...releaseArgument, optional: true }],
    options: [
      { name: 'deal', value: 'DEAL', about: 'its number, id or title' },
      { name: 'nda', about: 'the account has signed an agreement of confidence' },
      { name: 'end', about: 'take the release off the deal' },
    ],
    exitCodes: {
      65: 'it is used there already',
      66: 'there is no such release or deal',
      77: 'it does not hold, is internal, or needs an NDA',
    },
    examples: [
      { line: 'proofdesk claim use CC-A7-0001 --deal "Halden, 36 months" --nda', about: 'under NDA' },
      { line: 'proofdesk claim use --deal "Halden, 36 months" --json', about: 'what it is sold with' },
    ],
    async run(call) {
      const client = await call.client();
      const deal = await dealOption(call, client);
      if (deal === undefined) throw new ProofdeskError({ code: 'usage', message: '--deal is missing.' });
      if (!call.has('RELEASE')) {
        const releases = await client.claims.ofDeal({ deal });
        call.answer({ releases }, () =>
          table(
            [
              { title: 'Release', value: ({ number }) => number },
              { title: 'Title', value: ({ title }) => title },
              { title: 'State', value: ({ state }) => state },
              { title: 'Disclosure', value: ({ disclosure }) => disclosure },
              { title: 'Why not', value: ({ stale }) => stale.join(' ') },
            ],
            releases,
            'No released claim chart is used on this deal.',
          ),
        );
        return 0;
      }
      const { id, number, uses } = await client.claims.released({ release: call.argument('RELEASE') });
      if (call.flag('end')) {
        const use = uses.find((one) => one.deal === deal);
        if (!use) throw new ProofdeskError({ code: 'not-found', message: `${number} is not used on this deal.` });
        const { receipt } = await client.claims.takeOffDeal({ input: { use: use.id } });
        call.answer({ use: use.id, receipt }, () => `${number} is not used on the deal any more.\n`);
        return 0;
      }
      const { result, receipt } = await client.claims.addToDeal({
        input: { release: id, deal, ...(call.flag('nda') && { underNda: true }) },
      });
      call.answer({ ...result!, receipt }, () => `${number} is used on the deal.\n`);
      return 0;
    },
  },
  {
    name: ['claim', 'attention'],
    about: 'List charts with legal or with sales whose evidence changed.',
    exitCodes: { 1: 'there are some', 66: 'there is no workspace' },
    examples: [
      { line: 'proofdesk claim attention --as "Lea Brandt"', about: 'what legal has to look at' },
      { line: 'proofdesk claim attention --json', about: 'with every reason' },
    ],
    async run(call) {
      const charts = await (await call.client()).claims.attention();
      call.answer({ charts }, () =>
        charts.length === 0
          ? 'Nothing changed under a chart.\n'
          : charts
              .map(
                ({ number, version, standing, why }) =>
                  `${number}, version ${version} (${standing})\n${why.map((one) => `  ${one}\n`).join('')}`,
              )
              .join(''),
      );
      return charts.length === 0 ? 0 : 1;
    },
  },
  {
    name: ['claim', 'note'],
    about: 'Write legal’s privileged note to an element, or clear it. Nobody else reads it and nothing prints it.',
    arguments: [chartArgument, elementArgument],
    options: [{ name: 'text', value: 'TEXT', about: 'the note; left out, it is cleared' }],
    exitCodes: { 66: draftExitCodes[66], 77: 'only legal writes privileged notes' },
    examples: [
      {
        line: 'proofdesk claim note CC-A7-0001 "1[a]" --text "Ask outside counsel" --as "Lea Brandt"',
        about: 'for legal only',
      },
      { line: 'proofdesk claim note CC-A7-0001 "1[a]" --as "Lea Brandt" --json', about: 'clears it' },
    ],
    async run(call) {
      const client = await call.client();
      const { element } = await elementNamed(call, client);
      const { result, receipt } = await client.claims.noteElement({
        input: { element: element.id, note: call.option('text') ?? null },
      });
      call.answer({ ...result!, receipt }, () => 'Noted.\n');
      return 0;
    },
  },
  {
    name: ['claim', 'briefs'],
    about: 'List defensibility briefs, and what keeps one from being built.',
    exitCodes: { 66: 'there is no workspace' },
    examples: [
      { line: 'proofdesk claim briefs', about: 'all briefs' },
      { line: 'proofdesk claim briefs --json', about: 'with their charts' },
    ],
    async run(call) {
      const briefs = await (await call.client()).claims.briefs();
      call.answer({ briefs }, () =>
        table(
          [
            { title: 'Brief', value: ({ number }) => number },
            { title: 'Title', value: ({ title }) => title },
            { title: 'Charts', value: ({ charts }) => charts.map(({ number }) => number).join(', ') },
            { title: 'Why not yet', value: ({ blockers }) => blockers.join(' ') },
          ],
          briefs,
          'No briefs.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['claim', 'brief'],
    about: 'Write a defensibility brief, or change one: its charts, what is protected, the licensing stance.',
    options: [
      { name: 'id', value: 'BRIEF', about: 'number or id of a brief to change' },
      { name: 'title', value: 'TEXT', about: 'what it is called' },
      { name: 'chart', value: 'CHART', many: true, about: 'a chart, in the order in which they stand' },
      { name: 'protects', value: 'TEXT', about: 'what is protected' },
      { name: 'licensing', value: 'TEXT', about: 'the licensing stance' },
      { name: 'disclosure', value: 'WHO', choices: ['public', 'nda', 'internal'], about: 'internal unless said' },
    ],
    exitCodes: draftExitCodes,
    examples: [
      {
        line: 'proofdesk claim brief --title "Caching" --chart CC-A7-0001 --licensing "On fair terms"',
        about: 'a new brief',
      },
      { line: 'proofdesk claim brief --id CB-A7-0001 --protects "Serving from memory" --json', about: 'changes one' },
    ],
    async run(call) {
      const { claims } = await call.client();
      const named = call.option('id');
      const charts = call.optionList('chart');
      const brief =
        named === undefined ? null : (await claims.briefs()).find(({ id, number }) => id === named || number === named);
      if (brief === undefined) throw new ProofdeskError({ code: 'not-found', message: `There is no brief ${named}.` });
      const disclosure = (['public', 'nda', 'internal'] as const).find((one) => one === call.option('disclosure'));
      const { result, receipt } = await claims.saveBrief({
        input: {
          ...(brief && { brief: brief.id }),
          title: call.option('title'),
          protects: call.option('protects'),
          licensing: call.option('licensing'),
          disclosure,
          ...(charts.length > 0 && { charts }),
        },
      });
      call.answer({ ...result!, receipt }, () => `${result!.number}\n`);
      return 0;
    },
  },
];
