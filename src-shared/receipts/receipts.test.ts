import { describe, expect, it } from 'vitest';
import {
  announceChain,
  Chain,
  ChainAnnouncement,
  createWorkspaceCommand,
  Erasure,
  openChain,
  PolicySet,
  revokeChain,
  Settlement,
  settleFact,
  undoReceipt,
} from './index';

describe('what keys and erasures rest on', () => {
  it.each([Chain, ChainAnnouncement, Erasure, PolicySet, Settlement])('$name never changes', ({ fields }) => {
    for (const [name, { merge }] of Object.entries(fields)) expect(merge, name).toBe('immutable');
  });

  it.each([Chain, ChainAnnouncement, Erasure, PolicySet, Settlement])(
    '$name holds nothing that an erasure or a withheld part would take away',
    ({ fields }) => {
      // Signatures are checked by everybody, with whatever parts they hold.
      for (const [name, { readers }] of Object.entries(fields)) expect(readers ?? 'shared', name).toBe('shared');
    },
  );

  it.each([announceChain, createWorkspaceCommand, openChain, revokeChain, settleFact])(
    '$name cannot be undone, and says why',
    ({ notUndoable }) => {
      expect(notUndoable).toMatch(/^[A-Z].*\.$/);
    },
  );
});

describe('settling a contested fact', () => {
  it('has one of two outcomes, and always a reason', () => {
    const takes = (outcome: string) => settleFact.input.safeParse({ receipt: 'h', outcome }).success;
    expect([takes('stands'), takes('void'), takes('maybe')]).toEqual([true, true, false]);
    expect(settleFact.reasonRequired).toBe(true);
  });
});

describe('undoing', () => {
  it('tells the policies whose act it was and whether the person could do it', () => {
    expect(Object.keys(undoReceipt.facts ?? {}).sort()).toEqual(['mayDoIt', 'own', 'undoable']);
  });

  it('can itself be undone', () => {
    expect(undoReceipt.notUndoable).toBeUndefined();
  });
});
