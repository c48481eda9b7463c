import canonicalize from 'canonicalize';
import { ProofdeskError } from './errors';

/** The RFC 8785 text of a JSON value: one value, one text, so that a digest of it means the value. Throws for what is not JSON. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) {
    throw new ProofdeskError({ code: 'internal', message: 'A value that is not JSON cannot be recorded.' });
  }
  return text;
}
