import type { DocumentOrder, RoiDocument } from '../../src-shared/documents';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  type RoiCase,
  RoiCaseHead,
  type RoiCaseInput,
  roiRulesVersion,
  ValueCase,
  ValueCaseVersion,
  type YearlyLine,
} from '../../src-shared/roi';
import type { BuiltMaterial } from '../documents';
import type { Session } from '../session';
import { roiCaseDocument } from './case-document';
import { comparison, measures, percentText, readoutFrame, years } from './readout-parts';

type Assumptions = RoiDocument['assumptions'];

/** The readout of a recorded value case, or of a frozen case by a model. */
export function roiDocument(session: Session, order: DocumentOrder): BuiltMaterial {
  const workspace = session.desk.workspace();
  const byModel = workspace.reader.get(RoiCaseHead, order.subject);
  if (byModel) return roiCaseDocument(session, byModel, order);
  const row = workspace.reader.require(ValueCase, order.subject);
  const wanted = order.version ?? row.version;
  const version = workspace.reader.where(ValueCaseVersion, { valueCase: row.id, version: wanted })[0];
  if (!version) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `${row.number} has no recorded version${order.version ? ` ${order.version}` : ''} yet.`,
      hint: 'Record the value case first; documents are made of recorded versions.',
    });
  }
  const receipt = workspace.receiptOf(ValueCaseVersion.name, version.id, 'valueCase.record');
  const { figures, input } = version;
  const { about, frame, brandFiles } = readoutFrame(session, order, { entity: ValueCase.name, row, version, receipt });
  const { compared, places } = comparison(
    figures,
    `Costs and benefits over ${years(figures.years)}, each with the source it was taken from; yearly amounts fall at the end of their year.`,
  );
  return {
    about,
    document: {
      brandFiles,
      data: {
        ...frame,
        kind: 'roi',
        ...compared,
        measures: measures(figures),
        assumptions: assumptions(input, figures),
        method: [
          'Net benefit of a year is the cost of going on as now, with the benefits that are then missed, less the cost of the proposal. Each amount is rounded once to the minor unit; every total is a sum of printed amounts.',
          'The net present value discounts each year’s net benefit to the start. Payback is the time from which the added-up net benefit stays above zero.',
        ],
        recomputations: [
          { kind: 'roi', version: roiRulesVersion, input: JSON.parse(JSON.stringify(input)), figures: places },
        ],
      },
    },
  };
}

function assumptions(input: RoiCaseInput, figures: RoiCase): Assumptions {
  const money = (value: string) => ({ number: value, unit: figures.currency });
  const rows: Assumptions = [
    {
      name: 'Discount rate',
      value: { number: percentText(input.discountRate.value), unit: '%' },
      source: input.discountRate.source,
    },
  ];
  const yearly = (line: YearlyLine): void => {
    if (line.kind === 'level')
      rows.push({ name: `${line.label}, a year`, value: money(line.perYear.value), source: line.perYear.source });
    if (line.kind === 'quantity') {
      rows.push({
        name: line.label,
        value: { number: line.quantity.value, unit: line.quantity.unit.slice(0, 40) },
        source: line.quantity.source,
      });
      rows.push({ name: `${line.label}, each`, value: money(line.each.value), source: line.each.source });
    }
    if (line.kind === 'by-year') rows.push({ name: line.label, value: line.amounts.join(', '), source: line.source });
    if (line.kind !== 'by-year' && line.growth) {
      rows.push({
        name: `${line.label}, growth`,
        value: { number: percentText(line.growth.value), unit: '%' },
        source: line.growth.source,
      });
    }
    if (line.share)
      rows.push({
        name: `${line.label}, counted`,
        value: { number: percentText(line.share.value), unit: '%' },
        source: line.share.source,
      });
  };
  for (const costs of [input.statusQuo, input.proposal]) {
    for (const line of costs.oneTime)
      rows.push({ name: line.label, value: money(line.amount.value), source: line.amount.source });
    for (const line of costs.yearly) yearly(line);
  }
  for (const line of input.benefits) yearly(line);
  return rows;
}
