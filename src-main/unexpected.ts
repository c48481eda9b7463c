type Report = (error: unknown, where: string) => void;

const toStandardError: Report = (error, where) => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`Unexpected error in ${where}: ${text}\n`);
};

let report: Report = toStandardError;

/** Writes a fault of the program to this machine's log, with its stack; what a caller gets is a sentence only. */
export function reportUnexpected(error: unknown, where: string): void {
  report(error, where);
}

/** Sends faults elsewhere, for a face whose standard error belongs to its user. Returns what puts the former place back. */
export function reportUnexpectedTo(next: Report): () => void {
  const former = report;
  report = next;
  return () => {
    report = former;
  };
}
