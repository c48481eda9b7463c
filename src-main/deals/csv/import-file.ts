import { type Mapping, mappingSchema, proposeColumns, type Reading } from '../../../src-shared/deals';
import type { Outcome } from '../../../src-shared/kernel/command';
import { Workspace } from '../../../src-shared/workspace';
import { placeBeside } from '../../desk';
import type { Session } from '../../session';
import { type ImportResult, importDealsJob } from '../import-job';
import { type IntakeSource, planTable, tableOf } from './plan-file';

const SAMPLES = 4;

interface Source {
  file: string;
  reading: Reading;
}

/** Reads a handed-over file and proposes what its columns are. */
export async function readCsv(session: Session, source: Source) {
  const { name, ...handed } = handedOver(session, source.file);
  const table = tableOf({ name, ...handed }, source.reading);
  const [settings] = session.desk.workspace().reader.where(Workspace, {});
  const columns = table.reading.header ? proposeColumns(table.headers) : {};
  return {
    name,
    reading: table.reading,
    columns: table.headers.map((header, index) => ({
      name: header,
      samples: [...new Set(table.rows.map(({ cells }) => (cells[index] ?? '').trim()))]
        .filter(Boolean)
        .slice(0, SAMPLES),
    })),
    rows: table.rows.length,
    mapping: mappingSchema.parse({ columns, currency: settings?.currency ?? null }),
  };
}

/** What importing the file under a mapping would do, a part of its rows. */
export async function previewCsv(
  session: Session,
  input: Source & { mapping: Mapping; show: 'all' | 'undecided' | 'duplicates'; offset: number; limit: number },
) {
  const table = tableOf(handedOver(session, input.file), input.reading);
  const { rows, summary } = planTable(session.desk.workspace(), session.desk.actor(session), table, input.mapping);
  const shown = rows.filter(
    ({ act, duplicate, problems }) =>
      input.show === 'all' ||
      (input.show === 'duplicates' ? duplicate !== null : act === 'undecided' || problems.length > 0),
  );
  return { summary, rows: shown.slice(input.offset, input.offset + input.limit), total: shown.length };
}

/** Imports the file in one act, as a job. Throws `bad-input` with the first line that still waits for a decision. */
export async function importCsv(
  session: Session,
  input: Source & { mapping: Mapping; reason?: string; simulate?: boolean },
  signal?: AbortSignal,
): Promise<Outcome<ImportResult>> {
  const { file, reading, mapping, reason, simulate } = input;
  const source = handedOver(session, file);
  return session.desk.jobs.start(importDealsJob, {
    title: source.name,
    input: {
      place: placeBeside(session, { signing: simulate !== true }),
      source,
      reading,
      mapping,
      ...(reason === undefined ? {} : { reason }),
      ...(simulate === undefined ? {} : { simulate }),
    },
    writes: simulate !== true,
    commit: (outcome) => {
      if (outcome.receipt) session.desk.tookEffect(outcome.receipt);
      return outcome;
    },
    ...(signal ? { signal } : {}),
  }).result;
}

function handedOver(session: Session, id: string): IntakeSource {
  const { path, name, bytes, sha256 } = session.desk.intake.file(id);
  return { path, name, bytes, sha256 };
}
