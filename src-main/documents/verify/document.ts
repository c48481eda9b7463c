import { sha256 } from '../../../src-core/ledger/digests';
import { type DocumentData, parseDocumentData, pointer, printedFigures } from '../../../src-shared/documents';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { fingerprintFromHex } from '../../../src-shared/kernel/fingerprint';
import { RECEIPTS_FILE, receiptsAttachment, STATEMENT_FILE, statementAttachment } from '../compile';
import { openEnvelope } from '../envelope';
import { type Attachment, type InputList, Inputs, inputListAttachment, inputListSchema } from '../inputs';
import type { DocumentResources, Template } from '../resources';
import { type DocumentStatement, documentStatementSchema } from '../statement';
import { type EvidenceStore, expandEvidence } from './evidence';
import { checkPage } from './page';
import { openPdf } from './pdf-file';
import { type RecomputationOutcome, recompute } from './recomputation';
import { Checks, reasonOf, type VerifiedFile } from './report';
import { checkSigner } from './signature';

/** A document whose embedded files were read, before anything but its structure is checked. */
export interface OpenedDocument {
  file: string;
  pdf: Uint8Array;
  checks: Checks;
  embedded: Map<string, Uint8Array>;
  list: InputList;
  listText: string;
  evidence: Map<string, { sha256: string; bytes: Uint8Array | null }>;
}

/** Reads a document and what is embedded in it; raw evidence goes to the store, for this document and for others. */
export async function openDocument(pdf: Uint8Array, file: string, store: EvidenceStore): Promise<OpenedDocument> {
  const checks = new Checks(file);
  const { attachments } = await openPdf(pdf, file);
  const embedded = new Map<string, Uint8Array>();
  const twice = new Set<string>();
  for (const { name, bytes } of attachments) {
    if (embedded.has(name)) twice.add(name);
    embedded.set(name, bytes);
  }
  const listBytes = embedded.get('inputs.json');
  if (!embedded.has(STATEMENT_FILE) || !listBytes) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${file} holds no signed statement: it was not made by Proofdesk, or the statement was taken out.`,
      where: { file },
    });
  }
  checks.add(
    'file structure',
    twice.size === 0,
    twice.size === 0
      ? `A PDF with ${attachments.length} embedded files.`
      : `Two embedded files have the same name: ${[...twice].join(', ')}.`,
    { compared: attachments.length },
  );
  const listText = Buffer.from(listBytes).toString('utf8');
  const list = parseList(listText, file);
  const evidence: OpenedDocument['evidence'] = new Map();
  for (const input of list.inputs) {
    if (input.role !== 'evidence') continue;
    const packed = input.embedded ? embedded.get(input.embedded) : undefined;
    const bytes = packed ? expandEvidence(packed, input.bytes) : null;
    const holds = bytes !== null && store.add(bytes) === input.sha256;
    evidence.set(input.name, { sha256: input.sha256, bytes: holds ? bytes : null });
  }
  return { file, pdf, checks, embedded, list, listText, evidence };
}

/** Checks an opened document; raw evidence that it does not hold is looked for in the store. */
export async function verifyDocument(
  opened: OpenedDocument,
  store: EvidenceStore,
  resources: DocumentResources,
): Promise<VerifiedFile> {
  const { checks, embedded, file } = opened;
  const sealed = Buffer.from(embedded.get(STATEMENT_FILE)!).toString('utf8');
  const { envelope, statement: raw } = openEnvelope(sealed, `${file} · ${STATEMENT_FILE}`);
  const parsed = documentStatementSchema.safeParse(raw);
  if (!parsed.success) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The statement in ${file} is not one about a document.`,
      where: { file },
    });
  }
  const statement = parsed.data;
  const { signer } = statement.predicate;
  const receipts = embedded.get(RECEIPTS_FILE);
  checkSigner(checks, resources, {
    envelope,
    signer,
    receipts: receipts ? Buffer.from(receipts).toString('utf8') : '',
  });
  const attached = checkAttachments(opened, statement);
  const data = readData(opened, statement);
  if (data) {
    await checkFigures(opened, data, store);
    const template = templateOf(opened, statement);
    const attachments = attached ? allAttachments(opened, sealed) : null;
    if (attachments) {
      await checkPage(checks, resources, {
        file,
        pdf: opened.pdf,
        data,
        template,
        attachments,
        inputsDigest: sha256(opened.listText),
        statement,
      });
    } else
      checks.add('page', false, 'The page was not set again, since what is embedded is not what the statement names.');
  }
  return {
    file,
    kind: 'document',
    number: statement.predicate.number,
    title: data?.title ?? '',
    signer,
    fingerprint: fingerprintFromHex(signer.fingerprint).words.join(' '),
  };
}

