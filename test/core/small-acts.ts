import { verifyLedger } from '../../src-core/ledger/verify';
import { type ExecuteOptions, execute } from '../../src-core/workspace/execute';
import type { Workspace } from '../../src-core/workspace/workspace';
import type { SmallWorld } from './small-domain';

/** Acts in the world of a test, which is another one for each test; in its workspace and by its owner unless said otherwise. */
export function actsIn(world: () => SmallWorld) {
  const run = <R>(name: string, input: unknown, options: ExecuteOptions & { as?: string; on?: Workspace } = {}) =>
    execute<R>(options.on ?? world().workspace, options.as ?? world().owner, name, input, options);
  const erasedIn = (workspace: Workspace) => (digest: string) =>
    workspace.runner.statement('SELECT 1 FROM erased_digests WHERE digest = ?').get(digest) !== undefined;
  return {
    run,
    add: (values: Record<string, unknown> = {}) =>
      run<{ id: string; number: string }>('thing.add', { values: { title: 'One', ...values } }).result!,
    addPerson: (name: string, roles: string[], on?: Workspace) =>
      run<{ id: string }>('person.add', { name, roles }, { on }).result!.id,
    verify: (workspace = world().workspace, deep = true) =>
      verifyLedger(workspace.journal, workspace.chains(), { deep, isErased: erasedIn(workspace) }),
  };
}
