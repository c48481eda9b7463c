import { implement } from '@orpc/server';
import { erasureScope } from '../../src-core/ledger/erasure';
import {
  announceChain,
  erasePerson,
  receiptsContract,
  revokeChain,
  settleFact,
  undoReceipt,
} from '../../src-shared/receipts';
import { running } from '../desk';
import type { Session } from '../session';
import { stoppable } from '../system';
import { personName } from '../workspace';
import { namesOf } from './commands';
import { exportedReceipts, importFile, importText } from './exchange';
import { readFiled, redoFiled } from './filed-acts';
import { fingerprintOf, keyFingerprint } from './fingerprint';
import { getReceipt, listReceipts, receiptFacets, whyValue } from './queries';
import { verified, verifying } from './verification';

const os = implement(receiptsContract).$context<Session>();

export const receiptsRouter = os.router({
  list: os.list.handler(({ context, input }) => listReceipts(context, input)),
  get: os.get.handler(({ context, input }) => getReceipt(context, input.hash)),
  why: os.why.handler(({ context, input }) => whyValue(context, input.entity, input.id, input.field)),
  facets: os.facets.handler(({ context }) => receiptFacets(context)),
  verifying: os.verifying.handler(({ context, input, signal }) =>
    stoppable(signal, (stop) => verifying(context, input.deep, stop)),
  ),
  verify: os.verify.handler(({ context, input, signal }) => verified(context, { deep: input.deep, signal })),
  rebuild: os.rebuild.handler(async ({ context, input, signal }) => {
    const workspace = context.desk.workspace();
    const { upkeep } = context.desk;
    if (input.check) return upkeep.checkRebuild(workspace, signal);
    const report = await upkeep.rebuild(workspace, signal);
    context.desk.changed([...workspace.definitions.keys()]);
    return report;
  }),
  fingerprint: os.fingerprint.handler(({ context }) => fingerprintOf(context.desk.workspace())),
  chains: os.chains.handler(({ context }) => {
    const workspace = context.desk.workspace();
    return [...workspace.chains().values()].map((known) => ({
      chain: known.chain,
      person: known.person,
      name: personName(workspace, known.person),
      publicKey: known.publicKey,
      words: keyFingerprint(known.publicKey).words.join(' '),
      letters: known.letters,
      standing: known.standing,
      revokedAfter: known.revokedAfter,
      receipts: workspace.journal.head(known.chain)?.number ?? 0,
      here: workspace.device.isActive(workspace.id, known.chain),
    }));
  }),
  exportAll: os.exportAll.handler(({ context, input }) => exportedReceipts(context, input.after)),
  importAll: os.importAll.handler(({ context, input, signal }) => importText(context, input, signal)),
  importFile: os.importFile.handler(({ context, input, signal }) => importFile(context, input, signal)),
  readFile: os.readFile.handler(({ context, input }) => readFiled(context, input.file)),
  redoFromFile: os.redoFromFile.handler(({ context, input }) => redoFiled(context, input)),
  erasureScope: os.erasureScope.handler(({ context, input }) => {
    const workspace = context.desk.workspace();
    const scope = erasureScope(workspace, input.person, namesOf(workspace, input.person));
    return { parts: scope.parts.length, blobs: scope.blobs.length, toReview: scope.toReview };
  }),
  undo: os.undo.handler(running(undoReceipt)),
  settle: os.settle.handler(running(settleFact)),
  announce: os.announce.handler(running(announceChain)),
  revoke: os.revoke.handler(running(revokeChain)),
  erasePerson: os.erasePerson.handler(async ({ context, input }) => {
    const outcome = running(erasePerson)({ context, input });
    await context.desk.upkeep.forgetErased(context.desk.workspace());
    return outcome;
  }),
});
