import { describe, expect, it } from 'vitest';
import type { Change } from './change';
import { archives, beyondWrites, creates, patches, theActor, type Writes } from './writes';

const change = (op: Change['op'], fields: Change['fields'] = {}, entity = 'quote', id = 'q1'): Change => ({
  entity,
  schema: 1,
  id,
  op,
  fields,
});
const beyond = (writes: Writes | undefined, ...changes: Change[]) =>
  beyondWrites({ name: 'quote.do', writes }, changes, 'ada');

describe('what a command may write', () => {
  it('is nothing where its declaration does not say, and that says how to mend it', () => {
    expect(beyond(undefined, change('create'))).toEqual([expect.stringContaining('give its declaration `writes`')]);
  });

  it('is refused for other entities, other acts and other fields', () => {
    const writes = [patches('quote', ['title'])];
    expect(beyond(writes, change('patch', { title: 'x' }))).toEqual([]);
    expect(beyond(writes, change('patch', {}))).toEqual([]);
    expect(beyond(writes, change('patch', { status: 'released' }))).toEqual(['quote.do may not write quote.status.']);
    expect(beyond(writes, change('archive'))).toEqual(['quote.do may not archive a row of quote.']);
    expect(beyond(writes, change('create', { roles: ['admin'] }, 'person'))).toEqual([
      'quote.do may not create a row of person.',
    ]);
  });

  it('is refused for values that are not among the named ones, and for another name than the acting person’s', () => {
    const writes = [
      patches('quote', ['status'], { status: ['submitted'] }),
      creates('quote', { owner: theActor, kept: [null] }),
    ];
    expect(beyond(writes, change('patch', { status: 'submitted' }))).toEqual([]);
    expect(beyond(writes, change('patch', { status: 'released' }))).toEqual([
      'quote.do may not set quote.status to "released".',
    ]);
    expect(beyond(writes, change('create', { owner: 'ada' }))).toEqual([]);
    expect(beyond(writes, change('create', { owner: 'eve' }))).toEqual([
      'quote.do writes quote.owner only in the name of whoever does it.',
    ]);
    expect(beyond(writes, change('create', {}))).toHaveLength(1);
    expect(beyond(writes, change('create', { owner: 'ada', kept: { decisions: [] } }))).toHaveLength(1);
  });

  it('lets one of several rules for an entity speak for a change as a whole', () => {
    const writes = [patches('quote', ['a'], { a: [1] }), patches('quote', ['b'])];
    expect(beyond(writes, change('patch', { b: 2 }))).toEqual([]);
    expect(beyond(writes, change('patch', { a: 1, b: 2 }))).not.toEqual([]);
    expect(beyond([archives('quote')], change('archive'))).toEqual([]);
  });

  it('is, for an undo, what the undone act touched', () => {
    const undone = [
      change('patch', { title: 'x' }),
      change('create', { sku: 'S' }, 'line', 'l1'),
      change('archive', {}, 'line', 'l2'),
    ];
    const undo = (...changes: Change[]) =>
      beyondWrites({ name: 'receipt.undo', writes: 'undone' }, changes, 'ada', undone);
    expect(undo(change('patch', { title: 'y' }), change('archive', {}, 'line', 'l1'))).toEqual([]);
    expect(undo(change('patch', { archived: false }, 'line', 'l2'))).toEqual([]);
    expect(undo(change('patch', { status: 'released' }))).toEqual(['The undone act did not write quote.status.']);
    expect(undo(change('archive'))).toHaveLength(1);
    expect(undo(change('patch', { roles: [] }, 'person', 'p'))).toEqual(['The undone act did not touch the person p.']);
    expect(undo(change('create', {}, 'line', 'l1'))).toEqual(['Undoing makes no new rows.']);
  });
});
