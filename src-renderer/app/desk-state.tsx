import { createContext, type ReactNode, useContext } from 'react';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { DeskState, PersonView, Role, WorkspaceView } from '../../src-shared/workspace';

const DeskStateContext = createContext<DeskState | null>(null);

export function DeskStateProvider({ state, children }: { state: DeskState; children: ReactNode }) {
  return <DeskStateContext value={state}>{children}</DeskStateContext>;
}

/** What every screen may take as given: the workspace, who acts, who else there is. */
export function useDeskState(): DeskState {
  const state = useContext(DeskStateContext);
  if (!state) throw new ProofdeskError({ code: 'internal', message: 'A screen was drawn before the desk was asked.' });
  return state;
}

/** The open workspace. */
export function useWorkspace(): WorkspaceView {
  const { workspace } = useDeskState();
  if (!workspace) throw new ProofdeskError({ code: 'not-found', message: 'No workspace is open.' });
  return workspace;
}

/** Who acts. */
export function useActor(): PersonView {
  const { person } = useDeskState();
  if (!person) throw new ProofdeskError({ code: 'forbidden', message: 'Nobody is chosen to act here.' });
  return person;
}

/** Whether who acts has one of the roles: decides what is offered. What is allowed, the policies decide. */
export function useHasRole(...roles: readonly Role[]): boolean {
  const { person } = useDeskState();
  return person?.roles.some((role) => roles.includes(role)) ?? false;
}

/** A person's name by id; null where it was erased or is not known. */
export function usePersonName(): (id: string) => string | null {
  const { people } = useDeskState();
  return (id) => people.find((person) => person.id === id)?.name ?? null;
}
