import type { Context } from '../../src-shared/kernel/context';

/** What an OpenAPI document says of one operation, as far as malformed requests are made from it. */
export interface Operation {
  method: string;
  path: string;
  /** Query parameters by name. */
  query: string[];
  /** Fields of the JSON body. */
  body: string[];
}

interface Described {
  parameters?: { name: string; in: string }[];
  requestBody?: { content?: Record<string, { schema?: { properties?: Record<string, unknown> } }> };
}

/** Every operation of an OpenAPI document. */
export function operationsOf(document: unknown): Operation[] {
  const { paths } = document as { paths: Record<string, Record<string, Described>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      query: parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
      body: Object.keys(requestBody?.content?.['application/json']?.schema?.properties ?? {}),
    })),
  );
}

/** Values that break programs which trust what they are sent. */
const NASTY: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  '0',
  "' OR '1'='1",
  "'; DROP TABLE accounts; --",
  '$1',
  '../../../etc/passwd',
  '%00',
  'x\u0000y',
  '\r\nset-cookie: a=b',
  '\ud800',
  '{{7*7}}',
  'a'.repeat(5_000),
  [],
  [[[[]]]],
  {},
  { __proto__: { admin: true }, constructor: { prototype: {} } },
  { toString: 1 },
];

/** A request that nobody should send, for an operation; the same random numbers give the same one. */
export function malformed(
  operation: Operation,
  workspace: string,
  context: Context,
): { path: string; init: RequestInit } {
  const random = () => Buffer.from(context.randomBytes(4)).readUInt32LE() / 2 ** 32;
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)]!;
  const text = () => {
    const value = pick(NASTY);
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  };
  const path = operation.path
    .replace('{workspace}', () =>
      random() < 0.8 ? workspace : encodeURIComponent(text().toWellFormed().slice(0, 200)),
    )
    .replace(/\{\w+\}/g, () => encodeURIComponent(text().toWellFormed().slice(0, 200)) || 'x');
  const query = new URLSearchParams();
  for (const name of operation.query) if (random() < 0.8) query.append(name, text().slice(0, 300));
  if (random() < 0.2) query.append('a[99999999]', '1');
  const init: RequestInit = { method: operation.method, redirect: 'error' };
  if (operation.method === 'POST' || operation.method === 'PUT' || operation.method === 'DELETE') {
    const fields = Object.fromEntries(operation.body.filter(() => random() < 0.85).map((name) => [name, pick(NASTY)]));
    const bodies = [
      JSON.stringify(fields),
      JSON.stringify(fields),
      JSON.stringify(pick(NASTY)),
      '{"a":',
      '[',
      '\u0000',
      '"',
      `${'['.repeat(4_000)}`,
    ];
    init.body = pick(bodies);
    init.headers = {
      'content-type': pick([
        'application/json',
        'application/json',
        'application/json',
        'text/plain',
        'multipart/form-data; boundary=x',
        'application/x-www-form-urlencoded',
      ]),
      ...(random() < 0.1 && { 'content-encoding': pick(['gzip', 'br', 'deflate', 'zstd', '../x']) }),
    };
  }
  return { path: `${path}${query.size > 0 ? `?${query}` : ''}`, init };
}
