import type { StoredReceipt } from '../../src-core/ledger/journal';
import type { Workspace } from '../../src-core/workspace/workspace';
import { Account, Contact, Deal } from '../../src-shared/deals';
import { caseContent, inputRowsOf } from '../../src-shared/judging/value-cases/case-content';
import { canonicalText } from '../../src-shared/kernel/canonical';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Quote } from '../../src-shared/quotes';
import {
  answerScenario,
  answerScenarios,
  confirmRoiInputs,
  expectedScenario,
  type FrozenRoiCase,
  questionOf,
  questionsOf,
  RoiCaseHead,
  RoiCaseInputRow,
  type RoiCaseRow,
  RoiCaseVersion,
  type RoiCaseView,
  type RoiFrom,
  type RoiInputView,
  RoiModelHead,
  RoiModelVersion,
  type RoiSource,
  standingInputs,
  unitFor,
} from '../../src-shared/roi';
import { readableFor } from '../desk';
import type { Session } from '../session';
import { personName } from '../workspace';
import { listValueCases } from './queries';
import { takeFigure } from './workspace-figures';

/** Cases by models and value cases in one list, the newest first by their numbers. */
export function listRoiCases(session: Session, filter: { deal?: string | undefined }): RoiCaseRow[] {
  const { reader } = session.desk.workspace();
  const byModels = reader
    .where(RoiCaseHead, filter.deal ? { deal: filter.deal } : {})
    .map((row) => caseRow(session, row));
  const byLines = listValueCases(session, filter.deal ? { deal: filter.deal } : {}).map(
    (row): RoiCaseRow => ({ ...row, kind: 'lines', modelName: null, missing: 0, questions: 0 }),
  );
  const order = (own: RoiCaseRow): number => Number(/\d+$/.exec(own.number)?.[0] ?? 0);
  return [...byModels, ...byLines].sort((a, b) => order(b) - order(a) || (a.number < b.number ? 1 : -1));
}

/** The row of a case by its id or number; throws `not-found`. */
export function requireCase(session: Session, text: string): RowOf<typeof RoiCaseHead> {
  const { reader } = session.desk.workspace();
  const row = reader.get(RoiCaseHead, text) ?? reader.where(RoiCaseHead, { number: text.trim() })[0];
  if (row && !row.archived) return row;
  throw new ProofdeskError({ code: 'not-found', message: `There is no ROI case ${text}.` });
}

function caseRow(session: Session, row: RowOf<typeof RoiCaseHead>): RoiCaseRow {
  const { reader } = session.desk.workspace();
  const content = caseContent(reader, row);
  const { figures, missing } = answerScenario(content, expectedScenario, false);
  const model = reader.get(RoiModelVersion, row.model);
  return {
    id: row.id,
    kind: 'model',
    number: row.number,
    title: row.title,
    deal: row.deal,
    dealTitle: reader.get(Deal, row.deal)?.title ?? '',
    accountName: reader.get(Account, row.account)?.name ?? '',
    modelName: model ? (reader.get(RoiModelHead, model.model)?.name ?? '') : '',
    currency: row.currency,
    netBenefit: figures?.net.total ?? null,
    netPresentValue: figures?.netPresentValue ?? null,
    paybackYears: figures?.paybackYears.value ?? null,
    missing: missing.length,
    questions: questionsOf(content).filter(({ reason }) => reason === null).length,
    version: row.version,
    owner: row.owner,
  };
}

/** One case with everything that its screen shows. */
export function getRoiCase(session: Session, text: string): RoiCaseView {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const row = requireCase(session, text);
  const content = caseContent(reader, row);
  const model = reader.require(RoiModelVersion, row.model);
  const later = reader
    .where(RoiModelVersion, { model: model.model, status: 'published' })
    .filter(({ id, publishedAt }) => id !== model.id && (publishedAt ?? 0) > (model.publishedAt ?? 0))
    .at(-1);
  const present = canonicalText(content);
  return {
    ...caseRow(session, row),
    account: row.account,
    model: row.model,
    modelLabel: model.version,
    newerModel: later ? { version: later.id, label: later.version } : null,
    quote: row.quote,
    quoteNumber: row.quote ? (reader.get(Quote, row.quote)?.number ?? null) : null,
    insideNote: row.insideNote,
    content,
    inputs: inputViews(session, row),
    openQuestions: questionsOf(content).filter(({ reason }) => reason === null),
    scenarios: content.scenarios,
    answers: answerScenarios(content),
    versions: reader
      .where(RoiCaseVersion, { roiCase: row.id })
      .sort((a, b) => b.version - a.version)
      .map((version) => ({
        id: version.id,
        version: version.version,
        recordedAt: version.recordedAt,
        byName: personName(workspace, version.by),
        netPresentValue:
          version.figures.scenarios.find(({ key }) => key === expectedScenario)?.figures?.netPresentValue ?? null,
        receipt: workspace.receiptOf(RoiCaseVersion.name, version.id, 'roiCase.freeze'),
        stale: canonicalText(version.content) !== present,
      })),
  };
}

