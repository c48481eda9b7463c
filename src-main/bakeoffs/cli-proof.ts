import { type CliCommand, table } from '../command-line';

/** What a deal's offers can point to, on the command line. */
export const proofCliCommand: CliCommand = {
  name: ['bakeoff', 'proof'],
  about: 'Show the newest verdicts of a deal, and whether what its quotes are built on still holds.',
  arguments: [{ name: 'DEAL', about: 'its number, id or whole title' }],
  exitCodes: { 1: 'a verdict is out of date', 66: 'there is no such deal' },
  examples: [
    { line: 'proofdesk bakeoff proof D-A7-0001', about: 'each verdict, with why it is out of date' },
    { line: 'proofdesk bakeoff proof D-A7-0001 --json', about: 'for a script, before a quote is sent' },
  ],
  async run(call) {
    const client = await call.client();
    const { id } = await client.deals.find({ text: call.argument('DEAL') });
    const verdicts = await client.bakeoffs.proof({ deal: id });
    call.answer({ deal: id, verdicts }, () =>
      table(
        [
          { title: 'Verdict', value: ({ number }) => number },
          { title: 'Bakeoff', value: ({ bakeoffTitle }) => bakeoffTitle },
          { title: 'Says', value: ({ headline }) => headline },
          { title: 'May go out', value: ({ keptInside }) => (keptInside ? 'no' : 'yes') },
          { title: 'Out of date', value: ({ stale }) => stale.join(' ') },
        ],
        verdicts,
        'No verdict was recorded for this deal.',
      ),
    );
    return verdicts.some(({ stale }) => stale.length > 0) ? 1 : 0;
  },
};
