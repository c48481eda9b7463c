import { Bakeoff, BenchmarkRun, Contender, VerdictRecord, VerdictRun } from '../../src-shared/bakeoffs';
import {
  attachEvidence,
  type Citation,
  type CitationOf,
  type EvidenceInput,
  evidenceInputSchema,
  findSetting,
} from '../../src-shared/claims';
import type { Outcome } from '../../src-shared/kernel/command';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { derivedFigures, requireVerdict } from '../bakeoffs';
import type { Session } from '../session';
import { requireElement } from './draft-rows';
import { type EvidenceFile, evidenceFile, linesOf, wholeFile } from './evidence-file';
import { pictureSize } from './picture-size';
import { draftReading } from './reading';
import { dayOf } from './review-commands';

/** As long as a quote may be. */
const LONGEST_QUOTE = 4_000;
/** Files that a citation of a verdict names itself. */
const MOST_FILES = 200;

interface Order {
  element: string;
  evidence: EvidenceInput;
  note?: string | undefined;
  simulate?: boolean | undefined;
}

/**
 * Reads what is cited, checks what is said of it against the file itself, keeps the file and attaches it.
 *
 * @throws ProofdeskError `bad-input` with the place where what is said does not stand; `not-found` for a run, verdict or file that is not there.
 */
export async function attach(session: Session, order: Order): Promise<Outcome<{ id: string }>> {
  const { state } = draftReading(session);
  requireElement(state, order.element);
  const given = evidenceInputSchema.parse(order.evidence);
  const { citation, file } = await citationOf(session, given);
  if (!order.simulate) await file?.keep();
  return session.desk.run<{ id: string }>(session, attachEvidence, {
    input: { element: order.element, citation, note: order.note ?? '' },
    ...(order.simulate && { simulate: true }),
  });
}

async function citationOf(
  session: Session,
  given: ReturnType<typeof evidenceInputSchema.parse>,
): Promise<{ citation: Citation; file: EvidenceFile | null }> {
  if (given.kind === 'metric') return { citation: metricCitation(session, given), file: null };
  const file = await evidenceFile(session, given);
  const { cited, run } = file;
  switch (given.kind) {
    case 'log': {
      const { fromLine, toLine } = given;
      const quote = (await linesOf(file, fromLine, toLine, LONGEST_QUOTE)).trim();
      if (quote === '')
        throw refused(`Lines ${fromLine} to ${toLine} of ${cited.name} are empty.`, {
          file: cited.name,
          line: fromLine,
        });
      return { citation: { kind: 'log', file: cited, run, fromLine, toLine, quote }, file };
    }
    case 'configuration':
      return { citation: await configurationCitation(file, given), file };
    case 'screenshot':
      return { citation: await screenshotCitation(file, given), file };
    case 'document': {
      const { page, quote } = given;
      await checkQuote(file, quote);
      await checkPage(file, page);
      return { citation: { kind: 'document', file: cited, title: given.title ?? cited.name, page, quote }, file };
    }
    case 'web': {
      const { url, capturedOn, quote } = given;
      const today = dayOf(session.desk.context.now());
      if (capturedOn > today)
        throw refused(`The copy is said to be captured on ${capturedOn}, and today is ${today}.`, {
          file: file.cited.name,
          field: 'capturedOn',
        });
      await checkQuote(file, quote);
      return { citation: { kind: 'web', file: cited, url, capturedOn, quote }, file };
    }
  }
}

function metricCitation(
  session: Session,
  { run, verdict, row }: { run?: string | undefined; verdict?: string | undefined; row: string },
): CitationOf<'metric'> {
  if ((run === undefined) === (verdict === undefined))
    throw refused('Name a run or a verdict, one of the two.', { field: 'run' });
  return run === undefined ? ofVerdict(session, verdict!, row) : ofRun(session, run, row);
}

function ofRun(session: Session, named: string, wanted: string): CitationOf<'metric'> {
  const workspace = session.desk.workspace();
  const { reader } = workspace;
  const holder = workspace.blobs.references(named).find(({ entity }) => entity === BenchmarkRun.name);
  const run = reader.get(BenchmarkRun, holder?.id ?? named);
  const bakeoff = run && reader.get(Bakeoff, run.bakeoff);
  if (!run || !bakeoff) {
    throw new ProofdeskError({
      code: 'not-found',
      message: `There is no run ${named}.`,
      where: { field: 'run' },
      hint: 'A run is named by its id or by the digest of its raw file; the bakeoff lists them.',
    });
  }
  if (run.archived)
    throw refused(`${run.name} was left out of ${bakeoff.number} and proves nothing.`, { field: 'run' });
  const metric = rowOf(bakeoff.number, bakeoff.metrics, wanted);
  const prices = reader.get(Contender, run.contender)?.prices ?? [];
  const figure = derivedFigures(run, bakeoff.metrics, prices).find((one) => one.metric === metric.id);
  if (!figure || figure.value === null)
    throw refused(`${run.name} has no figure for ${metric.label}${figure?.reason ? `: ${figure.reason}` : ''}.`, {
      field: 'row',
    });
  return {
    kind: 'metric',
    bakeoff: bakeoff.id,
    bakeoffNumber: bakeoff.number,
    run: run.id,
    verdict: null,
    name: run.name.slice(0, 400),
    row: metric.id,
    label: metric.label,
    value: figure.value,
    unit: metric.unit,
    outcome: null,
    receipt: workspace.receiptOf(BenchmarkRun.name, run.id, 'run.import'),
    files: run.files,
  };
}

