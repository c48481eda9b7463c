import { z } from 'zod';
import { declareCommand } from '../kernel/command';
import { defineEntity, field } from '../kernel/entity';
import { creates } from '../kernel/writes';

/** Who decides for this workspace: an admin's word that a server's chain may announce and revoke the chains of devices. */
export const ServerAppointment = defineEntity({
  name: 'serverAppointment',
  schema: 1,
  label: 'appointment of a server',
  fields: {
    /** The server's own chain, and the key that signs its receipts and its decisions. */
    chain: field(z.string(), { label: 'Chain', merge: 'immutable', index: true }),
    publicKey: field(z.string(), { label: 'Public key (Ed25519, base64url)', merge: 'immutable' }),
    /** Where devices reach it. */
    address: field(z.string().max(2_000), { label: 'Address', merge: 'immutable' }),
  },
});

/** The act by which a workspace that was on one device alone gets a server. From then on that server decides. */
export const appointServer = declareCommand({
  name: 'sync.appoint',
  version: 1,
  deed: 'appointed the server',
  writes: [creates('serverAppointment')],
  input: z.object({
    chain: z.string().min(1).max(64),
    publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be a raw Ed25519 key as base64url'),
    address: z.string().max(2_000),
  }),
  result: z.object({ id: z.string() }),
  notUndoable: 'What a server has decided stands; a workspace keeps its server.',
});
