import type { DeskClient } from '../../src-shared/contract';
import { errorRecord } from '../../src-shared/kernel/errors';

/** The id of a case by its id or number, by a model or with lines of its own; throws `not-found`. */
export async function findCase(client: DeskClient, text: string): Promise<string> {
  try {
    return (await client.roi.case({ case: text })).id;
  } catch (thrown) {
    if (errorRecord(thrown).code !== 'not-found') throw thrown;
    return (await client.roi.get({ id: text })).id;
  }
}
