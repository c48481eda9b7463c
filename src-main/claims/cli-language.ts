import { validateLanguageRule } from '../../src-shared/claims';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { jsonOf } from '../../src-shared/kernel/json-text';
import { type CliCommand, requiredOption, table } from '../command-line';
import { chartArgument, draftExitCodes, elementOf, lastDay, namedText } from './cli-names';

/** Rules of language, accepted wordings and approved phrases on the command line. */
export const languageCliCommands: readonly CliCommand[] = [
  {
    name: ['claim', 'rules'],
    about: 'List the rules of language in force.',
    exitCodes: { 66: 'there is no workspace', 77: draftExitCodes[77] },
    examples: [
      { line: 'proofdesk claim rules', about: 'shipped, edited and own rules' },
      { line: 'proofdesk claim rules --json', about: 'with patterns, reasons and examples, to be edited' },
    ],
    async run(call) {
      const rules = await (await call.client()).claims.rules();
      call.answer({ rules }, () =>
        table(
          [
            { title: 'Rule', value: ({ rule }) => rule.id },
            { title: 'Title', value: ({ rule }) => rule.title },
            { title: 'About', value: ({ rule }) => rule.category },
            { title: 'From', value: ({ origin }) => origin },
            { title: 'On', value: ({ rule }) => (rule.enabled ? 'yes' : 'off') },
          ],
          rules,
        ),
      );
      return 0;
    },
  },
  {
    name: ['claim', 'rule'],
    about: 'Save a rule of language from a JSON file, or take an edited one back; its own examples are tried first.',
    arguments: [{ name: 'FILE', about: 'the rule as `claim rules --json` prints it', optional: true }],
    options: [{ name: 'reset', value: 'RULE', about: 'the shipped rule stands again' }],
    exitCodes: {
      65: 'the rule does not fit, or its examples come out otherwise',
      66: 'there is no such file or rule',
      77: 'only legal edits rules',
    },
    examples: [
      { line: 'proofdesk claim rule absolutes.json --as "Lea Brandt"', about: 'saves it' },
      { line: 'proofdesk claim rule --reset absolutes --as "Lea Brandt" --json', about: 'as it was shipped' },
    ],
    async run(call) {
      const { claims } = await call.client();
      const reset = call.option('reset');
      if (reset !== undefined) {
        const { receipt } = await claims.resetRule({ input: { rule: reset } });
        call.answer({ rule: reset, receipt }, () => `${reset} stands as it was shipped.\n`);
        return 0;
      }
      if (!call.has('FILE'))
        throw new ProofdeskError({ code: 'usage', message: 'Name a FILE, or a rule with --reset.' });
      const named = call.argument('FILE');
      const rule = validateLanguageRule(jsonOf(await namedText(call, named), named, { file: named }));
      const { receipt } = await claims.saveRule({ input: { rule } });
      call.answer({ rule: rule.id, receipt }, () => `${rule.id} is saved.\n`);
      return 0;
    },
  },
  {
    name: ['claim', 'waive'],
    about: 'Let one flagged wording stand in one place, with a reason.',
    arguments: [chartArgument],
    options: [
      { name: 'element', value: 'ELEMENT', about: 'whose mapping it is in; the summary unless said' },
      { name: 'phrase', value: 'TEXT', about: 'the words that are flagged' },
      { name: 'reason', value: 'TEXT', about: 'why they may stand' },
    ],
    exitCodes: { 66: 'nothing is flagged there in these words', 77: 'only legal lets a wording stand' },
    examples: [
      {
        line: 'proofdesk claim waive CC-A7-0001 --element "1[a]" --phrase always --reason "Quotes the standard" --as "Lea Brandt"',
        about: 'in one mapping',
      },
      {
        line: 'proofdesk claim waive CC-A7-0001 --phrase best --reason "A product’s name" --json',
        about: 'in the summary',
      },
    ],
    async run(call) {
      const { claims } = await call.client();
      const chart = await claims.chart({ chart: call.argument('CHART') });
      const named = call.option('element');
      const phrase = requiredOption(call, 'phrase');
      const reason = requiredOption(call, 'reason');
      const flags = named === undefined ? chart.flags : elementOf(chart, named).flags;
      const found = flags.filter(
        ({ text, status }) => status === 'open' && text.toLowerCase() === phrase.toLowerCase(),
      );
      if (found.length === 0) {
        throw new ProofdeskError({
          code: 'not-found',
          message: `Nothing is flagged in the words “${phrase}” there.`,
          hint:
            flags.length > 0
              ? `Flagged are ${flags.map(({ text }) => `“${text}”`).join(', ')}.`
              : 'Nothing is flagged there.',
        });
      }
      const waivers: string[] = [];
      // The same words may be flagged by several rules.
      for (const { rule, text, place } of new Map(found.map((flag) => [flag.rule, flag])).values())
        waivers.push(
          (await claims.waive({ input: { chart: chart.id, rule, phrase: text, place, reason } })).result!.id,
        );
      call.answer({ waivers }, () => `“${phrase}” may stand.\n`);
      return 0;
    },
  },
  {
    name: ['claim', 'snippets'],
    about: 'List approved phrases, those that hold first.',
    exitCodes: { 66: 'there is no workspace', 77: draftExitCodes[77] },
    examples: [
      { line: 'proofdesk claim snippets', about: 'with the last day of each' },
      { line: 'proofdesk claim snippets --json', about: 'for a script' },
    ],
    async run(call) {
      const snippets = await (await call.client()).claims.snippets();
      call.answer({ snippets }, () =>
        table(
          [
            { title: 'Id', value: ({ id }) => id },
            { title: 'Title', value: ({ title }) => title },
            { title: 'Text', value: ({ text }) => text },
            { title: 'Until', value: ({ expiresOn, expired }) => (expired ? `${expiresOn}, over` : expiresOn) },
          ],
          snippets,
          'No approved phrases.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['claim', 'snippet'],
    about: 'Approve a phrase, change an approved one, or take it back.',
    options: [
      { name: 'title', value: 'TEXT', about: 'by which it is found' },
      { name: 'text', value: 'TEXT', about: 'the words' },
      { name: 'expires', value: 'DAY', about: 'last day on which it holds; without end unless said' },
      { name: 'id', value: 'ID', about: 'one to change' },
      { name: 'remove', value: 'ID', about: 'one to take back' },
    ],
    exitCodes: {
      65: 'a text is missing or a day is none',
      66: 'there is no such phrase',
      77: 'only legal approves phrases',
    },
    examples: [
      {
        line: 'proofdesk claim snippet --title Cache --text "keeps documents in memory" --expires 2027-03-31 --as "Lea Brandt"',
        about: 'until a day',
      },
      { line: 'proofdesk claim snippet --remove 0198aaaa-0000-7000-8000-000000000001 --json', about: 'taken back' },
    ],
    async run(call) {
      const { claims } = await call.client();
      const remove = call.option('remove');
      const { result, receipt } =
        remove !== undefined
          ? await claims.archiveSnippet({ input: { snippet: remove } })
          : await claims.saveSnippet({
              input: {
                snippet: call.option('id'),
                title: requiredOption(call, 'title'),
                text: requiredOption(call, 'text'),
                expiresOn: lastDay(call),
              },
            });
      call.answer({ ...result!, receipt }, () => `${result!.id}\n`);
      return 0;
    },
  },
  {
    name: ['claim', 'names'],
    about: 'List the names that must not be written where an archetype is meant, or set the whole list.',
    arguments: [{ name: 'NAME', about: 'a competitor or product; the whole list', many: true, optional: true }],
    options: [{ name: 'clear', about: 'empty the list' }],
    exitCodes: { 66: 'there is no workspace', 77: 'only legal sets the list' },
    examples: [
      { line: 'proofdesk claim names', about: 'the list' },
      { line: 'proofdesk claim names "Ostrane Gateway" Ostrane --as "Lea Brandt" --json', about: 'sets it' },
    ],
    async run(call) {
      const { claims } = await call.client();
      const given = call.argumentList('NAME');
      if (given.length > 0 || call.flag('clear')) await claims.setCompetitorNames({ input: { names: given } });
      const names = await claims.competitorNames();
      call.answer({ names }, () => (names.length === 0 ? 'No names.\n' : `${names.join('\n')}\n`));
      return 0;
    },
  },
];
