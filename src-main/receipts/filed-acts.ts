import { readable } from '../../src-core/ledger/history';
import { fileSource } from '../../src-core/ledger/receipt-file';
import { actsInFile, type FiledAct, renamed } from '../../src-core/sync';
import { mayRead } from '../../src-core/workspace/readable';
import type { Workspace } from '../../src-core/workspace/workspace';
import type { CommandDeclaration } from '../../src-shared/kernel/command';
import { errorRecord, messageWithHint, ProofdeskError } from '../../src-shared/kernel/errors';
import { clockMilliseconds } from '../../src-shared/kernel/hybrid-clock';
import type { FiledActView, RedoneAct } from '../../src-shared/receipts';
import { readableFor } from '../desk';
import type { Session } from '../session';
import { personName } from '../workspace';
import { Naming } from './naming';

/** What a handed-over file of receipts holds that is not here, as the session may read it. Nothing is taken in. */
export function readFiled(session: Session, file: string): FiledActView[] {
  const workspace = session.desk.workspace();
  const naming = new Naming(session, workspace);
  return actsOf(session, file).map((act) => ({
    id: act.hash,
    sentence: sentenceOf(workspace, naming, act),
    command: act.command,
    actor: act.actor,
    at: clockMilliseconds(act.at),
    receipts: act.receipts,
    revoked: act.revoked,
    reason: act.reason,
    refused: whyNot(workspace, act),
    changes: act.changes.map(({ entity, id, op, fields }) => {
      const definition = workspace.definitions.get(entity);
      const present = definition && workspace.reader.get(definition, id);
      const seen = present && (readableFor(session).see(definition, present) as Record<string, unknown>);
      return {
        entity,
        id,
        op,
        label: definition?.label ?? entity,
        title: present
          ? naming.titleOf(entity, id)
          : wordsOf(workspace, { entity, fields }) || (definition?.label ?? entity),
        fields: Object.entries(fields).map(([field, after]) => ({
          field,
          label: definition?.fields[field]?.label ?? field,
          before: seen?.[field] ?? null,
          after,
        })),
      };
    }),
  }));
}

/**
 * Does acts of a file again, in the file's order, as receipts of whoever asks: each is run as a command, on what stands now, past the same
 * policies. What a later one says of a row that an earlier one made goes to the row that was made in its place. One that cannot be done is
 * said and holds up none that does not need it.
 */
export function redoFiled(session: Session, asked: { file: string; acts: readonly string[] }): RedoneAct[] {
  const workspace = session.desk.workspace();
  const acts = actsOf(session, asked.file);
  const chosen = acts.filter(({ hash }) => asked.acts.includes(hash));
  if (chosen.length < new Set(asked.acts).size) {
    throw new ProofdeskError({
      code: 'not-found',
      message: 'One of these acts is not in the file, or is here already.',
      hint: 'Read the file again and choose from what it lists.',
    });
  }
  const names = new Map<string, string>();
  return chosen.map((act): RedoneAct => {
    try {
      const refused = whyNot(workspace, act);
      if (refused) throw new ProofdeskError({ code: 'bad-input', message: refused });
      const { receipt, request } = session.desk.run<unknown>(session, declarationOf(workspace, act.command)!, {
        input: renamed(act.input, names),
        ...(act.reason !== null && { reason: act.reason }),
        requestApproval: true,
      });
      if (receipt) rename(names, act.changes, changesOf(workspace, receipt));
      return { id: act.hash, receipt, request, problem: null };
    } catch (thrown) {
      if (!(thrown instanceof ProofdeskError) || thrown.code === 'internal') throw thrown;
      return { id: act.hash, receipt: null, request: null, problem: messageWithHint(errorRecord(thrown)) };
    }
  });
}

/** All that an act which was just committed changed. */
function changesOf({ journal }: Workspace, hash: string) {
  const receipt = journal.byHash(hash)!;
  const act = receipt.group_id ? journal.group(receipt.group_id) : [receipt];
  return act.flatMap((one) => readable(journal, one, () => true).changes);
}

type Made = readonly { entity: string; id: string; op: string }[];

/** Rows that an act made go by the ids of those that were made when it was done again: kind by kind, in their order. */
function rename(names: Map<string, string>, before: Made, now: Made): void {
  const made = (changes: Made) => [
    ...new Map(changes.filter(({ op }) => op === 'create').map((one) => [`${one.entity}/${one.id}`, one])).values(),
  ];
  const rows = made(now);
  for (const { entity, id } of made(before)) {
    const at = rows.findIndex((one) => one.entity === entity);
    const [row] = at < 0 ? [] : rows.splice(at, 1);
    if (row) names.set(id, row.id);
  }
}

function actsOf(session: Session, file: string): FiledAct[] {
  const { path, name } = session.desk.intake.file(file);
  const { readers } = readableFor(session);
  return actsInFile(session.desk.workspace(), fileSource(path, name), (part) => mayRead(readers, part));
}

/** Why an act cannot be done again by somebody else; null where it may be tried. */
function whyNot(workspace: Workspace, { command, withheld }: FiledAct): string | null {
  if (command === 'chain.open') return 'It began the chain of that device, which has ended.';
  if (withheld)
    return 'Some of it is not in the file, or not for you to read: done again, it would be half of what it was.';
  return declarationOf(workspace, command) ? null : 'It was made with a newer version of Proofdesk.';
}

function declarationOf(workspace: Workspace, command: string): CommandDeclaration | null {
  try {
    return workspace.command(command).declaration;
  } catch {
    return null;
  }
}

function sentenceOf(workspace: Workspace, naming: Naming, { actor, command, changes }: FiledAct): string {
  const who = personName(workspace, actor) ?? 'Somebody';
  const deed = declarationOf(workspace, command)?.deed ?? command;
  const [first] = changes;
  if (!first) return `${who} ${deed}`;
  const definition = workspace.definitions.get(first.entity);
  const stands = definition && workspace.reader.get(definition, first.id) !== undefined;
  const title = wordsOf(workspace, first) || (stands ? naming.titleOf(first.entity, first.id) : '');
  return title ? `${who} ${deed}: ${title}` : `${who} ${deed}`;
}

/** What a row that is not here is called, by its own words. */
function wordsOf(
  workspace: Workspace,
  { entity, fields }: { entity: string; fields: Record<string, unknown> },
): string {
  return Object.entries(workspace.definitions.get(entity)?.fields ?? {})
    .filter(([name, { search }]) => search === 'title' && typeof fields[name] === 'string')
    .map(([name]) => String(fields[name]))
    .join(' · ');
}
