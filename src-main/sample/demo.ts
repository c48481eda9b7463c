import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verdictSentence } from '../../src-shared/bakeoffs';
import type { DeskClient } from '../../src-shared/contract';
import { fixedContext } from '../../src-shared/kernel/context';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Desk } from '../desk';
import { sampleFolder, sampleHouse } from './load';
import type { StoryMemory } from './story';
import { tellStory } from './tell';

/** What the demonstration did, for its table. */
export interface DemoSummary {
  deal: string;
  bakeoff: {
    number: string;
    headline: string;
    runs: number;
    rows: { label: string; verdict: string; sentence: string }[];
  };
  quote: {
    number: string;
    standing: string;
    totalMinor: number;
    currency: string;
    signedBy: string[];
    turnaroundMinutes: number;
  };
  value: { number: string; netBenefit: string; netPresentValue: string; paybackYears: number | null; currency: string };
  receipts: number;
  files: { name: string; size: number; sha256: string }[];
  seconds: number;
}

/** Opens a desk for the demonstration and gives a client of it for each person. */
export type OpenDemoDesk = (options: {
  context: ReturnType<typeof fixedContext>;
  stateFolder: string;
  dataFolder: string;
}) => { desk: Desk; clientOf(person: string): DeskClient };

/** 23 November 2026, eight o'clock UTC: after the sample's runs were recorded. */
const NOW = Date.UTC(2026, 10, 23, 8);
const SEED = 20_261_123;

const FILES = {
  quoteDocument: 'quote.pdf',
  deck: 'proof-deck.pdf',
  roiDocument: 'roi.pdf',
  bundle: 'evidence-bundle.zip',
} as const;

/** Makes the folder that the documents go into; `unavailable` with the reason when it cannot be one. */
export function requireOutputFolder(out: string): void {
  try {
    mkdirSync(out, { recursive: true });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === 'EEXIST' || code === 'ENOTDIR' ? 'there is a file of this name' : message;
    throw new ProofdeskError(
      { code: 'unavailable', message: `The folder ${out} cannot be made: ${why}.`, where: { file: out } },
      { cause },
    );
  }
}

/**
 * Does the main job without a screen, from real harness files: deal, bakeoff, verdicts, deck, quote, both sign-offs, value case; writes the
 * documents into `out`. Clock, ids, salts and keys are fixed, so that the same files come out each time.
 */
export async function runDemo(
  out: string,
  open: OpenDemoDesk,
  progress: (fraction: number, message: string) => void,
): Promise<DemoSummary> {
  requireOutputFolder(out);
  const started = performance.now();
  const root = mkdtempSync(join(tmpdir(), 'proofdesk-demo-'));
  const context = fixedContext({ now: NOW, seed: SEED });
  const { desk, clientOf } = open({ context, stateFolder: join(root, 'state'), dataFolder: join(root, 'data') });
  try {
    const made = desk.create({ ...sampleHouse, folder: join(root, 'workspace') });
    const memory: StoryMemory = { now: NOW, saved: new Map([['nora', { id: made.owner }]]) };
    const stories = ['story/01-people.json', 'story/02-pricing-models.json', 'demo/main-job.json'];
    for (const [index, story] of stories.entries()) {
      await tellStory(join(sampleFolder(), story), {
        desk,
        clientOf,
        memory,
        wait: (milliseconds) => context.advance(milliseconds),
        progress: (fraction, message) => progress((index + fraction) / stories.length, message),
      });
    }
    const files = Object.entries(FILES).map(([saved, name]) => {
      const { file, size } = memory.saved.get(saved) as { file: string; size: number };
      writeFileSync(join(out, name), desk.workspace().blobs.read(file));
      return { name, size, sha256: file };
    });
    return {
      ...(await summarise(clientOf(made.owner), memory)),
      receipts: desk.workspace().journal.count(),
      files,
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    await desk.close();
    rmSync(root, { recursive: true, force: true });
  }
}

async function summarise(
  client: DeskClient,
  memory: StoryMemory,
): Promise<Omit<DemoSummary, 'receipts' | 'files' | 'seconds'>> {
  const id = (name: string): string => (memory.saved.get(name) as { id: string }).id;
  const verdict = await client.bakeoffs.verdict({ verdict: id('verdict') });
  const quote = await client.quotes.get({ id: id('quote') });
  const [request] = await client.approvals.of({ entity: 'quote', subject: quote.id });
  const value = await client.roi.get({ id: id('case') });
  return {
    deal: quote.dealTitle,
    bakeoff: {
      number: verdict.bakeoffNumber,
      headline: verdict.headline,
      runs: verdict.runs.length,
      rows: verdict.rows.map((row) => ({
        label: verdict.metrics.find((metric) => metric.id === row.key)?.label ?? row.key,
        verdict: row.verdict,
        sentence: verdictSentence(row),
      })),
    },
    quote: {
      number: quote.number,
      standing: quote.standing,
      totalMinor: quote.totalMinor ?? 0,
      currency: quote.currency,
      signedBy: (request?.decisions ?? []).map(({ role, byName }) => `${role}: ${byName ?? 'erased person'}`),
      turnaroundMinutes: Math.round(quote.clock.elapsed / 60_000),
    },
    value: {
      number: value.number,
      netBenefit: value.netBenefit,
      netPresentValue: value.netPresentValue,
      paybackYears: value.paybackYears,
      currency: value.currency,
    },
  };
}
