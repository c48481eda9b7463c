import { type Citation, citedFiles, ReleasedChart } from '../../../src-shared/claims';
import type { ClaimChartDocument, DocumentOrder } from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { type BuiltMaterial, documentFrame } from '../../documents';
import { bringFiles } from '../../files-on-demand';
import type { Session } from '../../session';
import { frozenChart, getChart } from '../chart-queries';
import { requireChart } from '../draft-rows';
import { draftContent } from '../frozen';
import { draftReading, keptFiles, livingFor, readingOf } from '../reading';
import { getRelease, noteOpening, requireRelease } from '../release-queries';
import { disclosureWithin } from './limits';
import { chartedOf, type ElementToPrint, houseFrame, printedElements } from './printed-chart';

/**
 * A claim chart: of a release for everybody in the workspace; of a draft or a version, by the chart, for those who draft and review.
 * What is not approved says so on each page.
 */
export function claimChartDocument(session: Session, order: DocumentOrder): Promise<BuiltMaterial> {
  const reading = readingOf(session);
  // By its number a chart is what the acting person may read of it: the draft, or what was released.
  const released =
    reading.state.get(ReleasedChart, order.subject) ??
    (reading.readable.has('claims') ? undefined : requireRelease(reading, order.subject));
  return released ? ofRelease(session, order, released.id) : ofChart(session, order);
}

async function ofRelease(session: Session, order: DocumentOrder, id: string): Promise<BuiltMaterial> {
  const release = getRelease(session, id);
  const { head, version } = release;
  const missing = await bringCited(session, release.elements);
  const living = livingFor(readingOf(session));
  const elements = release.elements.map((element) => ({
    ...element,
    evidence: element.evidence.map((one) => ({
      ...one,
      stale: living.stateOf(one.citation, element.status, release.at).stale,
      damaged: [...living.damaged(one.citation).map(({ name }) => name), ...missing(one.citation)],
    })),
  }));
  const disclosure = disclosureWithin(order.disclosure, release.disclosure, `The release of ${release.number}`);
  const holds = release.state === 'released';
  const sources = [release.frozenBy, ...(release.receipt ? [release.receipt] : [])];
  return {
    about: {
      title: `${release.number}, version ${version}, claim chart`,
      ...unattached,
      entity: ReleasedChart.name,
      subject: release.id,
      version,
      final: holds,
      disclosure,
      sources,
      made: () => void noteOpening(session, release.id, 'exported'),
    },
    document: await chartMaterial(session, order, {
      head,
      version,
      disclosure,
      approved: holds,
      standing: release.state,
      elements,
      decisions: [],
      receipt: release.receipt ?? release.frozenBy,
      by: session.desk.actor(session),
      pictures: true,
    }),
  };
}

async function ofChart(session: Session, order: DocumentOrder): Promise<BuiltMaterial> {
  const { chart, version, approved, receipt, document } = await chartWithin(session, order, true);
  return {
    about: {
      // Number and title of a chart that was not released are for those who draft and review.
      title: `Claim chart, version ${version}`,
      fileName: `claim-chart-v${version}.pdf`,
      ...unattached,
      entity: 'claimChart',
      subject: chart,
      version,
      final: approved,
      disclosure: 'internal',
      sources: receipt ? [receipt] : [],
      readers: { group: 'claims' },
    },
    document,
  };
}