function parseList(text: string, file: string): InputList {
  try {
    return inputListSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ProofdeskError(
      { code: 'bad-input', message: `The list of inputs in ${file} cannot be read.`, where: { file } },
      { cause },
    );
  }
}

/** Digests of every embedded file against the statement, and of every input against the list of inputs. */
function checkAttachments(
  { checks, embedded, list, listText, evidence }: OpenedDocument,
  statement: DocumentStatement,
): boolean {
  const stated = new Map(statement.predicate.attachments.map(({ name, sha256: digest }) => [name, digest]));
  const found = new Map(
    [...embedded].filter(([name]) => name !== STATEMENT_FILE).map(([name, bytes]) => [name, sha256(bytes)]),
  );
  const differences = Checks.differences(stated, found);
  const held = checks.add(
    'embedded files',
    differences === '',
    differences === ''
      ? 'Each is the file that the statement names.'
      : `Not as the statement names them: ${differences}.`,
    { compared: stated.size },
  );
  const wrong = list.inputs.filter((input) => {
    if (input.role === 'evidence') return input.embedded !== null && evidence.get(input.name)?.bytes === null;
    const bytes = input.embedded ? embedded.get(input.embedded) : undefined;
    return !bytes || sha256(bytes) !== input.sha256;
  });
  const listHolds = sha256(listText) === statement.predicate.inputs.sha256;
  const bare = list.inputs.filter((input) => input.embedded === null).length;
  return (
    checks.add(
      'inputs',
      listHolds && wrong.length === 0,
      !listHolds
        ? 'The list of inputs was altered.'
        : wrong.length > 0
          ? `Not the files that the list of inputs names: ${wrong
              .slice(0, 5)
              .map(({ name }) => name)
              .join(', ')}.`
          : `Each has the digest that is listed; their list is sha256 ${sha256(listText).slice(0, 16)}…, as printed at the foot of each page.${bare > 0 ? ` ${bare} raw files are named by digest alone.` : ''}`,
      { compared: list.inputs.length },
    ) && held
  );
}

function readData({ checks, embedded }: OpenedDocument, statement: DocumentStatement): DocumentData | null {
  const bytes = embedded.get('data.json');
  try {
    const data = parseDocumentData(JSON.parse(Buffer.from(bytes ?? []).toString('utf8')));
    const { kind, number, version, created, signer } = statement.predicate;
    const same =
      data.kind === kind &&
      data.number === number &&
      data.version === version &&
      data.created === created &&
      data.workspace.fingerprint === signer.fingerprint;
    checks.add(
      'data',
      same,
      same
        ? `The data of ${number}, version ${version}.`
        : 'The data are of another document, version or workspace than the statement.',
    );
    return data;
  } catch (error) {
    checks.add('data', false, `The data cannot be read: ${reasonOf(error)}`);
    return null;
  }
}

