import { type ActingChain, deviceLetters } from './chains';
import type { Workspace } from './workspace';

/**
 * The next human number of a series with this device's letters: `Q-A7-0142`. Taken for good when the transaction commits; without a
 * chain (a preview) it is only shown.
 */
export function nextNumber(workspace: Workspace, series: string, acting: ActingChain | null): string {
  const letters = acting?.letters ?? deviceLetters(workspace);
  const row = workspace.runner.statement('SELECT letters, value FROM counters WHERE series = ?').get(series) as
    | { letters: string; value: number }
    | undefined;
  const value = row && row.letters === letters ? row.value + 1 : 1;
  if (acting) {
    workspace.runner
      .statement(
        `INSERT INTO counters (series, letters, value) VALUES (?, ?, ?)
         ON CONFLICT (series) DO UPDATE SET letters = excluded.letters, value = excluded.value`,
      )
      .run(series, letters, value);
  }
  return `${series}-${letters}-${String(value).padStart(4, '0')}`;
}
