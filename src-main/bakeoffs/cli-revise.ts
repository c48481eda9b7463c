import { ProofdeskError } from '../../src-shared/kernel/errors';
import { type CliCommand, facts } from '../command-line';

/** What may be changed of a bakeoff at any time; rows and limits are fixed once there are runs. */
export const reviseCliCommand: CliCommand = {
  name: ['bakeoff', 'revise'],
  about: 'Change what may be changed of a bakeoff at any time: its words, who may see it, when its verdicts are old.',
  arguments: [{ name: 'BAKEOFF', about: 'its number or id' }],
  options: [
    { name: 'title', value: 'TITLE', about: 'what it is called' },
    { name: 'question', value: 'TEXT', about: 'what the customer wants to know' },
    {
      name: 'internal',
      value: 'YES',
      about: 'whether the competitor is for internal use only, so that nothing made of it may leave the house',
      choices: ['yes', 'no'],
    },
    { name: 'stale-after', value: 'DAYS', about: 'days after which its verdicts are out of date; 0: never by age' },
  ],
  exitCodes: { 66: 'there is no such bakeoff', 77: 'the policies forbid it' },
  examples: [
    { line: 'proofdesk bakeoff revise B-A7-0001 --internal yes', about: 'a licence that forbids publishing' },
    { line: 'proofdesk bakeoff revise B-A7-0001 --stale-after 90 --json', about: 'verdicts hold for a quarter' },
  ],
  async run(call) {
    const client = await call.client();
    const { id } = await client.bakeoffs.get({ bakeoff: call.argument('BAKEOFF') });
    const [title, question, internal] = [call.option('title'), call.option('question'), call.option('internal')];
    const days = call.integer('stale-after', { from: 0, to: 3650 });
    const changes = {
      ...(title !== undefined && { title }),
      ...(question !== undefined && { question }),
      ...(internal !== undefined && { competitorInternalOnly: internal === 'yes' }),
      ...(days !== undefined && { staleAfterDays: days === 0 ? null : days }),
    };
    if (Object.keys(changes).length === 0) {
      throw new ProofdeskError({ code: 'usage', message: 'Nothing is said that should change.' });
    }
    await client.bakeoffs.revise({ input: { bakeoff: id, ...changes } });
    const { number, ...view } = await client.bakeoffs.get({ bakeoff: id });
    const { staleAfterDays, competitorInternalOnly } = view;
    const answer = {
      bakeoff: number,
      title: view.title,
      question: view.question,
      competitorInternalOnly,
      staleAfterDays,
    };
    call.answer(answer, () =>
      facts([
        ['Number', number],
        ['Title', view.title],
        ['Question', view.question],
        ['Competitor', competitorInternalOnly ? 'for internal use only' : 'may be named outside'],
        ['Verdicts old after', staleAfterDays === null ? 'never by age' : `${staleAfterDays} days`],
      ]),
    );
    return 0;
  },
};
