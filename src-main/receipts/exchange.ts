import { receiptLines } from '../../src-core/ledger/receipt-file';
import { mayRead } from '../../src-core/workspace/readable';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { announceChain } from '../../src-shared/receipts';
import { placeBeside, readableFor } from '../desk';
import type { Session } from '../session';
import { keyFingerprint } from './fingerprint';
import { importReceiptsJob } from './import-job';

/** The receipts that the acting person may read, as the text of a file. */
export function exportedReceipts(session: Session, after: number | undefined): { text: string; receipts: number } {
  const { readers } = readableFor(session);
  const { journal, id } = session.desk.workspace();
  const lines = [
    ...receiptLines(journal, id, {
      ...(after === undefined ? {} : { after }),
      mayRead: (part) => mayRead(readers, part),
    }),
  ];
  return { text: lines.join(''), receipts: lines.length - 1 };
}

/** Takes the receipts of a handed-over file as a job; an admin may accept chains, which announces them. */
export async function importFile(
  session: Session,
  input: { file: string; acceptChains?: string[] },
  signal?: AbortSignal,
) {
  const { desk } = session;
  const workspace = desk.workspace();
  const acceptChains = input.acceptChains ?? [];
  if (acceptChains.length > 0 && !workspace.actor(desk.actor(session)).roles.includes('admin')) {
    throw new ProofdeskError({
      code: 'forbidden',
      message: 'Only an admin accepts a new key, because accepting announces it.',
    });
  }
  const { path, name } = desk.intake.file(input.file);
  const report = await desk.jobs.start(importReceiptsJob, {
    title: name,
    input: { place: placeBeside(session, { signing: false }), path, name, acceptChains },
    writes: true,
    commit: (taken) => {
      workspace.forgetChains();
      for (const chain of acceptChains) {
        if (workspace.chains().get(chain)?.standing === 'unannounced') {
          desk.run(session, announceChain, { input: { chain } });
        }
      }
      desk.changed([...workspace.definitions.keys()]);
      return taken;
    },
    ...(signal ? { signal } : {}),
  }).result;
  // What an imported erasure took is to leave this device as well.
  await desk.upkeep.forgetErased(workspace);
  return {
    ...report,
    unannounced: report.unannounced.map((chain) => ({
      ...chain,
      words: keyFingerprint(chain.publicKey).words.join(' '),
    })),
  };
}

/** The same for text at hand. */
export async function importText(
  session: Session,
  { text, name, acceptChains }: { text: string; name?: string; acceptChains?: string[] },
  signal?: AbortSignal,
) {
  const { intake } = session.desk;
  const handed = await intake.receive(
    name ?? 'receipts',
    (async function* () {
      yield Buffer.from(text);
    })(),
  );
  try {
    return await importFile(session, { file: handed.id, ...(acceptChains ? { acceptChains } : {}) }, signal);
  } finally {
    await intake.discard(handed.id);
  }
}
