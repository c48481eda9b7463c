import type { Change } from '../kernel/change';
import { Chain, ChainAnnouncement, ChainRevocation, PolicySet } from './schema';

/** Which commands may write what keys are trusted by, and what decides. */
const WRITERS: Record<string, readonly string[]> = {
  [Chain.name]: ['workspace.create', 'chain.open'],
  [ChainAnnouncement.name]: ['workspace.create', 'chain.announce'],
  [ChainRevocation.name]: ['chain.revoke'],
  [PolicySet.name]: ['workspace.create', 'policy.install'],
  serverAppointment: ['sync.appoint'],
};

/** What admins alone do to keys and policies; the gate said so where the receipt was committed, and a forger has no gate. */
const FOR_ADMINS: readonly string[] = ['chain.announce', 'chain.revoke', 'policy.install', 'sync.appoint'];

/** What the chain of an appointed server may do, and nothing else. */
const FOR_SERVERS: readonly string[] = ['chain.open', 'chain.announce', 'chain.revoke'];

/**
 * Why a signer may not decide on keys, roles and policies as this act does; empty where they may. A signature alone says only who it was.
 * `roles` are the signer's when it was made; `server` tells that the chain is the server's own; `begun`, that the workspace has a first
 * receipt already.
 */
export function entitlementFaults(act: {
  command: string;
  changes: readonly Pick<Change, 'entity' | 'op' | 'fields'>[];
  roles: () => ReadonlySet<string>;
  server: boolean;
  begun: boolean;
}): string[] {
  const { command, changes } = act;
  for (const { entity } of changes) {
    const writers = Object.hasOwn(WRITERS, entity) ? WRITERS[entity] : undefined;
    if (writers && !writers.includes(command)) return [`“${command}” cannot decide on keys or policies`];
  }
  if (act.server) return FOR_SERVERS.includes(command) ? [] : [`a server does not do “${command}”`];
  // Otherwise a forger would make an admin of themselves first.
  const decides = FOR_ADMINS.includes(command) || (command !== 'workspace.create' && changes.some(givesRoles));
  if (decides && !act.roles().has('admin')) {
    return ['only an admin decides on keys, roles and policies, and whoever signed it was none then'];
  }
  if (command === 'workspace.create' && act.begun) return ['a workspace begins once'];
  return [];
}

const givesRoles = ({ entity, op, fields }: Pick<Change, 'entity' | 'op' | 'fields'>): boolean =>
  entity === 'person' && (op !== 'patch' || 'roles' in fields || 'archived' in fields);
