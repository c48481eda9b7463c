import { queryBuilder } from '../src-core/store/query';
import type { TablesOf } from '../src-core/store/tables';
import type { entities } from '../src-shared/contract';

/** Typed SQL over every business table: `tables.selectFrom('deal').selectAll()`, run with `workspace.runner` or `state.rows`. */
export const tables = queryBuilder<TablesOf<typeof entities>>();
