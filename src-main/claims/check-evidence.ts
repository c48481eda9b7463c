import { digestOfFile } from '../../src-core/files/file-digest';
import { citedFiles } from '../../src-shared/claims';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { bringFiles, whyAbsent } from '../files-on-demand';
import type { Session } from '../session';
import { requireChart } from './draft-rows';
import { type ChartContent, draftContent, frozenVersion } from './frozen';
import { draftReading } from './reading';

/** A cited file that is missing or altered, with the labels of the elements that it breaks. */
export interface BrokenFile {
  file: string;
  sha256: string;
  problem: 'missing' | 'altered';
  elements: string[];
  /** Of a missing one that the workspace's server was asked for: why it could not be fetched, and what can be done. */
  why?: string;
}

/** Reads every file that a chart cites and holds it against its digest; what is not on this device is fetched. */
export async function checkEvidence(
  session: Session,
  named: string,
  signal?: AbortSignal,
): Promise<{ files: number; broken: BrokenFile[] }> {
  const { state } = draftReading(session);
  return checkFiles(session, draftContent(state, requireChart(state, named)), signal);
}

async function checkFiles(
  session: Session,
  { elements }: Pick<ChartContent, 'elements'>,
  signal?: AbortSignal,
): Promise<{ files: number; broken: BrokenFile[] }> {
  const { blobs } = session.desk.workspace();
  const files = new Map<string, { name: string; elements: Set<string> }>();
  for (const { label, evidence } of elements) {
    for (const { citation } of evidence) {
      for (const { name, sha256 } of citedFiles(citation)) {
        const known = files.get(sha256) ?? { name, elements: new Set<string>() };
        known.elements.add(label);
        files.set(sha256, known);
      }
    }
  }
  const wanted = [...files].map(([sha256, { name }]) => ({ name, sha256 }));
  const absent = new Map((await bringFiles(session.desk, wanted, signal)).map((one) => [one.sha256, whyAbsent(one)]));
  const broken: BrokenFile[] = [];
  for (const [sha256, { name, elements: labels }] of files) {
    const about = { file: name, sha256, elements: [...labels] };
    if (blobs.has(sha256)) {
      if ((await digestOfFile(blobs.path(sha256))) !== sha256) broken.push({ ...about, problem: 'altered' });
      continue;
    }
    const why = absent.get(sha256);
    broken.push({ ...about, problem: 'missing', ...(why && { why }) });
  }
  return { files: files.size, broken };
}

/** Refuses what stands on a file that is missing or altered here, naming each with the rows that it breaks. */
export async function requireWholeEvidence(session: Session, named: string, version?: number): Promise<void> {
  const { state } = draftReading(session);
  const chart = requireChart(state, named);
  const content = version === undefined ? draftContent(state, chart) : frozenVersion(state, chart, version).content;
  const { broken } = await checkFiles(session, content);
  const [first] = broken;
  if (!first) return;
  throw new ProofdeskError({
    code: 'bad-input',
    message: broken
      .map(
        ({ file, problem, elements }) =>
          `${file} ${problem === 'missing' ? 'is not on this device' : 'was altered'} and breaks ${elements.join(', ')}.`,
      )
      .join(' '),
    where: { file: first.file },
    hint: first.why ?? 'Bring the file in again as it was, or attach evidence that is here.',
    details: { broken },
  });
}
