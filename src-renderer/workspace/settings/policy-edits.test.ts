import { expect, it } from 'vitest';
import {
  editedPolicies,
  listPolicies,
  policyAnnotation,
  policyEffect,
  policyId,
  withEdit,
  withoutEdit,
} from './policy-edits';

const allow = '@id("rep-may-quote")\npermit (principal, action == Action::"quote.submit", resource);';
const refuse =
  '// forbid comes later\n@id("over-limit")\n@needs("finance")\n@say("Say \\"please\\".")\nforbid (principal, action, resource);';

it('reads what a policy says of itself', () => {
  expect([policyId(allow), policyId('permit (principal, action, resource);')]).toEqual(['rep-may-quote', null]);
  expect([policyEffect(allow), policyEffect(refuse)]).toEqual(['permit', 'forbid']);
  expect(policyEffect(`// forbid (\n@id("x")\n@say("forbid (this)")\npermit (principal, action, resource);`)).toBe(
    'permit',
  );
  expect([policyAnnotation(refuse, 'needs'), policyAnnotation(refuse, 'say'), policyAnnotation(allow, 'say')]).toEqual([
    'finance',
    'Say "please".',
    null,
  ]);
});

it('installs what was edited, added and left, without what was taken away', () => {
  const inForce = { 'rep-may-quote': allow, 'over-limit': refuse };
  const added = '@id("everybody-reads") permit (principal, action, resource);';
  const changed = `${allow} // since 2026`;
  const edits = withEdit(withEdit({ 'over-limit': null }, 'rep-may-quote', changed), null, added);
  const listed = listPolicies(inForce, edits);
  expect(listed.map(({ id, state }) => [id, state])).toEqual([
    ['everybody-reads', 'added'],
    ['over-limit', 'removed'],
    ['rep-may-quote', 'changed'],
  ]);
  expect(editedPolicies(listed)).toEqual({ 'rep-may-quote': changed, 'everybody-reads': added });
  expect(editedPolicies(listPolicies(inForce, withoutEdit(edits, 'over-limit')))['over-limit']).toBe(refuse);
});

it('renames a policy whose text names another id', () => {
  const renamed = allow.replace('rep-may-quote', 'rep-quotes');
  const listed = listPolicies({ 'rep-may-quote': allow }, withEdit({}, 'rep-may-quote', renamed));
  expect(Object.keys(editedPolicies(listed))).toEqual(['rep-quotes']);
});

it('counts an edit that came back to the text in force as none', () => {
  expect(listPolicies({ 'rep-may-quote': allow }, { 'rep-may-quote': allow })[0]?.state).toBe('same');
});
