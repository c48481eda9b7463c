import { implementCommand } from '../../src-core/commands/implementation';
import { readNamedFile } from '../../src-core/files/named-file';
import { create } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  type MonthActual,
  Quote,
  QuoteAcceptance,
  QuoteActual,
  type ReadActuals,
  readActualRows,
  recordActuals,
  standingActuals,
} from '../../src-shared/quotes';
import { readableFor } from '../desk';
import type { Session } from '../session';

/** A file of actual figures is a list of months: beyond this it is something else. */
const LIMIT_BYTES = 2 * 1024 * 1024;

export const actualCommands = [
  implementCommand(recordActuals, ({ rows }, state, tools) => {
    const recordedAt = tools.now;
    const changes = rows.map((row) => {
      const quote = state.require(Quote, row.quote);
      if (state.where(QuoteAcceptance, { quote: quote.id }).length === 0) {
        throw new ProofdeskError({
          code: 'bad-input',
          message: `${quote.number} was not accepted, so there is nothing that it brought.`,
          where: { field: 'rows' },
        });
      }
      return create(QuoteActual, tools.newId(), { ...row, recordedAt });
    });
    return {
      changes,
      resource: { entity: Quote.name, id: rows[0]!.quote },
      result: { recorded: changes.length },
    };
  }),
];

/** What a quote really brought and cost, by month; null for those who may not see costs. */
export function actualsOf(
  session: Session,
  quote: string,
): (MonthActual & { source: string; recordedAt: number })[] | null {
  if (!readableFor(session).has('cost')) return null;
  const rows = session.desk
    .workspace()
    .reader.where(QuoteActual, { quote })
    .map(({ month, revenueMinor, costMinor, source, recordedAt }) => ({
      month,
      revenueMinor: revenueMinor ?? 0,
      costMinor: costMinor ?? 0,
      source,
      recordedAt,
    }));
  return standingActuals(rows);
}

/** Rows of a handed-over file of actual figures, each with what is wrong with it. Throws `bad-input` for a file that is no such table. */
export async function readActualsFile(session: Session, file: string): Promise<ReadActuals> {
  const handed = session.desk.intake.file(file);
  if (handed.bytes > LIMIT_BYTES) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${handed.name} is larger than the ${LIMIT_BYTES / 1024 ** 2} MiB that a list of actual figures may have.`,
      where: { file: handed.name },
    });
  }
  const bytes = await readNamedFile(handed.path, handed.name);
  const { reader } = session.desk.workspace();
  const find = (number: string) => {
    const quote = reader.where(Quote, { number })[0];
    if (!quote) return null;
    const accepted = reader.where(QuoteAcceptance, { quote: quote.id }).length > 0;
    return { id: quote.id, currency: quote.currency, accepted };
  };
  return { name: handed.name, rows: readActualRows(new TextDecoder().decode(bytes), handed.name, find) };
}
