import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { CliCommand } from '../command-line';
import { draftExitCodes } from './cli-names';
import { redlineText } from './cli-sets';

/** What charts and sets have in common on the command line: comparing their versions, and archiving them. */
export const versionCliCommands: readonly CliCommand[] = [
  {
    name: ['claim', 'redline'],
    about: 'Show what changed between two versions of a chart or of a set of claims.',
    arguments: [{ name: 'NUMBER', about: 'of a chart or of a set' }],
    options: [
      { name: 'from', value: 'NUMBER', about: 'the earlier version; the one before unless said' },
      { name: 'to', value: 'NUMBER', about: 'the later version; a chart’s draft, or a set’s newest, unless said' },
    ],
    exitCodes: { 66: 'there is no such version', 77: draftExitCodes[77] },
    examples: [
      { line: 'proofdesk claim redline CC-A7-0001 --from 1', about: 'from version 1 to the draft' },
      { line: 'proofdesk claim redline CS-A7-0001 --from 1 --to 2 --json', about: 'claim by claim' },
    ],
    async run(call) {
      const { claims } = await call.client();
      const named = call.argument('NUMBER');
      const to = call.integer('to', { from: 1 });
      const chart = await claims.chart({ chart: named }).catch((thrown: unknown) => {
        if (thrown instanceof ProofdeskError && thrown.code === 'not-found') return null;
        throw thrown;
      });
      if (chart) {
        const from =
          call.integer('from', { from: 1 }) ?? (to ?? chart.versions[0]?.version ?? 2) - (to === undefined ? 0 : 1);
        const answer = await claims.chartRedline({ chart: chart.id, from, ...(to !== undefined && { to }) });
        call.answer(answer, () => redlineText(answer));
        return 0;
      }
      const { version } = await claims.set({ set: named });
      const until = to ?? version;
      const answer = await claims.setRedline({
        set: named,
        from: call.integer('from', { from: 1 }) ?? Math.max(1, until - 1),
        to: until,
      });
      call.answer(answer, () => redlineText(answer));
      return 0;
    },
  },
  {
    name: ['claim', 'archive'],
    about: 'Archive a chart that was never released, a set without charts, or an archetype without charts.',
    arguments: [{ name: 'NUMBER', about: 'number or id' }],
    exitCodes: { 66: draftExitCodes[66], 77: 'it is in use, or the policies forbid it' },
    examples: [
      { line: 'proofdesk claim archive CC-A7-0001', about: 'a chart' },
      { line: 'proofdesk claim archive CS-A7-0001 --json', about: 'a set' },
    ],
    async run(call) {
      const { claims } = await call.client();
      const named = call.argument('NUMBER');
      const [charts, sets, archetypes] = await Promise.all([
        claims.charts({ text: named }),
        claims.sets({ text: named }),
        claims.archetypes(),
      ]);
      const is = (one: { id: string | null; number?: string }) => one.id === named || one.number === named;
      const [chart, set, archetype] = [charts.find(is), sets.find(is), archetypes.find(is)];
      const outcome = chart
        ? await claims.archiveChart({ input: { chart: chart.id } })
        : set
          ? await claims.archiveSet({ input: { set: set.id } })
          : archetype?.id
            ? await claims.archiveArchetype({ input: { archetype: archetype.id } })
            : null;
      if (!outcome)
        throw new ProofdeskError({
          code: 'not-found',
          message: `There is no chart, set or archetype ${named}.`,
          hint: '`claim list`, `claim sets` and `claim archetypes` show those that there are.',
        });
      call.answer({ ...outcome.result!, receipt: outcome.receipt }, () => `Archived ${named}.\n`);
      return 0;
    },
  },
];
