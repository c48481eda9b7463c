import type { ExplainStep } from '../kernel/explain';
import type { FigureSource, PinnedFigure, ValueFigure } from './figure';

/** What the figures of a value case are called. */
export const valueFigureLabels: Record<ValueFigure, string> = {
  'net-benefit': 'Net benefit',
  'net-present-value': 'Net present value',
  payback: 'Payback',
  return: 'Return on investment',
};

/** A source in a line, for people inside. It names nobody. */
export function originOf(source: FigureSource): string {
  switch (source.kind) {
    case 'verdict':
      return `Verdict ${source.number}`;
    case 'run':
      return `Run ${source.name} of ${source.bakeoffNumber}`;
    case 'usage':
      return `Usage ${source.file.name}${source.meter ? `, ${source.meter}` : ''} (${source.quoteNumber})`;
    case 'value-case':
      return `Value case ${source.number}, version ${source.version}`;
    case 'stated':
      return `Stated by the customer on ${source.on}, ${source.how}`;
  }
}

/** A source in a line, for the customer whom it is about: it names no files and no people. */
export function originForCustomer(source: FigureSource): string {
  switch (source.kind) {
    case 'verdict':
      return `Verdict ${source.number}`;
    case 'run':
      return `One run of ${source.bakeoffNumber}`;
    case 'usage':
      return `Usage, ${source.months[0]} to ${source.months.at(-1)}`;
    case 'value-case':
      return `Value case ${source.number}, version ${source.version}`;
    case 'stated':
      return `Stated by you on ${source.on}`;
  }
}

/** How a pinned figure came about: what it was taken from, and what it is held against. */
export function explainPinned(figure: PinnedFigure): ExplainStep[] {
  const { source, unit } = figure;
  const steps: ExplainStep[] = [
    {
      what: figure.label,
      how: howTaken(source),
      value: figure.value,
      ...(unit && { unit }),
      from: [originOf(source), ...('receipt' in source && source.receipt ? [`Receipt ${source.receipt}`] : [])],
    },
  ];
  if (figure.against !== null) {
    steps.push({
      what: source.kind === 'verdict' ? 'The other contender' : 'Before',
      how: source.kind === 'verdict' ? 'median of their runs, of the same row' : 'as it was stated beside it',
      value: figure.against,
      ...(unit && { unit }),
    });
  }
  if (figure.sentence) steps.push({ what: 'What the verdict says', how: figure.sentence, value: null });
  return steps;
}

function howTaken(source: FigureSource): string {
  switch (source.kind) {
    case 'verdict':
      return 'median of our runs as the verdict recorded it';
    case 'run':
      return `figure of one run, from ${source.samples} measurements`;
    case 'usage':
      return `${takes[source.take] ?? source.take} of ${source.months.length} months, ${source.months[0]} to ${source.months.at(-1)}`;
    case 'value-case':
      return 'figure of the recorded version';
    case 'stated':
      return `stated by the customer on ${source.on}, ${source.how}; nothing here measured it`;
  }
}

const takes: Record<string, string> = {
  mean: 'mean',
  peak: 'largest',
  p95: '95th percentile',
  last: 'mean of the last',
};
