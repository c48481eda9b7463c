import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  explainModelFigure,
  type RoiValue,
  roiExtraFigureNames,
  roiFigureNames,
  roiPercents,
  seekTarget,
  tornadoOf,
} from '../../src-shared/roi';
import { type CliCommand, showingJob, table } from '../command-line';
import { scenarioKeyOf } from './cli-cases';
import {
  caseArgument,
  caseNamed,
  forbidden,
  noCase,
  pairsOf,
  sayTarget,
  scenarioOption,
  targetNames,
  targetOf,
  targetOption,
  wantedOf,
} from './cli-named';

const noFigures = { 65: 'the case has no figures: inputs are missing, or a formula has no value' };

/** What a case is asked: scenarios, sensitivity, draws, goals and where a figure comes from. */
export const roiAnalysisCliCommands: readonly CliCommand[] = [
  {
    name: ['roi', 'case', 'scenario'],
    about: 'Set what is different in a scenario; a key that is not there yet makes a new one.',
    arguments: [
      caseArgument,
      { name: 'KEY', about: 'conservative, stretch, or one of your own' },
      { name: 'NAME=VALUE', about: 'what is different; without a value it is as before', optional: true, many: true },
    ],
    options: [
      { name: 'label', value: 'TEXT', about: 'what it is called' },
      {
        name: 'take',
        value: 'END',
        choices: ['likely', 'worse', 'better'],
        about: 'which end of every range it takes',
      },
      { name: 'remove', about: 'takes it off; one of the model’s is as the model says again' },
    ],
    exitCodes: { ...noCase, ...forbidden, 65: 'a value is beyond its bounds, or it is the expected scenario' },
    examples: [
      { line: 'proofdesk roi case scenario V-A7-0002 conservative operations_saved=20', about: 'differs in one input' },
      {
        line: 'proofdesk roi case scenario V-A7-0002 late --label "A year late" --take worse adoption=10,50,100',
        about: 'a new one',
      },
    ],
    async run(call) {
      const client = await call.client();
      const { id, number } = await caseNamed(call, client);
      const key = call.argument('KEY');
      const values: Record<string, RoiValue | null> = Object.fromEntries(
        pairsOf(call.argumentList('NAME=VALUE'), 'NAME=VALUE').map(({ name, value }) => [
          name,
          value === '' ? null : value,
        ]),
      );
      const { label, take } = {
        label: call.option('label'),
        take: call.option('take') as 'likely' | 'worse' | 'better' | undefined,
      };
      const { receipt } = call.flag('remove')
        ? await client.roi.removeScenario({ input: { case: id, key } })
        : await client.roi.setScenario({
            input: {
              case: id,
              key,
              values,
              ...(label !== undefined && { label }),
              ...(take !== undefined && { take }),
            },
          });
      const answer = (await client.roi.case({ case: id })).answers.find((own) => own.key === key);
      call.answer({ id, scenario: answer ?? null, receipt }, () =>
        answer?.figures
          ? `${number}, ${answer.label}: net present value ${answer.figures.netPresentValue} ${answer.figures.currency}\n`
          : `${number}, ${key}: no figures\n`,
      );
      return 0;
    },
  },
  {
    name: ['roi', 'case', 'tornado'],
    about: 'Show what each input does to a figure between its low and its high, the widest first.',
    arguments: [caseArgument],
    options: [targetOption, scenarioOption],
    exitCodes: { ...noCase, ...noFigures },
    examples: [
      { line: 'proofdesk roi case tornado V-A7-0002', about: 'on the net present value' },
      { line: 'proofdesk roi case tornado V-A7-0002 --target payback --json', about: 'on the payback, for a script' },
    ],
    async run(call) {
      const { content, number, currency } = await caseNamed(call, await call.client());
      const target = targetOf(call);
      const found = tornadoOf(content, { scenario: scenarioKeyOf(call), target });
      if (!found)
        throw new ProofdeskError({
          code: 'bad-input',
          message: `${number} has no figures yet.`,
          hint: `See "roi case show ${number}" for what is missing.`,
        });
      call.answer(found, () =>
        table(
          [
            { title: 'Input', value: ({ name }) => name },
            { title: 'From', right: true, value: ({ low }) => low },
            { title: 'To', right: true, value: ({ high }) => high },
            { title: 'Unit', value: ({ unit }) => unit },
            {
              title: `${targetNames[target]} at low`,
              right: true,
              value: ({ atLow }) => sayTarget(target, atLow, currency),
            },
            { title: 'At high', right: true, value: ({ atHigh }) => sayTarget(target, atHigh, currency) },
          ],
          found.bars,
          'No input has a range.',
        ),
      );
      return 0;
    },
  },
  {
    name: ['roi', 'case', 'simulate'],
    about: 'Draw every input with a range many times and show how the figures spread.',
    arguments: [caseArgument],
    options: [
      { name: 'draws', value: 'NUMBER', about: '100 to 1,000,000; 100,000 unless said otherwise' },
      { name: 'seed', value: 'NUMBER', about: 'the same seed gives the same answer; 1 unless said otherwise' },
      {
        name: 'shape',
        value: 'SHAPE',
        choices: ['pert', 'triangular'],
        about: 'how values lie between low and high; pert unless said otherwise',
      },
      scenarioOption,
    ],
    exitCodes: { ...noCase, ...noFigures },
    examples: [
      { line: 'proofdesk roi case simulate V-A7-0002', about: 'percentiles of every figure' },
      {
        line: 'proofdesk roi case simulate V-A7-0002 --draws 1000000 --seed 7 --json',
        about: 'with histograms, for a script',
      },
    ],
    async run(call) {
      const client = await call.client();
      const { id, currency } = await caseNamed(call, client);
      const draws = call.integer('draws', { from: 100, to: 1_000_000 });
      const seed = call.integer('seed', { from: 0, to: 4_294_967_295 });
      const shape = call.option('shape') as 'pert' | 'triangular' | undefined;
      const found = await showingJob(call, 'roi.simulate', (options) =>
        client.roi.simulate(
          {
            case: id,
            scenario: scenarioKeyOf(call),
            ...(draws !== undefined && { draws }),
            ...(seed !== undefined && { seed }),
            ...(shape !== undefined && { shape }),
          },
          options,
        ),
      );
      call.answer(found, () =>
        [
          table(
            [
              { title: 'Figure', value: ({ target }) => targetNames[target] },
              ...roiPercents.map((percent, at) => ({
                title: `P${percent}`,
                right: true,
                value: ({ target, percentiles }: (typeof found.figures)[number]) =>
                  sayTarget(target, percentiles[at] ?? null, currency),
              })),
            ],
            found.figures,
          ),
          `\n${found.draws} draws of ${found.drawn.length} inputs, ${found.shape}, seed ${found.seed}. Gain in ${(found.probabilityOfGain * 100).toFixed(1)} % of them.${found.failed > 0 ? ` ${found.failed} had no figures.` : ''}\n`,
        ].join(''),
      );
      return 0;
    },
  },
  {
    name: ['roi', 'case', 'seek'],
    about: 'Say what must be true for a figure to come to what is wanted: each input alone, and all together.',
    arguments: [
      caseArgument,
      { name: 'WANTED', about: 'months of a payback, per cent of a rate or return, else an amount' },
    ],
    options: [targetOption, scenarioOption],
    exitCodes: { ...noCase, ...noFigures },
    examples: [
      {
        line: 'proofdesk roi case seek V-A7-0002 12 --target payback',
        about: 'what must be true for payback in 12 months',
      },
      {
        line: 'proofdesk roi case seek V-A7-0002 0 --json',
        about: 'how far each input may go before nothing is gained',
      },
    ],
    async run(call) {
      const { content, currency } = await caseNamed(call, await call.client());
      const target = targetOf(call);
      const found = seekTarget(content, { scenario: scenarioKeyOf(call), target, wanted: wantedOf(call, target) });
      const { together } = found;
      call.answer(found, () =>
        [
          `${targetNames[target]} is ${sayTarget(target, found.now, currency)}; ${sayTarget(target, found.wanted, currency)} is wanted${found.reached ? ' and reached. Each input alone may go as far as:' : '. Each input alone would have to be:'}\n\n`,
          table(
            [
              { title: 'Input', value: ({ name }) => name },
              { title: 'Now', right: true, value: ({ from }) => from },
              {
                title: 'Needed',
                right: true,
                value: ({ needed, best }) =>
                  needed ??
                  (best
                    ? `not reached; best ${sayTarget(target, best.target, currency)} at ${best.value}`
                    : found.reached
                      ? 'any within its bounds'
                      : 'makes nothing better'),
              },
              { title: 'Unit', value: ({ unit }) => unit },
              { title: '', value: ({ beyondRange }) => (beyondRange ? 'beyond its range' : '') },
            ],
            found.inputs,
          ),
          found.reached
            ? ''
            : together.share === null
              ? `\nAll together do not reach it; the best is ${sayTarget(target, together.best, currency)}.\n`
              : `\nAll together reach it ${(together.share * 100).toFixed(1)} % of the way to their better ends: ${together.inputs.map(({ name, needed }) => `${name} ${needed}`).join(', ')}.\n`,
        ].join(''),
      );
      return 0;
    },
  },
  {
    name: ['roi', 'case', 'explain'],
    about: 'Show where a figure, a formula or an input of a case comes from, step by step down to the sources.',
    arguments: [
      caseArgument,
      {
        name: 'FIGURE',
        about: `${[...roiFigureNames, ...roiExtraFigureNames].join(', ')}, or a formula or input by its name`,
      },
    ],
    options: [scenarioOption],
    exitCodes: { ...noCase, 65: 'there is no such figure' },
    examples: [
      { line: 'proofdesk roi case explain V-A7-0002 netPresentValue', about: 'the steps to the net present value' },
      {
        line: 'proofdesk roi case explain V-A7-0002 saved_hours --scenario stretch --json',
        about: 'the steps to one formula',
      },
    ],
    async run(call) {
      const { content, number } = await caseNamed(call, await call.client());
      const figure = call.argument('FIGURE');
      const steps = explainModelFigure(content, scenarioKeyOf(call), figure);
      if (steps.length === 0) {
        throw new ProofdeskError({
          code: 'bad-input',
          message: `${number} has no figure ${figure}, or no scenario ${scenarioKeyOf(call)}.`,
          where: { field: 'FIGURE' },
          hint: `Ask for ${[...roiFigureNames, ...roiExtraFigureNames].join(', ')}, or a formula or input of the model.`,
        });
      }
      call.answer({ figure, scenario: scenarioKeyOf(call), steps }, () =>
        steps
          .map(
            ({ what, how, value, unit, from }) =>
              `${what}: ${value ?? 'none'}${unit ? ` ${unit}` : ''}\n    ${how}\n${from && from.length > 0 ? `    from ${from.join('; ')}\n` : ''}`,
          )
          .join(''),
      );
      return 0;
    },
  },
];
