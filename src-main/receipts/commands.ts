import { implementCommand, judgedBy } from '../../src-core/commands/implementation';
import { erasureScope } from '../../src-core/ledger/erasure';
import { planUndo } from '../../src-core/ledger/undo';
import type { Workspace } from '../../src-core/workspace/workspace';
import { erasePersonFacts } from '../../src-shared/judging/facts/people';
import { settleFactFacts, undoFacts } from '../../src-shared/judging/facts/receipts';
import { create } from '../../src-shared/kernel/change';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  announceChain,
  Chain,
  ChainAnnouncement,
  ChainRevocation,
  createWorkspaceCommand,
  Erasure,
  erasePerson,
  openChain,
  revokeChain,
  Settlement,
  settleFact,
  undoReceipt,
} from '../../src-shared/receipts';

const unplanned = (name: string) => (): never => {
  throw new ProofdeskError({ code: 'forbidden', message: `${name} is written by the ledger itself.` });
};

/** Commands about the ledger. They need to read receipts, so they are made for one workspace. */
export function receiptCommands(workspaceOf: () => Workspace) {
  const undo = undoFacts(
    (name) => workspaceOf().domain.commands.find(({ declaration }) => declaration.name === name)?.declaration,
  );
  return [
    implementCommand(createWorkspaceCommand, unplanned('workspace.create')),
    implementCommand(openChain, unplanned('chain.open')),
    implementCommand(undoReceipt, ({ receipt: hash }, _state, tools) => {
      const workspace = workspaceOf();
      const receipt = workspace.journal.byHash(hash);
      if (!receipt) throw new ProofdeskError({ code: 'not-found', message: 'There is no such receipt.' });
      const receipts = receipt.group_id ? workspace.journal.group(receipt.group_id) : [receipt];
      const declaration = workspace.command(receipt.command).declaration;
      const plan = planUndo(workspace.journal, workspace.reader, workspace.definitions, receipts);
      if (declaration.notUndoable) {
        throw new ProofdeskError({ code: 'forbidden', message: `This cannot be undone: ${declaration.notUndoable}` });
      }
      if (plan.changes.length === 0) {
        throw new ProofdeskError({
          code: 'stale',
          message: 'Nothing is left to undo: everything it wrote has changed since.',
          details: { leftAlone: plan.leftAlone },
        });
      }
      return {
        ...judgedBy(undo, tools, plan.changes, { receipt: hash }),
        result: { undone: receipts.map((one) => one.hash), leftAlone: plan.leftAlone },
      };
    }),
    implementCommand(settleFact, ({ receipt: hash, outcome }, _state, tools) => {
      const receipt = workspaceOf().journal.byHash(hash);
      if (!receipt || !workspaceOf().isContested(hash)) {
        throw new ProofdeskError({ code: 'not-found', message: 'There is no contested fact with this receipt.' });
      }
      const id = tools.newId();
      return {
        ...judgedBy(settleFactFacts, tools, [create(Settlement, id, { receipt: hash, outcome, by: tools.actor.id })]),
        result: { receipt: hash },
      };
    }),
    implementCommand(announceChain, ({ chain }, state) => {
      const row = state.require(Chain, chain);
      if (state.get(ChainAnnouncement, chain)) {
        throw new ProofdeskError({ code: 'bad-input', message: 'This key is announced already.' });
      }
      return {
        changes: [create(ChainAnnouncement, chain, { chain, person: row.person, publicKey: row.publicKey })],
        resource: { entity: 'chain', id: chain },
        result: { chain },
      };
    }),
    implementCommand(revokeChain, ({ chain, lastNumber }, state, tools) => {
      state.require(Chain, chain);
      const head = workspaceOf().journal.head(chain)?.number ?? 0;
      if (lastNumber < head) {
        throw new ProofdeskError({
          code: 'bad-input',
          message: `${head - lastNumber} receipts of this chain beyond number ${lastNumber} are here already.`,
          where: { field: 'lastNumber' },
          hint: `Revoke after number ${head}.`,
        });
      }
      return {
        changes: [create(ChainRevocation, tools.newId(), { chain, lastNumber })],
        resource: { entity: 'chain', id: chain },
        result: { chain },
      };
    }),
    implementCommand(erasePerson, ({ person }, _state, tools) => {
      const workspace = workspaceOf();
      const names = namesOf(workspace, person);
      const scope = erasureScope(workspace, person, names);
      if (scope.parts.length === 0) {
        throw new ProofdeskError({ code: 'not-found', message: 'Nothing personal is kept about this person.' });
      }
      return {
        ...judgedBy(erasePersonFacts, tools, [
          create(Erasure, tools.newId(), { person, parts: scope.parts, blobs: scope.blobs }),
        ]),
        result: { parts: scope.parts.length, blobs: scope.blobs.length },
      };
    }),
  ];
}

/** The names under which a person (an employee or a contact) is known, for finding them in free text. */
export function namesOf(workspace: Workspace, person: string): string[] {
  const names: string[] = [];
  for (const definition of workspace.definitions.values()) {
    if (definition.personalOf !== 'id') continue;
    const row = workspace.reader.get(definition, person) as Record<string, unknown> | undefined;
    if (!row) continue;
    for (const [field, { readers, search }] of Object.entries(definition.fields)) {
      if (readers === 'personal' && search === 'title' && typeof row[field] === 'string') names.push(row[field]);
    }
  }
  return names;
}
