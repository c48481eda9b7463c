import { type DocumentOrder, pointer, type RoiDocument } from '../../src-shared/documents';
import type { RoiCase, RoiLine } from '../../src-shared/roi';
import { type BuiltMaterial, documentFrame } from '../documents';
import type { Session } from '../session';

type Figures = RoiDocument['recomputations'][number]['figures'];
type Measures = RoiDocument['measures'];

/** `3 years` in words. */
export const years = (count: number): string => (count === 1 ? 'one year' : `${count} years`);

/** A recorded version that a readout is made of. */
interface Recorded {
  entity: string;
  row: { id: string; number: string; title: string; deal: string; account: string };
  version: { version: number; by: string; sources: string[] };
  /** The receipt by which it was recorded. */
  receipt: string | null;
}

/** What a readout is about, and the frame that every document has. */
export function readoutFrame(
  session: Session,
  order: DocumentOrder,
  { entity, row, version, receipt }: Recorded,
): ReturnType<typeof documentFrame> & Pick<BuiltMaterial, 'about'> {
  const disclosure = order.disclosure ?? 'nda';
  return {
    ...documentFrame(session, {
      number: row.number,
      version: version.version,
      title: row.title,
      account: row.account,
      preparedBy: version.by,
      approved: true,
      disclosure,
      ...(order.paper ? { paper: order.paper } : {}),
    }),
    about: {
      title: `${row.title}, version ${version.version}`,
      deal: row.deal,
      account: row.account,
      entity,
      subject: row.id,
      version: version.version,
      final: true,
      disclosure,
      sources: [...(receipt ? [receipt] : []), ...version.sources],
    },
  };
}

type Comparison = 'currency' | 'headline' | 'lead' | 'facts' | 'periods' | 'ours' | 'theirs' | 'benefit';

/** Both ways beside each other with what is left, and where each figure of the case is printed. */
export function comparison(
  figures: RoiCase,
  lead: string,
): { compared: Pick<RoiDocument, Comparison>; places: Figures } {
  const { currency, lines, net, cumulative } = figures;
  const places: Figures = [];
  const ours = side('ours', 'Proposal', [['proposal', lines.proposal]], figures.proposal, 'proposal', places);
  const theirs = side(
    'theirs',
    lines.benefits.length > 0 ? 'Going on as now, with what is then missed' : 'Going on as now',
    [
      ['statusQuo', lines.statusQuo],
      ['benefits', lines.benefits],
    ],
    figures.goingOn,
    'goingOn',
    places,
  );
  for (const time of net.amounts.keys())
    places.push({ name: pointer('net', 'amounts', time), at: pointer('benefit', 'amounts', time) });
  for (const time of cumulative.keys())
    places.push({ name: pointer('cumulative', time), at: pointer('benefit', 'cumulative', time) });
  places.push({ name: '/net/total', at: '/benefit/total' });
  const saves = !net.total.startsWith('-');
  return {
    compared: {
      currency,
      headline: [
        `Over ${years(figures.years)} the proposal ${saves ? 'leaves' : 'costs'} `,
        { number: saves ? net.total : net.total.slice(1), unit: currency },
        ' more than going on as now.',
      ],
      lead,
      facts: facts(figures),
      periods: ['Start', ...Array.from({ length: figures.years }, (_, index) => `Year ${index + 1}`)],
      ours,
      theirs,
      benefit: { amounts: net.amounts, cumulative, total: net.total },
    },
    places,
  };
}

/** One side's costs as the document lists them; notes where each amount is printed. */
function side(
  name: 'ours' | 'theirs',
  title: string,
  groups: [keyof RoiCase['lines'], RoiLine[]][],
  stream: { amounts: string[]; total: string },
  streamName: 'proposal' | 'goingOn',
  places: Figures,
): RoiDocument['ours'] {
  const rows: RoiDocument['ours']['rows'] = [];
  for (const [group, lines] of groups) {
    lines.forEach((line, index) => {
      const at = rows.length;
      for (const period of line.amounts.keys())
        places.push({
          name: pointer('lines', group, index, 'amounts', period),
          at: pointer(name, 'rows', at, 'amounts', period),
        });
      places.push({ name: pointer('lines', group, index, 'total'), at: pointer(name, 'rows', at, 'total') });
      rows.push({ name: line.label, amounts: line.amounts, total: line.total });
    });
  }
  if (rows.length === 0) rows.push({ name: 'No cost', amounts: stream.amounts, total: stream.total });
  for (const period of stream.amounts.keys())
    places.push({ name: pointer(streamName, 'amounts', period), at: pointer(name, 'sums', period) });
  places.push({ name: pointer(streamName, 'total'), at: pointer(name, 'total') });
  return { title, rows, sums: stream.amounts, total: stream.total };
}

/** The three figures at the head of a readout. */
function facts(figures: RoiCase): RoiDocument['facts'] {
  const percent = percentText(figures.discountRate);
  const payback = figures.paybackYears;
  return [
    { value: { number: figures.net.total, unit: figures.currency }, text: `net benefit over ${years(figures.years)}` },
    payback.value === null
      ? { value: 'Not paid back', text: payback.reason ?? '' }
      : {
          value: { number: (payback.value * 12).toFixed(0), unit: 'months' },
          text: 'until what was spent has come back',
        },
    {
      value: { number: figures.netPresentValue, unit: figures.currency },
      text: ['net present value at ', { number: percent, unit: '%' }],
    },
  ];
}

/** The measures of a readout with what each means. */
export function measures(figures: RoiCase): Measures {
  const share = (value: number) => ({ number: (value * 100).toFixed(1), unit: '%' });
  const time = (value: number) => ({ number: value.toFixed(2), unit: 'years' });
  const one = (
    name: string,
    figure: { value: number | null; reason?: string },
    write: (value: number) => { number: string; unit: string },
    definition: string,
  ): Measures[number] =>
    figure.value === null
      ? { name, value: null, reason: figure.reason ?? 'it has no value', definition }
      : { name, value: write(figure.value), definition };
  return [
    {
      name: 'Net present value',
      value: { number: figures.netPresentValue, unit: figures.currency },
      definition: `The net benefit of each year discounted to the start at ${percentText(figures.discountRate)} % a year.`,
    },
    one('Payback', figures.paybackYears, time, 'The time from which the added-up net benefit stays at or above zero.'),
    one('Discounted payback', figures.discountedPaybackYears, time, 'The same with discounted amounts.'),
    one(
      'Internal rate of return',
      figures.internalRate,
      share,
      'The yearly rate at which the net present value is zero.',
    ),
    one(
      'Return on investment',
      figures.returnOnInvestment,
      share,
      'Net benefit divided by the total cost of the proposal, not discounted.',
    ),
  ];
}

/** A fraction as percent, without binary rounding: `0.08` is `8`. */
export function percentText(fraction: string): string {
  const negative = fraction.startsWith('-');
  const [whole = '0', decimals = ''] = fraction.replace('-', '').split('.');
  const padded = decimals.padEnd(2, '0');
  const text = `${whole}${padded.slice(0, 2)}${padded.length > 2 ? `.${padded.slice(2)}` : ''}`
    .replace(/^0+(?=\d)/, '')
    .replace(/\.?0+$/, (tail) => (tail.includes('.') ? '' : tail));
  return negative && text !== '0' ? `-${text}` : text;
}
