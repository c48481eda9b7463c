import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { implement } from '@orpc/server';
import { policyAnnotations } from '../../src-core/gate/policies';
import { listBackups } from '../../src-core/workspace/backup';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import {
  addPerson,
  archivePerson,
  installPolicies,
  revisePerson,
  reviseWorkspace,
  workspaceContract,
} from '../../src-shared/workspace';
import { running } from '../desk';
import { type Session, sessionAt } from '../session';
import { rememberUnopened, requireOwnPerson } from '../sync';
import { dropDraft, getDraft, listDrafts, putDraft } from './drafts';
import { exportWorkspace } from './export';
import { readLogo } from './logo';
import { policyOfferOf } from './policy-offer';
import { deskState, listPeople } from './queries';

const os = implement(workspaceContract).$context<Session>();

export const workspaceRouter = os.router({
  state: os.state.handler(({ context }) => deskState(context)),
  recent: os.recent.handler(({ context: { desk } }) => {
    rememberUnopened(desk);
    return desk.device.recentWorkspaces().map((recent) => ({ ...recent, present: existsSync(recent.folder) }));
  }),
  create: os.create.handler(({ context, input }) => {
    const made = context.desk.create(input);
    context.actAs(made.owner);
    context.desk.rememberActor(made.owner);
    return made;
  }),
  createSample: os.createSample.handler(async ({ context, input }) => {
    // Loaded when asked for: the sample speaks through a client of this very router.
    const [{ loadSample }, { clientInProcess }] = await Promise.all([import('../sample'), import('../transport')]);
    const { desk, face } = context;
    const made = await loadSample(desk, (actor) => clientInProcess(sessionAt({ actor }, { desk, face })), input);
    const rep = desk.person('ines.okafor@northwind.example');
    context.actAs(rep);
    desk.rememberActor(rep);
    return made;
  }),
  open: os.open.handler(({ context, input }) => {
    context.desk.open(input.folder);
    // Whoever acted last in that workspace goes on there.
    context.actAs(context.desk.lastActor());
    return { folder: input.folder };
  }),
  close: os.close.handler(({ context }) => {
    const open = context.desk.openWorkspace() !== null;
    context.desk.closeWorkspace();
    context.actAs(null);
    return { closed: open };
  }),
  actAs: os.actAs.handler(({ context, input }) => {
    const person = context.desk.person(input.person);
    requireOwnPerson(context.desk.workspace(), person);
    context.desk.workspace().actor(person);
    context.actAs(person);
    context.desk.rememberActor(person);
    // Other tabs at this seat must know whose they are now.
    context.desk.changed(['seat']);
    return { person };
  }),
  backups: os.backups.handler(({ context, input }) =>
    listBackups(input?.folder ? resolve(input.folder) : context.desk.workspace().folder),
  ),
  backUp: os.backUp.handler(({ context, signal }) => context.desk.upkeep.backUp(context.desk.workspace(), signal)),
  restore: os.restore.handler(async ({ context, input, signal }) => {
    requireRescuer(context, input.folder);
    const { desk } = context;
    const handed = input.file === undefined ? null : desk.intake.file(input.file);
    const name = (handed?.name ?? basename(input.backup!)).replace(/\.(zip|db)$/i, '');
    const folder = input.folder ?? desk.openWorkspace()?.folder ?? desk.folderFor(name);
    const restored = await desk.restore(folder, handed?.path ?? input.backup!, signal);
    if (handed) await desk.intake.discard(handed.id);
    const still = listPeople(context.desk.workspace()).some(({ id, archived }) => id === context.actor && !archived);
    if (!still) context.actAs(context.desk.lastActor());
    return { folder: resolve(folder), ...restored };
  }),
  exportTo: os.exportTo.handler(({ context, input, signal }) => exportWorkspace(context, input.file ?? null, signal)),
  keepLogo: os.keepLogo.handler(async ({ context, input }) => {
    const handed = context.desk.intake.file(input.file);
    const { bytes, mediaType } = await readLogo(handed.path, handed.name);
    const { digest } = context.desk.workspace().blobs.put(bytes, { mediaType, name: handed.name });
    await context.desk.intake.discard(handed.id);
    return { digest };
  }),
  policies: os.policies.handler(({ context }) => {
    const gate = context.desk.workspace().gate();
    return {
      digest: gate.digest,
      policies: Object.entries(gate.policies).map(([id, text]) => ({ id, text, ...policyAnnotations(text) })),
    };
  }),
  policyOffer: os.policyOffer.handler(({ context }) => policyOfferOf(context.desk.workspace())),
  revise: os.revise.handler(running(reviseWorkspace)),
  addPerson: os.addPerson.handler(running(addPerson)),
  revisePerson: os.revisePerson.handler(running(revisePerson)),
  archivePerson: os.archivePerson.handler(running(archivePerson)),
  installPolicies: os.installPolicies.handler(running(installPolicies)),
  drafts: {
    get: os.drafts.get.handler(({ context, input }) => getDraft(context, input.key)),
    put: os.drafts.put.handler(({ context, input }) => putDraft(context, input.key, input.body)),
    drop: os.drafts.drop.handler(({ context, input }) => dropDraft(context, input.key)),
    list: os.drafts.list.handler(({ context }) => listDrafts(context)),
  },
});

/** A sound workspace is put back only by an admin; a damaged or closed one by whoever sits at this device. */
function requireRescuer({ desk, actor }: Session, folder: string | undefined): void {
  const open = desk.openWorkspace();
  if (!open || open.isEmpty || (folder && resolve(folder) !== open.folder)) return;
  if (desk.notices().some(({ kind }) => kind === 'damage')) return;
  if (open.actor(actor ?? '').roles.includes('admin')) return;
  throw new ProofdeskError({
    code: 'forbidden',
    message: 'Only an admin puts an earlier state of this workspace in its place.',
    hint: 'Ask an admin, or choose one with the person switcher or with --as.',
  });
}