function ofVerdict(session: Session, named: string, wanted: string): CitationOf<'metric'> {
  const workspace = session.desk.workspace();
  const verdict = requireVerdict(session, named);
  const metric = rowOf(verdict.number, verdict.metrics, wanted);
  const judged = verdict.rows.find(({ key }) => key === metric.id);
  if (!judged) throw refused(`${verdict.number} says nothing of ${metric.label}.`, { field: 'row' });
  return {
    kind: 'metric',
    bakeoff: verdict.bakeoff,
    bakeoffNumber: workspace.reader.get(Bakeoff, verdict.bakeoff)?.number ?? '',
    run: null,
    verdict: verdict.id,
    name: verdict.number,
    row: metric.id,
    label: metric.label,
    value: judged.estimate,
    unit: judged.scale === 'ratio' ? '×' : (judged.unit ?? metric.unit),
    outcome: judged.verdict,
    // The receipt holds copies of all run-level figures and the digests of all raw files, however many there are.
    receipt: workspace.receiptOf(VerdictRecord.name, verdict.id, 'verdict.record'),
    files: workspace.reader
      .where(VerdictRun, { verdict: verdict.id })
      .flatMap(({ files }) => files)
      .slice(0, MOST_FILES),
  };
}

function rowOf<M extends { id: string; label: string }>(of: string, metrics: readonly M[], wanted: string): M {
  const found = metrics.find(({ id }) => id === wanted) ?? metrics.find(({ label }) => label === wanted);
  if (found) return found;
  throw refused(`${of} has no row ${wanted}.`, { field: 'row' }, `It has ${metrics.map(({ id }) => id).join(', ')}.`);
}

async function configurationCitation(
  file: EvidenceFile,
  { key, value }: { key: string; value?: string | undefined },
): Promise<CitationOf<'configuration'>> {
  const { cited, run } = file;
  const found = findSetting((await wholeFile(file)).toString('utf8'), key);
  if (!found) {
    throw refused(
      `${cited.name} does not set ${key}.`,
      { file: cited.name },
      'Write the key as it is nested, such as cache.size; sections of INI files as [cache] size.',
    );
  }
  if (value !== undefined && value.trim() !== found.value) {
    throw refused(`${cited.name} sets ${key} to “${found.value}”, not to “${value}”.`, {
      file: cited.name,
      ...(found.line !== null && { line: found.line }),
    });
  }
  return { kind: 'configuration', file: cited, run, key, value: found.value, line: found.line };
}

async function screenshotCitation(
  file: EvidenceFile,
  { region, caption }: { region?: CitationOf<'screenshot'>['region'] | undefined; caption: string },
): Promise<CitationOf<'screenshot'>> {
  const { cited } = file;
  const size = pictureSize(await wholeFile(file));
  if (!size || size.width === 0 || size.height === 0)
    throw refused(`${cited.name} is no PNG or JPEG picture.`, { file: cited.name }, 'Save the screenshot as PNG.');
  const { width, height } = size;
  const part = region ?? { x: 0, y: 0, width, height };
  if (part.x + part.width > width || part.y + part.height > height) {
    throw refused(
      `The region reaches beyond ${cited.name}, which has ${width} × ${height} pixels.`,
      { field: 'region', file: cited.name },
      'Regions count from the upper left corner.',
    );
  }
  return { kind: 'screenshot', file: cited, width, height, region: part, caption };
}

/** Whether words stand in a file that is text. Of a PDF or a picture this is not looked at: a person has read it there. */
async function checkQuote(file: EvidenceFile, quote: string): Promise<void> {
  const { name } = file.cited;
  const isText = /\.(?:txt|md|csv|html?|xml|json|ya?ml|log|mhtml)$/i.test(name);
  if (!isText) return;
  const content = (await wholeFile(file)).toString('utf8');
  const plain = /\.(?:html?|mhtml|xml)$/i.test(name) ? withoutTags(content) : content;
  if (!squeezed(plain).includes(squeezed(quote)))
    throw refused(
      `The quoted words do not stand in ${name}.`,
      { file: name, field: 'quote' },
      'Copy them from the file as they are.',
    );
}

async function checkPage(file: EvidenceFile, page: number): Promise<void> {
  const { name } = file.cited;
  if (!/\.pdf$/i.test(name)) {
    // Pages of text end with form feeds; of other formats nobody knows where they do.
    const ends = /\.(txt|md|log|csv)$/i.test(name)
      ? (await wholeFile(file)).filter((byte) => byte === 0x0c).length
      : null;
    if (ends !== null && page > ends + 1)
      throw refused(
        `${name} is text of ${ends === 0 ? 'one page' : `${ends + 1} pages`}, and page ${page} was cited.`,
        {
          file: name,
          field: 'page',
        },
      );
    return;
  }
  const { PDFDocument } = await import('pdf-lib');
  const bytes = await wholeFile(file);
  let pages: number;
  try {
    pages = (await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false })).getPageCount();
  } catch (thrown) {
    throw new ProofdeskError(
      {
        code: 'bad-input',
        message: `${name} cannot be read as a PDF: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
        where: { file: name },
        hint: 'Save it anew, or cite a screenshot of the page.',
      },
      { cause: thrown },
    );
  }
  if (page > pages)
    throw refused(`${name} has ${pages} pages, and page ${page} was cited.`, { file: name, field: 'page' });
}

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();

const withoutTags = (html: string): string =>
  html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"');

function refused(
  message: string,
  where: ConstructorParameters<typeof ProofdeskError>[0]['where'],
  hint?: string,
): ProofdeskError {
  return new ProofdeskError({ code: 'bad-input', message, ...(where && { where }), ...(hint && { hint }) });
}
