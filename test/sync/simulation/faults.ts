import type { DeviceState } from '../../../src-core/ledger/device-state';
import type { Connection } from '../../../src-core/store/database';
import type { Storage, StoreReader, WorkspaceStore } from '../../../src-server/storage/storage';

/** The process ended here. Nothing that comes after it in the same process happened. */
export class Crash extends Error {
  constructor(where: string) {
    super(`crashed ${where}`);
  }
}

/** Where a process ends: at the so many-th place where something becomes lasting, before it does or right after. */
export class CrashPlan {
  #left: number | null = null;
  #dead = false;

  /** Lets the process end at the `place`-th of the places that are passed from now on; null: at none. */
  arm(place: number | null): void {
    this.#left = place;
  }

  pass(where: string): void {
    if (this.#dead) throw new Crash('before');
    if (this.#left === null) return;
    this.#left -= 1;
    if (this.#left > 0) return;
    this.#dead = true;
    throw new Crash(where);
  }
}

/** Lets a process end before or after each transaction of its store, and before it has done anything of it. */
export function crashingConnection(connection: Connection, plan: CrashPlan): void {
  const begin = connection.transaction.bind(connection);
  const crashing = (work: (...given: unknown[]) => unknown) => {
    const inside = (...given: unknown[]): unknown => {
      const result = work(...given);
      plan.pass('before a commit');
      return result;
    };
    const made = begin(inside);
    const wrap =
      (run: (...given: unknown[]) => unknown) =>
      (...given: unknown[]): unknown => {
        const nested = connection.inTransaction;
        if (!nested) plan.pass('before a transaction');
        const result = run(...given);
        if (!nested) plan.pass('after a commit');
        return result;
      };
    return Object.assign(wrap(made), {
      deferred: wrap(made.deferred),
      immediate: wrap(made.immediate),
      exclusive: wrap(made.exclusive),
    });
  };
  Object.assign(connection, { transaction: crashing });
}

/** The same for what the device keeps outside of the workspace. */
export function crashingDevice(device: DeviceState, plan: CrashPlan): void {
  const exclusively = device.exclusively.bind(device);
  device.exclusively = <T>(work: () => T): T => {
    const result = exclusively(() => {
      const answer = work();
      plan.pass('before the device keeps its heads');
      return answer;
    });
    plan.pass('after the device has kept its heads');
    return result;
  };
}

/** A storage whose process ends before or after it has written; one that is broken forgets some of what it is told to write. */
export function crashingStorage(storage: Storage, plan: () => CrashPlan, forgets: () => boolean): Storage {
  const crashing = (store: WorkspaceStore): WorkspaceStore => ({
    ...store,
    write: async (writes) => {
      plan().pass('before the server writes');
      if (!forgets()) await store.write(writes);
      plan().pass('after the server has written');
    },
  });
  return {
    found: (sequence, work) => storage.found(sequence, (store) => work(crashing(store))),
    transaction: (workspace, wanted, work) =>
      storage.transaction(workspace, wanted, (store, found) => work(crashing(store), found)),
    reading: <T>(workspace: string, work: (store: StoreReader) => Promise<T>) => storage.reading(workspace, work),
    glance: (workspace, wanted) => storage.glance(workspace, wanted),
    workspaces: (after, limit) => storage.workspaces(after, limit),
    numbers: (workspaces) => storage.numbers(workspaces),
    listen: (heard) => storage.listen(heard),
    close: () => storage.close(),
  };
}
