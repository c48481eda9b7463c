import { ProofdeskError } from '../../../src-shared/kernel/errors';
import type { Session } from '../../session';
import type { ToCompose } from './material';

/** Binds the documents of a binder into one file. Returns the id of its record. */
export async function bindBinder(_session: Session, from: ToCompose): Promise<string> {
  throw new ProofdeskError({ code: 'unavailable', message: `${from.number} cannot be bound here yet.` });
}
