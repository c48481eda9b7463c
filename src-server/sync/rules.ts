import type { Change } from '../../src-shared/kernel/change';
import type { CommandDeclaration, FactValue } from '../../src-shared/kernel/command';
import type { EntityDefinition, RowOf } from '../../src-shared/kernel/entity';
import type { ActFinding, ActReceipt, StaleFinding } from '../../src-shared/sync/judge';

/** Confirmed state, as rules ask for it. */
export interface ConfirmedState {
  get<D extends EntityDefinition>(definition: D, id: string): Promise<RowOf<D> | undefined>;
  /** Rows whose fields equal these values; archived ones only where `archived` is among them. In order of creation. */
  where<D extends EntityDefinition>(definition: D, fields: Partial<RowOf<D>>): Promise<RowOf<D>[]>;
}

/** An act as rules see it. */
export interface RuledAct {
  actor: { id: string; roles: readonly string[] };
  /** The recorded input, all parts laid over each other. */
  input: Readonly<Record<string, unknown>>;
  changes: readonly Change[];
  receipts: readonly ActReceipt[];
}

/** What the rules of a command make of an act, for the policies. */
export interface ActFacts {
  facts: Readonly<Record<string, FactValue>>;
  resource: { entity: string; id: string };
  /** The approval request whose decisions count. */
  approvalRequest?: string | null;
}

/** What the server knows of a command. */
export interface CommandRule {
  declaration: CommandDeclaration;
  /** Absent: the command has no facts, and is about the first row that it changes. */
  facts?(act: RuledAct, state: ConfirmedState): Promise<ActFacts>;
  /** Frozen figures that do not follow, and copies that differ from confirmed state. Absent: it freezes nothing. */
  frozen?(act: RuledAct, state: ConfirmedState): Promise<{ figures: ActFinding[]; copies: StaleFinding[] }>;
}

/** What the server knows of entities and commands. */
export interface ServerDomain {
  entities: readonly EntityDefinition[];
  rules: ReadonlyMap<string, CommandRule>;
}
