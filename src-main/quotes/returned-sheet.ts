import { readNamedFile } from '../../src-core/files/named-file';
import { sha256 } from '../../src-core/ledger/digests';
import { Contact } from '../../src-shared/deals';
import {
  ABOUT_FIELD,
  ALTERNATIVE_FIELD,
  alternativeOption,
  DocumentRecord,
  readAcceptanceAbout,
  readSheetDay,
} from '../../src-shared/documents';
import type { Outcome } from '../../src-shared/kernel/command';
import type { RowOf } from '../../src-shared/kernel/entity';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  drawnSignature,
  Quote,
  QuoteAcceptance,
  QuoteVersion,
  type ReturnedSheet,
  recordQuoteAcceptance,
  type Signature,
} from '../../src-shared/quotes';
import { Workspace } from '../../src-shared/workspace';
import { type ReadForm, readFilledForm } from '../documents';
import { bringFiles } from '../files-on-demand';
import type { Session } from '../session';

/** A sheet has one page and little inside; a scan of it has no fields and is none of ours. */
const LARGEST_SHEET = 32 * 1024 * 1024;
/** Sheets of a version that a returned one is compared with, the newest. */
const MOST_COMPARED = 20;
/** A typed signature, as long as one may be. */
const LONGEST_SIGNATURE = 120;
const BY_HAND = 'Record it by hand instead, with what the paper says.';

interface Handed {
  quote: string;
  version: number;
  file: string;
}

/**
 * Reads a filled-in acceptance sheet and checks it against a version: what it is about, that its page is as it was made, and that
 * nothing is left empty. What speaks against it is listed; nothing is recorded.
 *
 * @throws ProofdeskError `bad-input` for a file that is no sheet of Proofdesk with fields; `not-found` for a version that is not there.
 */
export async function readReturnedSheet(session: Session, handed: Handed): Promise<ReturnedSheet> {
  return (await read(session, handed)).sheet;
}

/**
 * Records the acceptance that a returned sheet holds, pinned to the file that the sheet names, and keeps the sheet.
 *
 * @throws ProofdeskError `bad-input` while anything speaks against the sheet, naming it.
 */
export async function acceptReturnedSheet(
  session: Session,
  { contact, optional, ...handed }: Handed & { contact: string; optional?: string[] | undefined },
): Promise<Outcome<{ id: string }>> {
  const { sheet, bytes } = await read(session, handed);
  const { acceptedOn, problems } = sheet;
  if (acceptedOn === null || problems.length > 0) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `${sheet.file} cannot be taken as the acceptance of version ${handed.version}. ${problems.join(' ')}`,
      where: { file: sheet.file },
      hint: 'Ask for a sheet that is put right, or record the acceptance by hand.',
      details: { problems },
    });
  }
  const { digest } = session.desk.workspace().blobs.put(bytes, { mediaType: 'application/pdf', name: sheet.file });
  return session.desk.run<{ id: string }>(session, recordQuoteAcceptance, {
    input: {
      quote: handed.quote,
      version: handed.version,
      document: sheet.document,
      contact,
      name: sheet.name,
      acceptedOn,
      ...(sheet.alternative !== null && { alternative: sheet.alternative }),
      ...(sheet.signature && { signature: sheet.signature }),
      // Ticked on the order form that came with it; a sheet does not ask for them.
      ...(optional && optional.length > 0 && { optional }),
      sheet: digest,
    },
  });
}

async function read(
  session: Session,
  { quote: id, version, file }: Handed,
): Promise<{ sheet: ReturnedSheet; bytes: Uint8Array }> {
  const { reader } = session.desk.workspace();
  const handed = session.desk.intake.file(file);
  const quote = reader.require(Quote, id);
  const frozen = reader.where(QuoteVersion, { quote: id, version })[0];
  if (!frozen) {
    throw new ProofdeskError({ code: 'not-found', message: `There is no version ${version} of ${quote.number}.` });
  }
  if (handed.bytes > LARGEST_SHEET) throw noSheet(handed.name, 'is larger than any acceptance sheet');
  const bytes = await readNamedFile(handed.path, handed.name);
  const form = await readFilledForm(bytes, handed.name);
  const about = readAcceptanceAbout(form.values.get(ABOUT_FIELD) ?? '');
  if (!about)
    throw noSheet(handed.name, 'has no fields of an acceptance sheet: it was printed, flattened, or is another file');
  const problems = await whatItIsAbout(session, quote, version, about, form);
  const written = writtenFields(session, form, frozen.figures.alternatives?.map(({ name }) => name) ?? []);
  const digest = sha256(bytes);
  if (reader.where(QuoteAcceptance, { quote: id }).some(({ sheet }) => sheet === digest)) {
    problems.push('This very file was taken before; its acceptance is recorded.');
  }
  const named = written.name.toLocaleLowerCase();
  const contact = reader
    .where(Contact, { account: quote.account })
    .find(({ name, archived }) => !archived && name?.toLocaleLowerCase() === named);
  return {
    bytes,
    sheet: {
      file: handed.name,
      version: about.version,
      document: about.sha256,
      ...written,
      contact: (named && contact?.id) || null,
      problems: [...problems, ...written.problems],
    },
  };
}