function inputViews(session: Session, row: RowOf<typeof RoiCaseHead>): RoiInputView[] {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const content = caseContent(reader, row);
  const rows = inputRowsOf(reader, row.id);
  return standingInputs(content).map(({ input, value, low, high, own }): RoiInputView => {
    const stored = rows.get(input.name);
    const receipts = stored ? workspace.journal.touching(RoiCaseInputRow.name, stored.id) : [];
    const question = questionOf(input, value, row.currency);
    const contact = own?.confirmed?.contact ? reader.get(Contact, own.confirmed.contact) : undefined;
    return {
      ...input,
      value,
      default: input.value,
      low,
      high,
      shownUnit: unitFor(input.unit, row.currency),
      from: own?.source ?? null,
      confirmed: own?.confirmed
        ? {
            ...own.confirmed,
            contactName: contact ? readableFor(session).see(Contact, contact).name : null,
            byName: confirmedBy(workspace, receipts),
          }
        : null,
      question: question && { ...question, reason: own?.reason ?? null },
      outdated: own ? outdated(session, input, own.source, own.value, row.currency) : null,
      receipt: receipts.at(-1)?.hash ?? null,
    };
  });
}

/** Who noted the newest confirmation: with a command of its own, or together with the value. */
function confirmedBy(workspace: Workspace, receipts: readonly StoredReceipt[]): string | null {
  const noted = receipts.findLast(({ command }) => command === confirmRoiInputs.name) ?? receipts.at(-1);
  return noted ? personName(workspace, noted.actor) : null;
}

/** What the figure that an input was taken from says now, where that is something else: the quote has a later version, the usage another file. */
function outdated(
  session: Session,
  input: RoiInputView | Parameters<typeof takeFigure>[3],
  source: RoiSource,
  value: RoiInputView['value'],
  currency: string,
): RoiInputView['outdated'] {
  const workspace = session.desk.workspace();
  const from = laterFigure(session, source);
  if (!from) return null;
  try {
    const now = takeFigure(workspace.reader, workspace.receiptOf.bind(workspace), from, input, currency);
    return String(now.value) === String(value) ? null : { now: now.value, from, text: now.source.text };
  } catch (error) {
    // What cannot be taken any more (another currency, a row that is gone) is no later figure of the same kind.
    if (error instanceof ProofdeskError) return null;
    throw error;
  }
}

/** The same figure where it stands now: of the quote's newest frozen version, or of the usage as it is on the line. */
export function laterFigure(session: Session, { kind, id, figure, version, row }: RoiSource): RoiFrom | null {
  if (!id || !figure) return null;
  const { reader } = session.desk.workspace();
  if (kind === 'usage') return { kind: 'usage', line: id, figure };
  if (kind === 'verdict') return row === null ? null : { kind: 'verdict', verdict: id, row, figure };
  const quote = kind === 'quote' ? reader.get(Quote, id) : undefined;
  if (!quote) return null;
  const newest = quote.status === 'draft' ? quote.version - 1 : quote.version;
  return newest > (version ?? 0) ? { kind: 'quote', quote: id, version: newest, figure } : null;
}

/** A frozen version by the case's id or number. */
export function getFrozenRoiCase(session: Session, text: string, version: number): FrozenRoiCase {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const row = requireCase(session, text);
  const frozen = reader.where(RoiCaseVersion, { roiCase: row.id, version })[0];
  if (!frozen) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `${row.number} has no version ${version}.`,
      hint: row.version > 0 ? `It has ${row.version}.` : 'Freeze it first.',
    });
  }
  return {
    id: frozen.id,
    case: row.id,
    number: row.number,
    title: row.title,
    dealTitle: reader.get(Deal, row.deal)?.title ?? '',
    accountName: reader.get(Account, row.account)?.name ?? '',
    version,
    modelName: frozen.modelName,
    modelLabel: frozen.modelLabel,
    content: frozen.content,
    figures: frozen.figures,
    recordedAt: frozen.recordedAt,
    byName: personName(workspace, frozen.by),
    receipt: workspace.receiptOf(RoiCaseVersion.name, frozen.id, 'roiCase.freeze'),
    stale: canonicalText(frozen.content) !== canonicalText(caseContent(reader, row)),
  };
}
