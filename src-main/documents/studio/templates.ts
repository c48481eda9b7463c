import {
  Composition,
  createTemplate,
  type DocumentKind,
  DocumentTemplate,
  documentKinds,
  editTemplate,
  type TemplateRow,
  type TemplateView,
} from '../../../src-shared/documents';
import type { RowOf } from '../../../src-shared/kernel/entity';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { resourcesFolder } from '../../installation';
import type { Session } from '../../session';
import { personName } from '../../workspace';
import { templateFault } from '../own-template';
import { loadDocumentResources, type Template, templateDigest } from '../resources';
import { previewDocumentJob } from './preview';
import { requireTemplate } from './template-commands';
import { exampleOf } from './template-example';
import { keepTemplate, keptTemplate, shippedTemplate } from './template-files';

const hasTemplate = (kind: DocumentKind): boolean =>
  loadDocumentResources(resourcesFolder()).templates[kind === 'one-pager' ? 'composed' : kind] !== undefined;

/** Templates that came with Proofdesk, and the workspace's own. */
export function listTemplates(session: Session, kind?: DocumentKind): TemplateRow[] {
  const { reader } = session.desk.workspace();
  const shipped = documentKinds
    .filter((one) => (!kind || one === kind) && hasTemplate(one))
    .map((one) => shippedRow(one, shippedTemplate(one)));
  return [...shipped, ...reader.where(DocumentTemplate, kind ? { kind } : {}).map((row) => ownRow(session, row))];
}

const shippedRow = (kind: DocumentKind, template: Template): TemplateRow => ({
  ...{ id: null, name: 'As it came with Proofdesk', kind, sha256: templateDigest(template), behind: false },
  ...{ editedAt: null, editedByName: null, uses: 0 },
});

function ownRow(session: Session, row: RowOf<typeof DocumentTemplate>): TemplateRow {
  const workspace = session.desk.workspace();
  const { id, name, kind, content, base, editedAt, editedBy } = row;
  return {
    ...{ id, name, kind, sha256: content, editedAt },
    behind: hasTemplate(kind) && base !== templateDigest(shippedTemplate(kind)),
    editedByName: personName(workspace, editedBy),
    uses: workspace.reader.where(Composition, { template: id }).length,
  };
}

/** One of the workspace's own, or a shipped one by its kind, with its files. */
export async function getTemplate(
  session: Session,
  { template, kind }: { template?: string | undefined; kind?: DocumentKind | undefined },
): Promise<TemplateView> {
  if (template === undefined) {
    if (!kind)
      throw new ProofdeskError({ code: 'bad-input', message: 'Name a template, or the kind of a shipped one.' });
    const shipped = shippedTemplate(kind);
    return { ...shippedRow(kind, shipped), entry: shipped.entry, files: filesOf(shipped), problem: null };
  }
  const row = requireTemplate(session.desk.workspace().reader, template);
  const own = keptTemplate(session, row.content);
  // A copy that nobody edited yet is as sound as what it was copied from.
  const untouched = templateDigest(own) === templateDigest(shippedTemplate(row.kind));
  const problem = untouched ? null : (await checkTemplate(session, row.kind, own.files, [])).problem;
  return { ...ownRow(session, row), entry: own.entry, files: filesOf(own), problem };
}

const filesOf = ({ entry, files }: Template): TemplateView['files'] =>
  Object.entries(files)
    .map(([name, text]) => ({ name, text }))
    .sort((a, b) => Number(b.name === entry) - Number(a.name === entry) || (a.name < b.name ? -1 : 1));

/** Copies the shipped template of a kind, or another of the workspace's own, under a name. */
export async function copyTemplate(
  session: Session,
  { kind, name, from }: { kind: DocumentKind; name: string; from?: string | undefined },
): Promise<TemplateView> {
  const { reader } = session.desk.workspace();
  const shipped = shippedTemplate(kind);
  const source = from === undefined ? null : requireTemplate(reader, from);
  if (source && source.kind !== kind) {
    throw new ProofdeskError({ code: 'bad-input', message: `“${source.name}” is a template for another kind.` });
  }
  const { result } = session.desk.run<{ id: string }>(session, createTemplate, {
    input: {
      ...{ kind, name },
      content: source ? source.content : keepTemplate(session, shipped),
      base: source ? source.base : templateDigest(shipped),
    },
  });
  return getTemplate(session, { template: result!.id });
}

/** Saves a template as it was edited, also where it cannot be set yet. */
export async function saveTemplate(
  session: Session,
  { template, name, files }: { template: string; name?: string | undefined; files?: TemplateView['files'] | undefined },
): Promise<TemplateView> {
  const row = requireTemplate(session.desk.workspace().reader, template);
  const { entry } = keptTemplate(session, row.content);
  const edited = files && { entry, files: Object.fromEntries(files.map((file) => [file.name, file.text])) };
  if (edited && !Object.hasOwn(edited.files, entry)) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The file ${entry} is missing: the page begins with it.`,
      where: { field: 'files' },
    });
  }
  session.desk.run(session, editTemplate, {
    input: { template: row.id, ...(name && { name }), ...(edited && { content: keepTemplate(session, edited) }) },
  });
  return getTemplate(session, { template: row.id });
}

/** Tries template files on an example: the pages that come out, or why and where they cannot be set. */
export async function checkTemplate(
  session: Session,
  kind: DocumentKind,
  files: Readonly<Record<string, string>>,
  have: readonly string[],
) {
  const { entry } = shippedTemplate(kind);
  const template = { entry, files };
  const fault = templateFault(template);
  if (fault) {
    const { file, line, message } = fault;
    return {
      problem: { message, file, line, column: null, hint: 'A template may import its own files and nothing else.' },
      pages: [],
    };
  }
  const { problem, pages } = await session.desk.jobs.start(previewDocumentJob, {
    title: `Trying a template for ${kind}`,
    input: { resources: resourcesFolder(), document: { data: exampleOf(kind), template }, have },
    quiet: true,
  }).result;
  if (!problem) return { problem, pages };
  // The typesetter names a file by where it lies beside the page; whoever edits it knows it by its name.
  const file = problem.file?.replace(/^\/?template\//, '') ?? null;
  const own = file !== null && Object.hasOwn(files, file);
  return { problem: { ...problem, file, hint: own ? null : problem.hint }, pages };
}
