import { useMemo } from 'react';
import { type DealFilter, type DealSort, dealSorts, openStages, type Stage, stages } from '../../src-shared/deals';
import { useActor, useAddress } from '../app';
import type { TableSort } from '../ui';
import { useToday } from './shared';

export type Shape = 'list' | 'board';

/** What the deals screen shows, as its address says it. */
export interface DealView {
  filter: DealFilter;
  sort: TableSort | null;
  shape: Shape;
  /** Whether the filter leaves out more than closed deals. */
  narrowed: boolean;
  text: string;
  /** `open`, `all` or a stage. */
  stage: string;
  /** `me`, empty for everybody, or a person's id. */
  owner: string;
  late: boolean;
  change(to: Partial<Record<'q' | 'stage' | 'owner' | 'late' | 'shape' | 'sort' | 'down', string | null>>): void;
}

/** Filter, order and shape of the deals screen, kept in its address. */
export function useDealView(): DealView {
  const { search, setSearch } = useAddress();
  const actor = useActor();
  const today = useToday();
  return useMemo(() => {
    const text = search['q'] ?? '';
    const owner = search['owner'] ?? '';
    const late = search['late'] === 'yes';
    const shape: Shape = search['shape'] === 'board' ? 'board' : 'list';
    const stage = stageChoice(search['stage']);
    const sort = dealSorts.find((one) => one === search['sort']);
    return {
      filter: {
        text: text || undefined,
        stages: stagesOf(stage, shape),
        owner: owner === 'me' ? actor.id : owner || undefined,
        late: late || undefined,
        today,
      },
      sort: sort
        ? { column: sort, descending: search['down'] === 'yes' }
        : { column: 'expectedClose', descending: false },
      shape,
      narrowed: text !== '' || owner !== '' || late || stage !== 'open',
      text,
      stage,
      owner,
      late,
      change: setSearch,
    };
  }, [search, setSearch, actor.id, today]);
}

function stageChoice(text: string | undefined): string {
  return text === 'all' || stages.includes(text as Stage) ? (text as string) : 'open';
}

/** The board keeps won deals beside the open ones: there is where cards go. */
function stagesOf(choice: string, shape: Shape): Stage[] | undefined {
  if (choice === 'all') return undefined;
  if (choice !== 'open') return [choice as Stage];
  return shape === 'board' ? [...openStages, 'won'] : [...openStages];
}

/** The column of the table as the list can be sorted by it. */
export function sortInput(sort: TableSort | null): { sort: DealSort; descending: boolean } {
  const column = dealSorts.find((one) => one === sort?.column);
  return { sort: column ?? 'expectedClose', descending: sort?.descending ?? false };
}
