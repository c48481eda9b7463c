import { readFile, stat } from 'node:fs/promises';
import {
  Archetype,
  type ArchetypeView,
  archetypeTemplates,
  ClaimChart,
  type ClaimPreview,
  ClaimSet,
  type ClaimSetRow,
  ClaimSetVersion,
  type ClaimSetView,
  comparedClaims,
  importClaimSet,
  MOST_SET_CHARACTERS,
  type Redline,
  redlineRows,
  splitClaimSet,
} from '../../src-shared/claims';
import type { Outcome } from '../../src-shared/kernel/command';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Session } from '../session';
import { tables } from '../tables';
import { personName } from '../workspace';
import { requireSet, type SetDraft, type SetVersion, setVersion, whole, wholeRows } from './draft-rows';
import { mentions } from './mentions';
import { draftReading, type Reading, readingOf } from './reading';
import { standingOfChart } from './standing';

function setRow({ state, workspace }: Reading, set: SetDraft, charts: ReadonlyMap<string, number>): ClaimSetRow {
  const { claims } = setVersion(state, set);
  const { id, number, title, kind, reference, version, owner, created } = set;
  return {
    ...{ id, number, title, kind, reference, version, created },
    claims: claims.length,
    whole: claims.filter(({ split }) => !split).length,
    charts: charts.get(id) ?? 0,
    ownerName: personName(workspace, owner),
  };
}

function chartsBySet({ workspace }: Reading, sets: readonly string[]): Map<string, number> {
  const rows = workspace.runner.all(
    tables
      .selectFrom('claimChart')
      .select(['set', (column) => column.fn.countAll<number>().as('charts')])
      .where('set', 'in', [...sets])
      .where('archived', '=', 0)
      .groupBy('set'),
  );
  return new Map(rows.map(({ set, charts }) => [set ?? '', charts]));
}

/** Sets of claims, the newest first, a page of them; none for whoever may not read drafts. */
export function listSets(
  session: Session,
  { text, limit, offset }: { text?: string | undefined; limit: number; offset: number },
): ClaimSetRow[] {
  const reading = readingOf(session);
  if (!reading.readable.has('claims')) return [];
  const { reader } = reading.workspace;
  let query = tables.selectFrom('claimSet').selectAll().where('archived', '=', 0);
  if (text?.trim()) query = query.where(mentions(text, ['number', 'title', 'reference', 'id']));
  const rows = reader.rows(
    ClaimSet,
    query.orderBy('created', 'desc').orderBy('id', 'desc').limit(limit).offset(offset),
  );
  const sets = rows.map((row) => whole(ClaimSet, row));
  const charts = chartsBySet(
    reading,
    sets.map(({ id }) => id),
  );
  return sets.map((set) => setRow(reading, set, charts));
}

function versionLine({ workspace }: Reading, row: SetVersion): ClaimSetView['versions'][number] {
  const { id, version, how, note, source, claims, by, at } = row;
  return {
    ...{ id, version, how, note, source, by, at },
    claims: claims.length,
    byName: personName(workspace, by),
    receipt: workspace.journal.touching(ClaimSetVersion.name, id)[0]?.hash ?? null,
  };
}

/** One set with its versions, the claims of one of them, and the charts of it. */
export function getSet(session: Session, named: string, version?: number): ClaimSetView {
  const reading = draftReading(session);
  const { state, now } = reading;
  const set = requireSet(state, named);
  const shown = setVersion(state, set, version);
  return {
    ...setRow(reading, set, chartsBySet(reading, [set.id])),
    owner: set.owner,
    versions: wholeRows(state, ClaimSetVersion, { set: set.id })
      .sort((a, b) => b.version - a.version)
      .map((row) => versionLine(reading, row)),
    shown: { ...versionLine(reading, shown), texts: shown.claims },
    chartsOf: wholeRows(state, ClaimChart, { set: set.id }).map((chart) => ({
      id: chart.id,
      number: chart.number,
      title: chart.title,
      claim: chart.claim,
      subject: subjectOf(reading, chart),
      standing: standingOfChart(state, chart, now),
    })),
  };
}

/** What a chart is held against, in words. */
export function subjectOf(
  { state }: Pick<Reading, 'state'>,
  { archetype, practice }: { archetype: string | null; practice: string },
): string {
  return archetype === null ? practice || 'Own practice' : (state.get(Archetype, archetype)?.title ?? 'Archetype');
}

