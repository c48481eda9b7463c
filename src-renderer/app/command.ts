import { useCallback, useRef, useState } from 'react';
import type { Outcome } from '../../src-shared/kernel/command';
import { type ErrorRecord, errorRecord } from '../../src-shared/kernel/errors';

/** How a command is called besides its input. */
export interface CommandOptions {
  reason?: string;
}

interface CommandCall<I> extends CommandOptions {
  input: I;
  simulate?: boolean;
  requestApproval?: boolean;
}

/** A command of the typed client: `desk.workspace.revise`. */
export type CommandProcedure<I, R> = (call: CommandCall<I>) => Promise<Outcome<R>>;

export interface CommandRun<I, R> {
  /** Runs the command. Null when it failed: then `problem` says why, and stays until the next run or `forget`. */
  run(input: I, options?: CommandOptions): Promise<Outcome<R> | null>;
  /** Shows what the command would change and how the policies decide. Changes nothing. */
  simulate(input: I, options?: CommandOptions): Promise<Outcome<R> | null>;
  busy: boolean;
  problem: ErrorRecord | null;
  forget(): void;
  /** After `approval-needed`: asks for the approval of exactly what was tried; null otherwise. */
  requestApproval: (() => Promise<Outcome<R> | null>) | null;
}

/**
 * A command with the state that a form needs: busy, and the error in its place.
 *
 * @example
 * const revise = useCommand(useDesk().workspace.revise);
 * <Form onSubmit={() => revise.run({ company })}>… <CommandProblem command={revise} /></Form>
 */
export function useCommand<I, R>(procedure: CommandProcedure<I, R>): CommandRun<I, R> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const tried = useRef<CommandCall<I> | null>(null);
  // The client makes its procedures anew at each mention.
  const latest = useRef(procedure);
  latest.current = procedure;
  const call = useCallback(async (how: CommandCall<I>) => {
    setBusy(true);
    setProblem(null);
    if (!how.simulate) tried.current = how;
    try {
      return await latest.current(how);
    } catch (thrown) {
      setProblem(errorRecord(thrown));
      return null;
    } finally {
      setBusy(false);
    }
  }, []);
  return {
    run: useCallback((input, options) => call({ input, ...options }), [call]),
    simulate: useCallback((input, options) => call({ input, ...options, simulate: true }), [call]),
    busy,
    problem,
    forget: useCallback(() => setProblem(null), []),
    requestApproval:
      problem?.code === 'approval-needed' && tried.current
        ? () => call({ ...(tried.current as CommandCall<I>), requestApproval: true })
        : null,
  };
}
