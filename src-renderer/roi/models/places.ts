import type { RoiModelContent, RoiModelProblem } from '../../../src-shared/roi';

/** The first problem at a place of the content, or inside of it; errors before notes. */
export function problemAt(problems: readonly RoiModelProblem[], place: string): RoiModelProblem | null {
  const own = problems.filter(({ field }) => field === place || field.startsWith(`${place}.`));
  return own.find(({ severity }) => severity === 'error') ?? own[0] ?? null;
}

/** `input_3`: a name that no input and no formula has yet. */
export function freeName(base: string, { inputs, formulas }: RoiModelContent): string {
  const taken = new Set([...inputs, ...formulas].map(({ name }) => name));
  for (let count = 1; ; count += 1) {
    const name = `${base}_${count}`;
    if (!taken.has(name)) return name;
  }
}