/** What speaks against a sheet by what it is about: another quote, version or file, or a page that is not the one that was made. */
async function whatItIsAbout(
  session: Session,
  quote: RowOf<typeof Quote>,
  version: number,
  about: { number: string; version: number; sha256: string },
  form: ReadForm,
): Promise<string[]> {
  if (about.number !== quote.number) return [`It is about ${about.number}, not ${quote.number}: take it there.`];
  if (about.version !== version) {
    return [
      `It is about version ${about.version}, not ${version}: take it there, or send the sheet of version ${version}.`,
    ];
  }
  const { reader, blobs } = session.desk.workspace();
  const papers = reader.where(DocumentRecord, { subject: quote.id, version, final: true });
  const accepted = papers.some(
    ({ kind, file }) => file === about.sha256 && (kind === 'order-form' || kind === 'quote'),
  );
  if (!accepted) {
    return [
      `It names a file with the digest ${about.sha256.slice(0, 16)}…, which is no final order form or quote of version ${version}.`,
    ];
  }
  const sheets = papers.filter(({ kind, file }) => kind === 'acceptance' && file !== '').slice(-MOST_COMPARED);
  const absent = await bringFiles(
    session.desk,
    sheets.map(({ name, file }) => ({ name, sha256: file })),
  );
  const made = sheets.filter(({ file }) => blobs.has(file));
  // Without one that is elsewhere a sheet that was not altered might be called so.
  const unreached = absent.find(({ kind }) => kind === 'unreached');
  if (unreached?.why) throw unreached.why;
  if (made.length === 0) {
    return [
      `The sheet that was made of version ${version} is not on this device, so its page cannot be compared. ${BY_HAND}`,
    ];
  }
  const { pages } = form;
  if (pages === null) {
    return [
      `Its page was written anew by another program and cannot be compared with the sheet that was made. ${BY_HAND}`,
    ];
  }
  let sameText = false;
  for (const { file, name } of made) {
    const own = await readFilledForm(blobs.read(file), name);
    if (own.values.get(ABOUT_FIELD) !== form.values.get(ABOUT_FIELD)) continue;
    if (own.pages?.drawing === pages.drawing) return addedNotes(form);
    sameText ||= own.pages?.text === pages.text;
  }
  if (sameText) {
    return [`Its page was drawn anew or something was drawn over it; only its words are the same. ${BY_HAND}`];
  }
  return [
    `Its page was altered: it does not say what the sheet of version ${version} says. Ask for the sheet as it was sent.`,
  ];
}

/** Notes beside the signature may say that the yes is none, or one with conditions. */
function addedNotes(form: ReadForm): string[] {
  const kinds = [...new Set(form.notesBeside('signature'))];
  if (kinds.length === 0) return [];
  return [
    `Something was put on it beside its fields (${kinds.join(', ')}): read it, and record the acceptance by hand if it is one.`,
  ];
}

/** What was written into the fields, and which are empty or cannot be read. */
function writtenFields(
  session: Session,
  form: ReadForm,
  offered: readonly string[],
): Pick<ReturnedSheet, 'name' | 'title' | 'acceptedOn' | 'alternative' | 'signature' | 'problems'> {
  const { reader } = session.desk.workspace();
  const text = (name: string) => (form.values.get(name) ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
  const problems: string[] = [];
  const name = text('name').slice(0, 200);
  if (!name) problems.push('The field for the name is empty.');
  const written = text('date');
  const language = reader.where(Workspace, {})[0]!.locale.slice(0, 2);
  const acceptedOn = readSheetDay(written, language);
  const today = new Date(session.desk.context.now()).toISOString().slice(0, 10);
  if (!written) problems.push('The field for the date is empty.');
  else if (acceptedOn === null) {
    problems.push(`The date “${written}” is none that can be told: write it as year-month-day, such as ${today}.`);
  } else if (acceptedOn > today) problems.push(`The date ${acceptedOn} is still to come.`);
  const picked = form.values.get(ALTERNATIVE_FIELD) ?? '';
  const alternative = offered.find((_, index) => alternativeOption(index) === picked) ?? null;
  if (offered.length > 0 && alternative === null) problems.push(`None of ${offered.join(', ')} is ticked.`);
  const typed = text('signature').slice(0, LONGEST_SIGNATURE);
  const signature: Signature | null = typed
    ? { kind: 'typed', text: typed }
    : drawnSignature(form.drawnOver('signature'));
  if (!signature) problems.push('The field for the signature is empty, and nothing is drawn in it.');
  return { name, title: text('title').slice(0, 200), acceptedOn, alternative, signature, problems };
}

const noSheet = (file: string, why: string): ProofdeskError =>
  new ProofdeskError({ code: 'bad-input', message: `${file} ${why}.`, where: { file }, hint: BY_HAND });
