import * as approvals from './approvals';
import * as bakeoffs from './bakeoffs';
import * as caseStudies from './case-studies';
import * as claims from './claims';
import * as deals from './deals';
import * as documents from './documents';
import { approvedRequest, givenApprovals } from './judging/approvals/approved-act';
import { factRules } from './judging/fact-rules';
import { type FrozenFault, frozenRules } from './judging/frozen-rules';
import type { CommandDeclaration } from './kernel/command';
import type { Act, Judged } from './kernel/judged';
import { type Reading, reading } from './kernel/reading';
import { beyondWrites } from './kernel/writes';
import * as pricing from './pricing';
import * as quotes from './quotes';
import * as receipts from './receipts';
import * as roi from './roi';
import * as successPlans from './success-plans';
import * as appointment from './sync/appointment';
import * as workspace from './workspace';

/** All that is known of a command without running it: enough to judge an act that somebody else has done. */
export interface CommandRule {
  declaration: CommandDeclaration;
  /** The facts that the policy gate is asked with; absent where the command declares none and nothing else is looked at. */
  facts?: (act: Act) => Reading<Judged>;
  /** What of the figures that it freezes does not follow from the inputs that it copies, or is not what stands in the workspace. */
  frozen?: (act: Act) => Reading<FrozenFault[]>;
  /** The row that an act is about, where its facts do not say. */
  resource(act: Act): { entity: string; id: string };
}

const isDeclaration = (value: unknown): value is CommandDeclaration =>
  typeof value === 'object' && value !== null && 'deed' in value && 'input' in value && 'version' in value;

const declared = [
  approvals,
  bakeoffs,
  caseStudies,
  claims,
  deals,
  documents,
  pricing,
  quotes,
  receipts,
  roi,
  successPlans,
  appointment,
  workspace,
].flatMap((domain) => Object.values(domain as Record<string, unknown>).filter(isDeclaration));

const declarations: ReadonlyMap<string, CommandDeclaration> = new Map(declared.map((one) => [one.name, one]));

const facts = factRules((name) => declarations.get(name));

/** Every command of the product by its name. */
export const commandRules: ReadonlyMap<string, CommandRule> = new Map(
  [...declarations].map(([name, declaration]): [string, CommandRule] => {
    const factRule = facts[name];
    const frozenRule = frozenRules[name];
    return [
      name,
      {
        declaration,
        ...(factRule && { facts: (act: Act) => reading((known) => factRule(act, known)) }),
        ...(frozenRule && { frozen: (act: Act) => reading((known) => frozenRule(act, known)) }),
        resource: firstTouched,
      },
    ];
  }),
);

/** An act about no row of its own is about the first that it writes. */
function firstTouched({ changes }: Act): { entity: string; id: string } {
  return { entity: changes[0]?.entity ?? '', id: changes[0]?.id ?? '' };
}

/** What the gate is to be asked with about an act, approvals included. */
export interface JudgedAct extends Judged {
  /** Approvals that stand for it, in the gate's form: `finance`, `finance:2`. */
  approvals: string[];
}

/**
 * Everything that the policy gate is asked with about an act. `cited` are the receipts of decisions that its header names. What it writes
 * is to be held against `beyondDeclared` before.
 */
export function* judgeAct(rule: CommandRule, act: Act, cited: readonly string[] = []): Reading<JudgedAct> {
  const judged: Judged = rule.facts ? yield* rule.facts(act) : { resource: rule.resource(act), facts: {} };
  const request =
    judged.approvalRequest ??
    (cited.length > 0
      ? yield* reading((known) => approvedRequest(act, rule.declaration.name, cited, known))
      : undefined);
  const given = request ? yield* reading((known) => givenApprovals(known, request)) : [];
  return { ...judged, ...(request && { approvalRequest: request }), approvals: given };
}

/** Where an act goes beyond what its command may write, as sentences. An undo is held against what it undoes by its facts. */
export function beyondDeclared({ declaration }: CommandRule, { changes, actor }: Act): string[] {
  return beyondWrites(declaration, changes, actor.id);
}
