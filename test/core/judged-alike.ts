import { checkChanges } from '../../src-core/commands/check-changes';
import type { CommandImplementation, Plan, PlanTools } from '../../src-core/commands/implementation';
import { splitChanges, splitInput } from '../../src-core/ledger/split';
import type { Domain, Workspace } from '../../src-core/workspace/workspace';
import { joinParts } from '../../src-shared/kernel/joined-parts';
import type { Act } from '../../src-shared/kernel/judged';
import { answersOf, readNow } from '../../src-shared/kernel/reading';
import { beyondDeclared, commandRules, judgeAct } from '../../src-shared/rules-of-commands';

/** Commands that were judged, with how often, and where a judgement was another than the plan's. */
export interface JudgedAlike {
  judged: Map<string, number>;
  differences: string[];
}

/**
 * The domain with every plan judged once more from nothing but what its receipts would say, by the rules that a server has. Tests look at
 * what is noted in the end.
 */
export function judgedAlike(domain: Domain, workspaceOf: () => Workspace, noted: JudgedAlike): Domain {
  return {
    ...domain,
    commands: domain.commands.map((command): CommandImplementation => {
      const { declaration } = command;
      return {
        declaration,
        plan(input, state, tools) {
          const plan = command.plan(input, state, tools);
          const name = declaration.name;
          noted.judged.set(name, (noted.judged.get(name) ?? 0) + 1);
          const said = declaration.recorded?.(input) ?? (input as Record<string, unknown>);
          for (const fault of compare(command, said, plan, tools, workspaceOf())) {
            noted.differences.push(`${name}: ${fault}`);
          }
          return plan;
        },
      };
    }),
  };
}

function compare(
  { declaration }: CommandImplementation,
  said: Record<string, unknown>,
  plan: Plan<unknown>,
  tools: PlanTools,
  workspace: Workspace,
): string[] {
  const rule = commandRules.get(declaration.name);
  if (!rule) return ['no rule knows this command'];
  const { changes } = checkChanges(plan.changes, workspace.definitions, workspace.reader);
  const inputs = splitInput(said, declaration.inputReaders ?? {}, 'somebody');
  const parts = [...splitChanges(changes, workspace.definitions, () => 'somebody')].map(([readers, some]) => ({
    readers,
    input: inputs.get(readers),
    changes: some,
  }));
  const alone = [...inputs].filter(([readers]) => !parts.some((part) => part.readers === readers));
  const joined = joinParts(
    JSON.parse(JSON.stringify([...parts, ...alone.map(([readers, input]) => ({ readers, input, changes: [] }))])),
  );
  const act: Act = { actor: tools.actor, at: tools.now, ...joined };
  const answer = answersOf(tools.known, workspace.definitions);
  const judged = readNow(judgeAct(rule, act), answer);
  const faults = beyondDeclared(rule, act);
  const same = (what: string, there: unknown, here: unknown): void => {
    if (JSON.stringify(there) !== JSON.stringify(here)) {
      faults.push(`${what} here ${JSON.stringify(here)}, there ${JSON.stringify(there)}`);
    }
  };
  const declared = Object.entries(declaration.facts ?? {});
  for (const [fact] of declared) same(fact, judged.facts[fact], plan.facts?.[fact]);
  same('facts', Object.keys(judged.facts).sort(), declared.map(([fact]) => fact).sort());
  if (rule.facts) same('resource', judged.resource, plan.resource);
  same('contested', judged.contested ?? [], plan.contested ?? []);
  same('request', judged.approvalRequest ?? null, plan.approvalRequest ?? null);
  if (rule.frozen) same('frozen', readNow(rule.frozen(act), answer), []);
  return faults;
}
