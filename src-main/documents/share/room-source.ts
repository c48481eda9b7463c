import type { Shareable } from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { RoiPresentation } from '../../../src-shared/roi';
import type { Session } from '../../session';

/** Where frozen ROI cases come from, for the interactive page. */
export interface RoomSource {
  /** Cases of a deal that have a model, the newest first. */
  list(
    session: Session,
    deal: string,
  ): { id: string; number: string; title: string; version: number | null; stale: string[] }[];
  /** What a customer may see of a frozen version. */
  presentation(session: Session, text: string, version: number): RoiPresentation;
}

let source: RoomSource | null = null;

/** The domain of ROI cases registers itself when the application is composed. */
export function registerRoomSource(own: RoomSource): void {
  source = own;
}

/** The cases of a deal as they may be given, each with why it may not. */
export function casesInRoom(session: Session, deal: string): Shareable[] {
  return (source?.list(session, deal) ?? []).map(({ id, number, title, version, stale }) => ({
    ...{
      id,
      kind: 'roi-case',
      title: `${title} (${number})`,
      version,
      name: number,
      sha256: '',
      size: 0,
      builtAt: null,
      stale,
    },
    refused: version === null ? 'No version of it was frozen yet.' : null,
  }));
}

/** A frozen case for the page, by its id or number; its last frozen version unless said. */
export function frozenCaseFor(
  session: Session,
  deal: string,
  wanted: { case: string; version?: number | undefined },
): { id: string; number: string; version: number; presentation: RoiPresentation } {
  const found = source?.list(session, deal).find(({ id, number }) => id === wanted.case || number === wanted.case);
  if (!source || !found)
    throw new ProofdeskError({
      code: 'not-found',
      message: `There is no ROI case ${wanted.case} with a model on this deal.`,
      hint: 'The page takes cases that follow a model; of a case with lines of its own, give the readout.',
    });
  const version = wanted.version ?? found.version;
  if (version === null)
    throw new ProofdeskError({
      code: 'check-failed',
      message: `${found.number} was not frozen yet, so there is nothing that the customer could hold you to.`,
      hint: 'Freeze the case first, then give it.',
    });
  return { id: found.id, number: found.number, version, presentation: source.presentation(session, found.id, version) };
}