/** A draft or a version of a chart as its pages say it, for those who draft and review. Throws `forbidden` for anybody else. */
export async function chartWithin(
  session: Session,
  order: Pick<DocumentOrder, 'subject' | 'version' | 'disclosure' | 'paper'>,
  pictures: boolean,
) {
  const reading = draftReading(session);
  const chart = requireChart(reading.state, order.subject);
  const view = getChart(session, chart.id);
  const version = order.version ?? view.version;
  const line = view.versions.find((one) => one.version === version);
  if (!line && version !== view.version) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `There is no version ${version} of ${view.number}.`,
      where: { field: 'version' },
      hint: `Its newest is ${view.version}.`,
    });
  }
  const content = line ? frozenChart(session, chart.id, version) : draftContent(reading.state, chart);
  const at = line?.at ?? reading.now;
  const missing = await bringCited(session, content.elements);
  const living = livingFor(reading);
  const attached = new Map(view.rows.flatMap(({ evidence }) => evidence.map((one) => [one.id, one.at])));
  const elements = content.elements.map((element) => ({
    ...element,
    evidence: element.evidence.map((one) => ({
      ...one,
      stale: living.stateOf(one.citation, element.status, line ? at : (attached.get(one.id) ?? at)).stale,
      damaged: [...living.damaged(one.citation).map(({ name }) => name), ...missing(one.citation)],
    })),
  }));
  const standing = line?.standing ?? 'draft';
  const approved = standing === 'approved' || standing === 'released';
  const disclosure = disclosureWithin(order.disclosure, content.head.disclosure, view.number);
  return {
    chart: chart.id,
    number: view.number,
    version,
    approved,
    receipt: line?.receipt ?? null,
    /** Ids of the elements, in their order. */
    elements: elements.map(({ element }) => element),
    document: await chartMaterial(session, order, {
      head: content.head,
      version,
      disclosure,
      approved,
      standing,
      elements,
      decisions: (line?.request?.decisions ?? []).map((one) => ({
        person: one.byName ?? 'Erased person',
        decision: one.decision,
        at: `${new Date(one.at).toISOString().slice(0, 19)}Z`,
        reason: one.reason,
      })),
      receipt: line?.receipt ?? null,
      by: line?.by ?? view.owner,
      pictures,
    }),
  };
}

/**
 * Brings the cited files here that are not. Throws where one cannot be had just now: a chart that is printed says of no file that it is missing
 * only because of that. Gives, of a citation, the names of those that there are not for this person, and that are not said to be lost already.
 */
async function bringCited(
  session: Session,
  elements: readonly { evidence: readonly { citation: Citation }[] }[],
): Promise<(citation: Citation) => string[]> {
  const files = elements.flatMap(({ evidence }) => evidence.flatMap(({ citation }) => citedFiles(citation)));
  const absent = await bringFiles(session.desk, files);
  const unreached = absent.find(({ kind }) => kind === 'unreached');
  if (unreached?.why) throw unreached.why;
  const { elsewhere } = keptFiles(session.desk.workspace());
  const missing = new Set(absent.map(({ sha256 }) => sha256).filter((sha256) => elsewhere?.(sha256)));
  return (citation) =>
    citedFiles(citation)
      .filter(({ sha256 }) => missing.has(sha256))
      .map(({ name }) => name);
}

/** A chart belongs to no deal: it is sold with on many. */
export const unattached = { deal: '', account: '' } as const;

interface ChartToPrint {
  head: Parameters<typeof chartedOf>[0];
  version: number;
  disclosure: ClaimChartDocument['disclosure'];
  approved: boolean;
  standing: ClaimChartDocument['standing'];
  elements: readonly ElementToPrint[];
  decisions: ClaimChartDocument['decisions'];
  receipt: string | null;
  by: string;
  pictures: boolean;
}

async function chartMaterial(session: Session, order: Pick<DocumentOrder, 'paper'>, chart: ChartToPrint) {
  const { head, version, disclosure, approved } = chart;
  const { frame, brandFiles } = documentFrame(session, {
    ...{ number: head.number, version, title: head.title, preparedBy: chart.by, approved, disclosure },
    account: '',
    ...(order.paper && { paper: order.paper }),
  });
  return {
    brandFiles,
    data: {
      ...houseFrame(frame),
      kind: 'claim-chart' as const,
      ...chartedOf(head),
      standing: chart.standing,
      ...(head.claim.preamble && { preamble: head.claim.preamble }),
      summary: head.summary,
      elements: await printedElements(session, frame.locale, chart.elements, chart.pictures),
      decisions: chart.decisions,
      ...(chart.receipt && { receipt: chart.receipt }),
    },
  };
}
