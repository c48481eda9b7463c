import { ProofdeskError } from '../../src-shared/kernel/errors';
import type { Template } from './resources';

/**
 * What a template of somebody's own may not hold: fetching packages from the network, running other programs, and making either
 * from text that is put together while it runs. Each with the words that say so.
 */
const FORBIDDEN: [RegExp, string][] = [
  [/\b(?:eval|plugin)\b/, 'uses eval or plugin'],
  [/\bstd\b(?!\.page\b)/, 'reaches into the standard module'],
  [/\b(?:import|include)\b(?!\s+"[\w./-]+\.typ")/, 'imports something that is no file of its own'],
  [/\bdictionary\s*\(/, 'turns modules into dictionaries'],
];

/** Why a template must not be run, and where. */
export interface TemplateFault {
  message: string;
  file: string | null;
  line: number | null;
}

/** Why a template must not be run, or null. Comments count as well: the words are few and easy to avoid. */
export function templateFault(template: Template): TemplateFault | null {
  const whole = (message: string): TemplateFault => ({ message, file: null, line: null });
  if (!Object.hasOwn(template.files, template.entry)) return whole(`The template lacks its file ${template.entry}.`);
  for (const [name, text] of Object.entries(template.files)) {
    if (!/^[\w-]+\.typ$/.test(name)) return whole(`${JSON.stringify(name)} cannot be the name of a template file.`);
    for (const [pattern, words] of FORBIDDEN) {
      const found = pattern.exec(text);
      if (found) {
        const line = text.slice(0, found.index).split('\n').length;
        return { message: `${name} ${words} (line ${line}).`, file: name, line };
      }
    }
  }
  return null;
}

/** Refuses a template that must not be run. */
export function checkOwnTemplate(template: Template): void {
  const fault = templateFault(template);
  if (fault) {
    throw new ProofdeskError({
      code: 'bad-input',
      message: `The template cannot be used. ${fault.message}`,
      where: { ...(fault.file && { file: fault.file }), ...(fault.line && { line: fault.line }) },
      hint: 'A template may import its own files and nothing else.',
    });
  }
}