/** Every figure that has a computation, computed again; and how many printed figures have none. */
async function checkFigures(
  { checks, evidence }: OpenedDocument,
  data: DocumentData,
  store: EvidenceStore,
): Promise<void> {
  const outcomes: RecomputationOutcome[] = [];
  const computeAgain = async (of: DocumentData, folder: string, under: string): Promise<void> => {
    for (const recomputation of of.recomputations) {
      const outcome = await recompute(recomputation, of, (name) => {
        const known = evidence.get(`${folder}${name}`);
        return known ? (known.bytes ?? store.get(known.sha256)) : undefined;
      });
      outcomes.push({ ...outcome, places: outcome.places.map((place) => `${under}${place}`) });
    }
  };
  await computeAgain(data, '', '');
  if (data.kind === 'composed') {
    // Each source keeps its own data and computations; its raw files lie in a folder of its name.
    for (const [at, source] of data.sources.entries())
      await computeAgain(source.data, `${source.key}/`, pointer('sources', at, 'data'));
  }
  addFigureChecks(checks, outcomes);
  const covered = new Set(outcomes.flatMap(({ places }) => places));
  const printed = printedFigures(data);
  const open = printed.filter((place) => !covered.has(place));
  const whole = `All ${printed.length} computed figures that the page prints`;
  checks.add(
    'figures covered',
    true,
    open.length === 0
      ? `${whole} were computed again.`
      : `${printed.length - open.length} of ${printed.length} computed figures were computed again; for the others (${open.slice(0, 3).join(', ')}${open.length > 3 ? ', …' : ''}) the signer alone vouches.`,
    { compared: printed.length - open.length, ...(open.length > 0 && { skipped: true, vouchedBySigner: true }) },
  );
}

/** One check for each kind of figures. */
export function addFigureChecks(checks: Checks, outcomes: readonly RecomputationOutcome[]): void {
  for (const kind of new Set(outcomes.map((outcome) => outcome.kind))) {
    const of = outcomes.filter((outcome) => outcome.kind === kind);
    const held = of.reduce((sum, outcome) => sum + outcome.held, 0);
    const wrong = of.flatMap((outcome) => outcome.wrong);
    const impossible = of.flatMap((outcome) => outcome.impossible ?? []);
    const lacking = new Set(of.flatMap((outcome) => outcome.lacking));
    const name = `figures: ${kind}`;
    if (wrong.length > 0)
      checks.add(name, false, `${wrong[0]}${wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : ''}.`, {
        compared: held + wrong.length,
      });
    else if (impossible.length > 0)
      checks.add(name, false, `They cannot be computed again: ${impossible[0]}.`, { compared: held });
    else if (lacking.size > 0) {
      checks.add(
        name,
        true,
        `${held} figures were computed again. Not at hand: ${lacking.size} raw files, such as ${[...lacking][0]}; give the evidence bundle as well.`,
        {
          compared: held,
          skipped: true,
        },
      );
    } else checks.add(name, true, `${held} figures computed again: the same.`, { compared: held });
  }
}

function templateOf({ embedded }: OpenedDocument, statement: DocumentStatement): Template {
  const files = [...embedded]
    .filter(([name]) => name.startsWith('template/'))
    .map(([name, bytes]) => [name.slice('template/'.length), Buffer.from(bytes).toString('utf8')]);
  return { entry: statement.predicate.template.entry, files: Object.fromEntries(files) };
}

/** The embedded files with the kinds and descriptions that Proofdesk gives them, in its order. */
function allAttachments({ list, listText, embedded }: OpenedDocument, sealed: string): Attachment[] {
  const inputs = new Inputs();
  const of = (role: InputList['inputs'][number]['role']) => list.inputs.filter((input) => input.role === role);
  for (const role of ['data', 'template', 'brand', 'chart'] as const) {
    for (const input of of(role)) inputs.add(role, input.name, embedded.get(input.embedded ?? '')!);
  }
  for (const role of ['document', 'attachment'] as const) {
    for (const input of of(role)) inputs.add(role, input.name, embedded.get(input.embedded ?? '')!);
  }
  const evidence = of('evidence');
  const packed = new Map(
    evidence.flatMap((input) => (input.embedded ? [[input.name, embedded.get(input.embedded)!] as const] : [])),
  );
  inputs.addPacked(evidence, packed);
  return [
    ...inputs.attachments,
    inputListAttachment(listText),
    receiptsAttachment(Buffer.from(embedded.get(RECEIPTS_FILE) ?? []).toString('utf8')),
    statementAttachment(sealed),
  ];
}
