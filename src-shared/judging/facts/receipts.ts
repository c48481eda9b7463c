import type { CommandDeclaration } from '../../kernel/command';
import { ProofdeskError } from '../../kernel/errors';
import { changeOf, type FactRule } from '../../kernel/judged';
import type { Known } from '../../kernel/reading';
import { beyondWrites } from '../../kernel/writes';
import { Settlement, undoReceipt } from '../../receipts';

function earlierAct(known: Known, receipt: string) {
  const act = known.act(receipt);
  if (!act) throw new ProofdeskError({ code: 'not-found', message: 'There is no such receipt.' });
  return act;
}

/** Facts of an undo; what it writes has to stay within what the undone act touched. */
export const undoFacts =
  (declarationOf: (command: string) => Pick<CommandDeclaration, 'notUndoable' | 'fact'> | undefined): FactRule =>
  (act, known) => {
    const receipt = String(act.input['receipt']);
    const undone = earlierAct(known, receipt);
    const [beyond] = beyondWrites(undoReceipt, act.changes, act.actor.id, undone.changes);
    if (beyond !== undefined) throw new ProofdeskError({ code: 'bad-input', message: beyond });
    const declaration = declarationOf(undone.command);
    return {
      resource: { entity: 'receipt', id: receipt },
      facts: {
        own: undone.actor === act.actor.id,
        undoable: declaration !== undefined && !declaration.notUndoable && !declaration.fact,
        mayDoIt: known.mayRun(undone.command),
      },
    };
  };

export const settleFactFacts: FactRule = (act, known) => {
  const receipt = String(changeOf(act, Settlement, 'create').fields.receipt);
  const settled = earlierAct(known, receipt);
  if (!settled.contested) {
    throw new ProofdeskError({ code: 'not-found', message: 'There is no contested fact with this receipt.' });
  }
  return { resource: { entity: 'receipt', id: receipt }, facts: { owner: settled.actor === act.actor.id } };
};
