import { implement } from '@orpc/server';
import { searchContract } from '../../src-shared/search';
import { readableFor } from '../desk';
import { titleOf } from '../receipts';
import type { Session } from '../session';

const os = implement(searchContract).$context<Session>();

export const searchRouter = os.router({
  find: os.find.handler(({ context, input }) => {
    const workspace = context.desk.workspace();
    const seen = new Set<string>();
    return workspace.search
      .find(input.text, readableFor(context).readers, input.entity ? 500 : input.limit * 2)
      .filter(({ entity, id }) => {
        if (input.entity && entity !== input.entity) return false;
        const key = `${entity}/${id}`;
        if (seen.has(key)) return false;
        seen.add(key);
        return true;
      })
      .slice(0, input.limit)
      .map(({ entity, id, excerpt }) => ({
        entity,
        id,
        label: workspace.definitions.get(entity)?.label ?? entity,
        title: titleOf(context, workspace, entity, id),
        excerpt,
      }));
  }),
});
