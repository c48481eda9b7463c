import { defineJob } from '../../src-core/jobs';
import { type AaCheck, type AaPlan, aaCheck, type SideName, type VerdictRow } from '../../src-shared/bakeoffs';
import type { Session } from '../session';
import { requireBakeoff } from './find';
import { standingOf } from './standing';

interface AaInput {
  rows: VerdictRow[];
  sides: SideName[];
  plan: AaPlan;
}

/** One side's A/A check; null check where it has too few runs to be compared with itself. */
export interface SideAaCheck {
  side: SideName;
  check: AaCheck | null;
}

/** Rounds between two looks at whether the job was cancelled. */
const stride = 20;

/** Compares sides with themselves, again and again, by the rule of the bakeoff. */
export const aaCheckJob = defineJob<AaInput, SideAaCheck[]>({
  kind: 'bakeoff.aa',
  async run({ rows, sides, plan }, work) {
    return sides.map((side, index) => ({
      side,
      check: aaCheck(rows, side, plan, (done) => {
        if (done % stride !== 0) return;
        work.check();
        const share = (index + done / plan.rounds) / sides.length;
        work.progress(share, `Comparing ${side} with itself (${done} of ${plan.rounds})`);
      }),
    }));
  },
});

/** The A/A check of a bakeoff as its runs stand now, as a job. Rejects with `cancelled` when somebody stops it. */
export async function aaChecks(
  session: Session,
  { bakeoff, sides, plan }: { bakeoff: string; sides: SideName[]; plan: AaPlan },
): Promise<SideAaCheck[]> {
  const { desk } = session;
  const row = requireBakeoff(session, bakeoff);
  const rows = standingOf(desk.workspace().reader, row).comparison.rows.map((one) => one.row);
  return desk.jobs.start(aaCheckJob, { title: `A/A check of ${row.number}`, input: { rows, sides, plan } }).result;
}
