import { z } from 'zod';
import { defineEntity, field } from '../kernel/entity';

/** One person on one device: announces itself with its key, in its first receipt. */
export const Chain = defineEntity({
  name: 'chain',
  schema: 1,
  label: 'chain',
  fields: {
    person: field(z.string(), { label: 'Person', merge: 'immutable', index: true }),
    publicKey: field(z.string(), { label: 'Public key (Ed25519, base64url)', merge: 'immutable' }),
    letters: field(z.string(), { label: 'Number letters', merge: 'immutable' }),
    device: field(z.string(), { label: 'Device', merge: 'immutable' }),
    /** The chain that this one goes on from (after a restore or copy), which signed the new public key. */
    countersignedBy: field(z.string().nullable(), { label: 'Countersigned by', merge: 'immutable' }),
    countersignature: field(z.string().nullable(), { label: 'Countersignature', merge: 'immutable' }),
  },
});

/** The owner's word that a chain's key belongs to that person. Its id is the chain's id. */
export const ChainAnnouncement = defineEntity({
  name: 'chainAnnouncement',
  schema: 1,
  label: 'announcement of a key',
  fields: {
    chain: field(z.string(), { label: 'Chain', merge: 'immutable' }),
    person: field(z.string(), { label: 'Person', merge: 'immutable' }),
    publicKey: field(z.string(), { label: 'Public key', merge: 'immutable' }),
  },
});

/** Ends a chain after a number: what it signs beyond does not count. */
export const ChainRevocation = defineEntity({
  name: 'chainRevocation',
  schema: 1,
  label: 'revocation of a key',
  fields: {
    chain: field(z.string(), { label: 'Chain', merge: 'immutable', index: true }),
    lastNumber: field(z.number().int().nonnegative(), { label: 'Last number that counts', merge: 'immutable' }),
  },
});

/** What an erasure takes: digests of parts and blobs. */
export const Erasure = defineEntity({
  name: 'erasure',
  schema: 1,
  label: 'erasure',
  fields: {
    person: field(z.string(), { label: 'Person', merge: 'immutable', index: true }),
    parts: field(z.array(z.string()), { label: 'Parts', merge: 'immutable' }),
    blobs: field(z.array(z.string()), { label: 'Files', merge: 'immutable' }),
  },
});

/** How a contested fact was settled. Its id is the hash of the contested receipt. */
export const Settlement = defineEntity({
  name: 'settlement',
  schema: 1,
  label: 'settlement of a contested fact',
  fields: {
    receipt: field(z.string(), { label: 'Receipt', merge: 'immutable', index: true }),
    outcome: field(z.enum(['stands', 'void']), { label: 'Outcome', merge: 'immutable' }),
    by: field(z.string(), { label: 'Settled by', merge: 'immutable' }),
  },
});

/** The policies in force: the newest set. Kept for ever, so that old decisions can be reproduced. */
export const PolicySet = defineEntity({
  name: 'policySet',
  schema: 1,
  label: 'set of policies',
  fields: {
    digest: field(z.string(), { label: 'Digest', merge: 'immutable', index: true }),
    policies: field(z.record(z.string(), z.string()), { label: 'Policies', merge: 'immutable' }),
    installed: field(z.number().int(), { label: 'Installed', merge: 'immutable' }),
    /** Digests, by id, of what the release shipped that was answered with this set; null where none was. */
    answered: field(z.record(z.string(), z.string()).nullable().default(null), {
      label: 'Policies of the release',
      merge: 'immutable',
    }),
  },
});