export function setRedline(
  session: Session,
  { set: named, from, to }: { set: string; from: number; to: number },
): Redline {
  const { state } = draftReading(session);
  const set = requireSet(state, named);
  const claimsOf = (version: number) => comparedClaims(setVersion(state, set, version).claims);
  return { from, to, rows: redlineRows(claimsOf(from), claimsOf(to)) };
}

interface Source {
  text?: string | undefined;
  file?: string | undefined;
}

/** The text that was pasted, or that a handed-over text file holds. */
async function sourceText(
  session: Session,
  { text, file }: Source,
): Promise<{ text: string; name: string | null; path: string | null }> {
  if (file === undefined) {
    if (text?.trim()) return { text, name: null, path: null };
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'There is no claim text.',
      where: { field: 'text' },
      hint: 'Paste the claims, or hand a text file over.',
    });
  }
  const { path, name } = session.desk.intake.file(file);
  const { size } = await stat(path);
  const refuse = (message: string, hint: string, byte?: number): never => {
    throw new ProofdeskError({
      code: 'bad-input',
      message,
      where: { file: name, ...(byte !== undefined && { byte }) },
      hint,
    });
  };
  if (size > MOST_SET_CHARACTERS * 4)
    refuse(
      `${name} is larger than the text of one set may be.`,
      'Save the claims alone as text, or import them as several sets.',
    );
  const bytes = await readFile(path);
  if (bytes.includes(0) || bytes.subarray(0, 4).toString('latin1') === '%PDF')
    refuse(
      `${name} is no plain text.`,
      'Save the claims as a text file (UTF-8), or paste them.',
      Math.max(0, bytes.indexOf(0)),
    );
  let content = '';
  try {
    content = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    refuse(`${name} is not in UTF-8.`, 'Save it as UTF-8 text.');
  }
  if (content.trim() === '') refuse(`${name} is empty.`, 'Choose the file with the claims.');
  if (content.length > MOST_SET_CHARACTERS)
    refuse(
      `${name} has ${content.length} characters; one set may have ${MOST_SET_CHARACTERS}.`,
      'Import the claims as several sets.',
    );
  return { text: content, name, path };
}

/** How a text splits. Nothing is stored. */
export async function previewText(session: Session, source: Source): Promise<ClaimPreview> {
  draftReading(session);
  const { claims, left, notes } = splitClaimSet((await sourceText(session, source)).text);
  return { claims, left, notes, whole: claims.filter(({ split }) => !split).map(({ number }) => number) };
}

interface ImportOrder extends Source {
  set?: string | undefined;
  title?: string | undefined;
  kind?: 'own-patent' | 'pending' | 'product' | undefined;
  reference?: string | undefined;
  note?: string | undefined;
  simulate?: boolean | undefined;
}

/** Imports claim text; a file that it came from is kept with the version. */
export async function importText(
  session: Session,
  { text: pasted, file, simulate, ...order }: ImportOrder,
): Promise<Outcome<never>> {
  const { workspace } = draftReading(session);
  const { text, name, path } = await sourceText(session, { text: pasted, file });
  const kept =
    path && name && !simulate
      ? await workspace.blobs.putFile(path, { mediaType: 'text/plain; charset=utf-8', name })
      : null;
  return session.desk.run<never>(session, importClaimSet, {
    input: { ...order, text, ...(kept && name && { source: { name, sha256: kept.digest } }) },
    ...(simulate && { simulate }),
  });
}

/** The house's archetypes, then the shipped templates that were not taken over. */
export function listArchetypes(session: Session): ArchetypeView[] {
  const reading = readingOf(session);
  if (!reading.readable.has('claims')) return [];
  const { state } = reading;
  const own = wholeRows(state, Archetype, {});
  const taken = new Set(own.map(({ template }) => template));
  return [
    ...own.map(({ id, template, title, description, traits }) => ({
      ...{ id, template, title, description, traits },
      charts: state.where(ClaimChart, { archetype: id }).length,
    })),
    ...archetypeTemplates
      .filter(({ template }) => !taken.has(template))
      .map(({ traits, ...one }) => ({ id: null, ...one, traits: [...traits], charts: 0 })),
  ];
}
