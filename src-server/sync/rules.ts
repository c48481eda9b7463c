import type { EntityDefinition } from '../../src-shared/kernel/entity';
import type { CommandRule } from '../../src-shared/rules-of-commands';

/** What the server knows of entities and commands. */
export interface ServerDomain {
  entities: readonly EntityDefinition[];
  rules: ReadonlyMap<string, CommandRule>;
}
