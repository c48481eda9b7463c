import type { RoiCaseView } from '../../src-shared/roi';
import { facts, table } from '../command-line';
import { sayTarget, sayValue, targetNames } from './cli-named';

/** What keeps a case from being frozen, or its figures where nothing does. */
export function openOf(found: RoiCaseView): string {
  const missing = found.inputs.filter(({ name }) => found.answers.some((answer) => answer.missing.includes(name)));
  const lines = [
    ...missing.map(({ label, name }) => `missing: ${label} (${name})\n`),
    ...found.openQuestions.map(
      ({ message, name }) => `asked: ${message} Set ${name} with --reason, or another value.\n`,
    ),
  ];
  if (lines.length > 0) return lines.join('');
  return `Net present value ${found.netPresentValue} ${found.currency}\n`;
}

/** One case in words: facts, inputs with their sources, scenarios side by side, what is open, versions. */
export function shown(found: RoiCaseView): string {
  const known = found.answers.filter(({ figures }) => figures !== null);
  const rows = (
    ['netPresentValue', 'net', 'internalRate', 'paybackYears', 'discountedPaybackYears', 'returnOnInvestment'] as const
  ).map((target) => ({
    name: targetNames[target],
    values: known.map(({ figures }) => {
      const own = figures![target];
      if (typeof own === 'string') return `${own} ${found.currency}`;
      if ('total' in own) return `${own.total} ${found.currency}`;
      return own.value === null ? `none: ${own.reason ?? ''}` : sayTarget(target, own.value, found.currency);
    }),
  }));
  return [
    facts([
      ['Number', found.number],
      ['Title', found.title],
      ['Deal', found.dealTitle],
      ['Account', found.accountName],
      [
        'Model',
        `${found.modelName} ${found.modelLabel}${found.newerModel ? ` (${found.newerModel.label} is published)` : ''}`,
      ],
      ['Quote', found.quoteNumber],
      ['Years', String(found.content.years)],
      ['Discount rate', `${found.content.discountRate.value} a year (${found.content.discountRate.source})`],
    ]),
    table(
      [
        { title: 'Input', value: ({ name }) => name },
        { title: 'Value', right: true, value: (input) => sayValue(input) },
        { title: 'Range', value: ({ low, high }) => (low === null ? '' : `${low} to ${high}`) },
        {
          title: 'Source',
          value: ({ from, source, value }) => from?.text ?? (value === null ? '' : `model: ${source}`),
        },
        { title: 'Confirmed', value: ({ confirmed }) => (confirmed ? `${confirmed.who}, ${confirmed.on}` : '') },
      ],
      found.inputs,
    ),
    ...(known.length > 0
      ? [
          table(
            [
              { title: 'Figure', value: ({ name }: (typeof rows)[number]) => name },
              ...known.map(({ label }, at) => ({
                title: label,
                right: true,
                value: ({ values }: (typeof rows)[number]) => values[at],
              })),
            ],
            rows,
          ),
        ]
      : []),
    ...(found.missing > 0 || found.openQuestions.length > 0 ? [openOf(found)] : []),
    ...found.answers.flatMap(({ key, label, problem }) => (problem ? [`${label} (${key}): ${problem.message}\n`] : [])),
    ...(found.versions.length > 0
      ? [
          table(
            [
              { title: 'Version', right: true, value: ({ version }) => version },
              { title: 'Frozen', value: ({ recordedAt }) => new Date(recordedAt).toISOString() },
              { title: 'By', value: ({ byName }) => byName },
              {
                title: 'Standing',
                value: ({ stale }) => (stale ? 'the case has changed since' : 'as the case is now'),
              },
            ],
            found.versions,
          ),
        ]
      : []),
  ].join('\n');
}
