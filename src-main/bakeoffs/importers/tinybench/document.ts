import type { HarnessFile, ParseContext } from '../interface';
import { embeddedJson } from '../reading/embedded-json';

/**
 * The JSON document of a file in which the script may have printed other lines around it. Throws the context's refusal for
 * several documents: nothing says which of them are results of one run.
 */
export async function documentOf(file: HarnessFile, context: ParseContext): Promise<unknown> {
  const [first, second] = await embeddedJson(file, context);
  if (second) {
    throw context.refusal(file, {
      message: 'The file holds several JSON documents.',
      where: { line: second.line },
      hint: 'Write the tasks of each run to a file of its own.',
    });
  }
  return first?.value;
}
