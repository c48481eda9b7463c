import type { CommandDeclaration, Outcome } from '../../src-shared/kernel/command';
import type { Session } from '../session';
import type { CommandCall } from '.';

/** The handler of a command's procedure: `revise: os.revise.handler(running(reviseDeal))`. */
export function running<D extends CommandDeclaration>(declaration: D) {
  return ({ context, input }: { context: Session; input: CommandCall }) =>
    context.desk.run(context, declaration, input) as Outcome<never>;
}
