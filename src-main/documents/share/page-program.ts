import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProofdeskError } from '../../../src-shared/kernel/errors';
import { installationFolder } from '../../installation';

/** The built program and style of the interactive page. */
export interface PageProgram {
  program: string;
  style: string;
}

/** Reads what the page runs with; the same bytes for every page of this Proofdesk. */
export function loadPageProgram(): PageProgram {
  const folder = join(installationFolder(), 'out', 'page');
  const read = (name: string): string => {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch (cause) {
      throw new ProofdeskError(
        {
          code: 'unavailable',
          message: `A file that interactive pages are made with cannot be read: ${name}.`,
          where: { file: join(folder, name) },
          hint: 'Install Proofdesk again, or build it (`npm run build`) in a checkout.',
        },
        { cause },
      );
    }
  };
  return embeddable({ program: read('page.js'), style: read('page.css') });
}

/** The same program, with nothing in it that could end the element it stands in. */
export const embeddable = ({ program, style }: PageProgram): PageProgram => ({
  program: program.trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--').replaceAll('\r', ''),
  style: style.trim().replaceAll('</', '<\\/').replaceAll('\r', ''),
});
