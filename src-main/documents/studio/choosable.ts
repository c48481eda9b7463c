import type { PlanState } from '../../../src-core/commands/implementation';
import { distinctLabels, VerdictRecord } from '../../../src-shared/bakeoffs';
import { ReleasedElement } from '../../../src-shared/claims';
import { partsOfKinds, type SourceRef } from '../../../src-shared/documents';
import { findSubject } from './subjects';

/** The rows of a part that can be chosen from, by the keys that a block names; none for parts that are shown whole. */
export function choosableRows(
  state: Pick<PlanState, 'get' | 'where'>,
  ref: SourceRef | null,
  part: string,
): { key: string; label: string }[] {
  if (!ref || !partsOfKinds[ref.kind]?.find(({ key }) => key === part)?.choosable) return [];
  const subject = findSubject(state, ref);
  if (!subject) return [];
  if (ref.kind === 'proof-deck') {
    const verdict = state.get(VerdictRecord, subject.id);
    const labels = new Map(distinctLabels(verdict?.metrics ?? []).map(({ id, label }) => [id, label]));
    return (verdict?.rows ?? []).map(({ key }) => ({ key, label: labels.get(key) ?? key }));
  }
  return state
    .where(ReleasedElement, { release: subject.id })
    .sort((a, b) => a.index - b.index)
    .map(({ content }) => ({ key: content.label, label: `${content.label}: ${content.limitation}`.slice(0, 200) }));
}
