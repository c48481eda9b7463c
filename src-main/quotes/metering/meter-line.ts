import { filesNotHere } from '../../../src-core/blobs/missing-file';
import type { Outcome } from '../../../src-shared/kernel/command';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { PricingModelVersion } from '../../../src-shared/pricing';
import {
  chosenMeter,
  type LineBecomes,
  type MeterOrder,
  meteredFields,
  meterOf,
  Quote,
  QuoteLine,
  requireReadable,
  reviseQuoteLine,
} from '../../../src-shared/quotes';
import type { QuantitySource } from '../../../src-shared/usage';
import type { Session } from '../../session';
import { consumptionSource, sourceNow } from './consumption';
import { readFileAs, readUsage } from './usage-file';

export interface MeterRequest {
  line: string;
  order: MeterOrder;
  reason?: string | undefined;
  simulate?: boolean | undefined;
}

/** The command's outcome, and what the line becomes by it; null where it becomes a typed one. */
export type Metered = Outcome<{ id: string }> & { becomes: LineBecomes | null };

/**
 * Gives a line of a draft its quantity from a forecast, a usage file or a bakeoff, or makes it a typed one. A usage file is kept by its digest, but only
 * when the command would be allowed.
 */
export async function meterLine(session: Session, request: MeterRequest): Promise<Metered> {
  const { desk } = session;
  const { reader } = desk.workspace();
  const line = reader.require(QuoteLine, request.line);
  const quote = reader.require(Quote, line.quote);
  const model = reader.require(PricingModelVersion, quote.model).content;
  const { source, keep } = await sourceOf(session, request.order, line, () => meterOf(model, quote, line).unit);
  // What is wrong with a source is said before anything is kept.
  const becomes = source && meteredFields(model, quote, line, source);
  const input = { line: line.id, fields: { quantityFrom: source } };
  const run = (simulate: boolean) =>
    desk.run<{ id: string }>(session, reviseQuoteLine, {
      input,
      ...(request.reason && { reason: request.reason }),
      ...(simulate && { simulate }),
    });
  if (request.simulate) return { ...run(true), becomes };
  if (keep && run(true).decision.decision === 'allow') await keep();
  return { ...run(false), becomes };
}

interface Ordered {
  source: QuantitySource | null;
  /** Keeps the file that it rests on. */
  keep?(): Promise<void>;
}

async function sourceOf(
  session: Session,
  order: MeterOrder,
  line: { quantityFrom: QuantitySource | null },
  itemUnit: () => string,
): Promise<Ordered> {
  switch (order.kind) {
    case 'typed':
      return { source: null };
    case 'again':
      return { source: takenAgain(session, line.quantityFrom) };
    case 'forecast':
      return {
        source: { kind: 'forecast', forecast: order.forecast, unit: order.unit ?? itemUnit(), steps: order.steps },
      };
    case 'bakeoff':
      return { source: consumptionSource(session.desk.workspace().reader, order) };
    case 'usage':
      return usageOf(session, order, line.quantityFrom, itemUnit);
  }
}

function takenAgain(session: Session, was: QuantitySource | null): QuantitySource {
  const now = was && sourceNow(session.desk.workspace().reader, was);
  if (now) return now;
  throw new ProofdeskError({
    code: 'bad-input',
    message: was
      ? 'What the quantity was taken from is no longer there.'
      : 'The quantity is typed: there is nothing to take again.',
    where: { field: 'order' },
    hint: 'Choose a forecast, a usage file or a bakeoff.',
  });
}

async function usageOf(
  session: Session,
  order: Extract<MeterOrder, { kind: 'usage' }>,
  was: QuantitySource | null,
  itemUnit: () => string,
): Promise<Ordered> {
  const { blobs } = session.desk.workspace();
  const kept = was?.kind === 'usage' && was.file.sha256 === order.file ? was.file : null;
  if (kept && !blobs.has(kept.sha256)) {
    throw filesNotHere([kept], { hint: 'Import it again.' });
  }
  const size = kept ? (blobs.info(kept.sha256)?.size ?? 0) : 0;
  const read = kept
    ? await readFileAs(session, { path: blobs.path(kept.sha256), bytes: size, ...kept }, order.reading ?? {})
    : await readUsage(session, order);
  requireReadable(read, read.name);
  const meter = chosenMeter(read, order.meter, read.name);
  const source: QuantitySource = {
    kind: 'usage',
    file: { name: read.name, sha256: read.sha256 },
    meter: meter.meter,
    unit: meter.unit ?? order.unit ?? itemUnit(),
    take: order.take,
    lastMonths: order.take === 'last' ? (order.lastMonths ?? 3) : null,
    partialToo: order.partialToo,
    measured: meter.measured,
  };
  if (kept) return { source };
  return {
    source,
    keep: async () => {
      const { path } = session.desk.intake.file(order.file);
      const { digest } = await blobs.putFile(path, { mediaType: 'text/csv', name: read.name });
      if (digest === read.sha256) return;
      throw new ProofdeskError({
        code: 'stale',
        message: `${read.name} changed after it was read.`,
        where: { file: read.name },
        hint: 'Hand it over again.',
      });
    },
  };
}
