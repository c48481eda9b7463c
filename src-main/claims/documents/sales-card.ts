import { ReleasedChart } from '../../../src-shared/claims';
import type { DocumentOrder } from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { type BuiltMaterial, documentFrame } from '../../documents';
import type { Session } from '../../session';
import { getRelease, noteOpening, releaseStaleness } from '../release-queries';
import { unattached } from './chart-document';
import { disclosureWithin } from './limits';
import { chartedOf, houseFrame } from './printed-chart';

/**
 * One page of released text and nothing else, of a release that holds: a withdrawn, expired or contradicted one makes no card. Making
 * one is recorded once per person and version.
 */
export function salesCard(session: Session, order: DocumentOrder): BuiltMaterial {
  const release = getRelease(session, order.subject);
  const { head, version } = release;
  const against = releaseStaleness(session, release.id) ?? [];
  if (release.state !== 'released' || release.stale.length > 0) {
    throw new ProofdeskError({
      code: 'check-failed',
      message: `No sales card can be made of ${release.number}, version ${version}: ${against.join(' ')}`,
      hint: 'Ask legal: the chart has to be looked at and released anew.',
      details: { why: against },
    });
  }
  const disclosure = disclosureWithin(order.disclosure, release.disclosure, `The release of ${release.number}`);
  const { frame, brandFiles } = documentFrame(session, {
    ...{ number: release.number, version, title: head.title, approved: true, disclosure, account: '' },
    preparedBy: session.desk.actor(session),
    ...(order.paper && { paper: order.paper }),
  });
  return {
    about: {
      title: `${release.number}, version ${version}, sales card`,
      ...unattached,
      entity: ReleasedChart.name,
      subject: release.id,
      version,
      final: true,
      disclosure,
      sources: [release.frozenBy, ...(release.receipt ? [release.receipt] : [])],
      made: () => void noteOpening(session, release.id, 'exported'),
    },
    document: {
      brandFiles,
      data: {
        ...houseFrame(frame),
        kind: 'sales-card',
        ...chartedOf(head),
        summary: head.summary,
        elements: release.elements.map(({ label, limitation, mapping, status }) => ({
          ...{ label, limitation, mapping, status },
        })),
        receipt: release.receipt ?? release.frozenBy,
      },
    },
  };
}
