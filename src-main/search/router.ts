import { implement } from '@orpc/server';
import { searchContract, TITLES_LISTED } from '../../src-shared/search';
import { readableFor } from '../desk';
import { titleOf, titleOfRow } from '../receipts';
import type { Session } from '../session';

const os = implement(searchContract).$context<Session>();

export const searchRouter = os.router({
  titles: os.titles.handler(({ context, input }) => {
    const workspace = context.desk.workspace();
    const definition = workspace.definitions.get(input.entity);
    if (!definition) return [];
    const readable = readableFor(context);
    const collator = new Intl.Collator();
    return workspace.reader
      .where(definition, {})
      .map((row) => ({ id: row.id, title: titleOfRow(definition, readable.see(definition, row)) }))
      .sort((a, b) => collator.compare(a.title, b.title))
      .slice(0, TITLES_LISTED);
  }),
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
