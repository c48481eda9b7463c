import { verdictSentence } from '../../../src-shared/bakeoffs';
import { DefensibilityBrief, type DesignAlternative } from '../../../src-shared/claims';
import type { DefensibilityBriefDocument, Disclosure, DocumentOrder } from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { isKeptInside, requireVerdict, stalenessOf } from '../../bakeoffs';
import { type BuiltMaterial, documentFrame } from '../../documents';
import type { Session } from '../../session';
import { getBrief } from '../brief-queries';
import { frozenChart } from '../chart-queries';
import { unattached } from './chart-document';
import { disclosureWithin } from './limits';
import { chartedOf, houseFrame } from './printed-chart';

type PrintedAlternative = DefensibilityBriefDocument['charts'][number]['elements'][number]['alternatives'][number];

/** A defensibility brief, built from approved versions only; for those who draft and review. */
export function briefDocument(session: Session, order: DocumentOrder): BuiltMaterial {
  const brief = getBrief(session, order.subject);
  const actor = session.desk.actor(session);
  if (brief.blockers.length > 0) {
    throw new ProofdeskError({
      code: 'check-failed',
      message: `${brief.number} cannot be built: ${brief.blockers.join(' ')}`,
      hint: 'Have the chart approved, or take it out of the brief.',
      details: { blockers: brief.blockers },
    });
  }
  const disclosure = disclosureWithin(order.disclosure, brief.disclosure, brief.number);
  const sources: string[] = [];
  const charts = brief.charts.map(({ id, number, approvedVersion }) => {
    const { head, elements, version, receipt } = frozenChart(session, id, approvedVersion!);
    disclosureWithin(disclosure, head.disclosure, number);
    if (!receipt) throw new ProofdeskError({ code: 'internal', message: `${number} has no receipt of its version.` });
    sources.push(receipt);
    return {
      ...{ number, title: head.title, version, receipt },
      ...chartedOf(head),
      elements: elements.map(({ label, limitation, mapping, status, stale, alternatives }) => ({
        ...{ label, limitation, mapping, status, stale },
        alternatives: alternatives.map((one) => printedAlternative(session, one, disclosure)),
      })),
    };
  });
  const version = Math.max(1, order.version ?? 1);
  const { frame, brandFiles } = documentFrame(session, {
    ...{ number: brief.number, version, title: brief.title, approved: true, disclosure, account: '' },
    preparedBy: actor,
    ...(order.paper && { paper: order.paper }),
  });
  return {
    about: {
      // Number and title of a brief are for those who draft and review.
      title: 'Defensibility brief',
      fileName: 'defensibility-brief.pdf',
      ...unattached,
      entity: DefensibilityBrief.name,
      subject: brief.id,
      version: null,
      final: true,
      disclosure: 'internal',
      sources,
      readers: { group: 'claims' },
    },
    document: {
      brandFiles,
      data: {
        ...houseFrame(frame),
        kind: 'defensibility-brief',
        protects: brief.protects,
        licensing: brief.licensing,
        charts,
      },
    },
  };
}

/** An alternative with what a bakeoff measured of it, where it names one. */
function printedAlternative(
  session: Session,
  { text, cost, verdict: named, row }: DesignAlternative,
  disclosure: Disclosure,
): PrintedAlternative {
  if (named === null) return { text, cost };
  const verdict = requireVerdict(session, named);
  if (disclosure !== 'internal' && isKeptInside(session, verdict.id)) {
    throw new ProofdeskError({
      code: 'forbidden',
      message: `${verdict.number} is about a competitor that is marked for internal use only, so the brief has to be internal.`,
      where: { field: 'disclosure' },
      hint: 'Build it as an internal document.',
    });
  }
  const judged = verdict.rows.find(({ key }) => key === row) ?? (row === null ? verdict.rows[0] : undefined);
  if (!judged) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `${verdict.number} has no row ${row}, which an alternative cites.`,
      hint: 'Cite a row that the verdict has.',
    });
  }
  return {
    text,
    cost,
    measured: {
      verdict: verdict.number,
      row: judged.label,
      sentence: verdictSentence(judged),
      stale: (stalenessOf(session, verdict.id) ?? []).length > 0,
    },
  };
}
