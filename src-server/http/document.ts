import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { errorRecordSchema } from '../../src-shared/kernel/wire';
import { type RouteNeeds, serverContract } from '../../src-shared/sync/server-contract';
import { procedures, RAW_ROUTES, type RawRoute } from './routes';

const WORKSPACE = {
  name: 'workspace',
  in: 'path',
  required: true,
  schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
};
const DIGEST = { name: 'digest', in: 'path', required: true, schema: { type: 'string', pattern: '^[0-9a-f]{64}$' } };
const query = (name: string, description: string, required = false) => ({
  name,
  in: 'query',
  required,
  description,
  schema: { type: 'integer', minimum: 0 },
});
const binary = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
const json = (schema: object) => ({ 'application/json': { schema } });

/** What the contract cannot say about the routes beside it. */
const RAW: Record<
  RawRoute,
  { summary: string; parameters?: object[]; requestBody?: object; responses: Record<string, object> }
> = {
  'blob-head': {
    summary: 'Whether a file is here, or where its upload goes on',
    parameters: [WORKSPACE, DIGEST],
    responses: {
      200: { description: 'The file is here and the asker may read it.' },
      404: {
        description: 'It is not; `upload-offset` says where the next piece begins.',
        headers: { 'upload-offset': { schema: { type: 'integer' } } },
      },
    },
  },
  'blob-get': {
    summary: 'A file, whole or from a byte on (`range: bytes=<first>-`)',
    parameters: [WORKSPACE, DIGEST],
    responses: {
      200: { description: 'The file.', content: binary },
      206: { description: 'The rest of the file.', content: binary },
    },
  },
  'blob-put': {
    summary: 'One piece of a file: 4 MiB, the last one less',
    parameters: [
      WORKSPACE,
      DIGEST,
      query('offset', 'First byte of the piece.'),
      query('size', 'Bytes of the whole file.', true),
    ],
    requestBody: { required: true, content: binary },
    responses: {
      200: {
        description: 'The piece was taken.',
        content: json({
          type: 'object',
          required: ['offset', 'complete'],
          properties: { offset: { type: 'integer' }, complete: { type: 'boolean' } },
        }),
      },
    },
  },
  notify: {
    summary: 'WebSocket: `{"number": n}` at the beginning and whenever the newest number grows',
    parameters: [WORKSPACE],
    responses: { 101: { description: 'The socket is open.' } },
  },
  audit: {
    summary: 'Receipts as CloudEvents 1.0, one a line',
    parameters: [
      WORKSPACE,
      query('after', 'Only those after this number: resume with the last one that was read.'),
      query('limit', 'So many at most.'),
    ],
    responses: {
      200: { description: 'Events in order.', content: { 'application/x-ndjson': { schema: { type: 'string' } } } },
    },
  },
  document: {
    summary: 'This document',
    responses: { 200: { description: 'OpenAPI 3.1.', content: json({ type: 'object' }) } },
  },
  alive: {
    summary: 'Whether the process answers',
    responses: { 200: { description: 'It does.', content: json({ type: 'object' }) } },
  },
  ready: {
    summary: 'Whether requests can be served: database and files are reachable',
    responses: { 200: { description: 'They can.' }, 503: { description: 'They cannot just now.' } },
  },
  metrics: {
    summary: 'Metrics for Prometheus',
    responses: { 200: { description: 'Text.', content: { 'text/plain': { schema: { type: 'string' } } } } },
  },
};

/** The OpenAPI 3.1 document of everything the server serves, generated from the contract and the list of routes beside it. */
export async function openApiDocument(version: string): Promise<string> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(serverContract, {
    info: {
      title: 'Proofdesk server',
      version,
      description: 'What devices sync with. Errors have one shape on every route. docs/operate.md says more.',
    },
    commonSchemas: { Error: { schema: errorRecordSchema } },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  });
  const paths = (document.paths ?? {}) as Record<string, Record<string, unknown>>;
  for (const route of RAW_ROUTES) {
    const operation = { operationId: route.raw, ...RAW[route.raw!] };
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation };
  }
  for (const [, procedure] of procedures(serverContract)) {
    const { route, meta } = procedure['~orpc'];
    const operation = paths[route.path!]?.[route.method!.toLowerCase()] as Record<string, unknown>;
    finish(operation, meta as RouteNeeds);
  }
  for (const { path, method, needs, machine } of RAW_ROUTES) {
    finish(paths[path]![method.toLowerCase()] as Record<string, unknown>, { needs, ...(machine && { machine }) });
  }
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Who may call it, and the one shape of errors, for every operation. */
function finish(operation: Record<string, unknown>, { needs, machine }: RouteNeeds): void {
  operation['x-needs'] = machine ? `${needs}, or a service token for ${machine}` : needs;
  if (needs !== 'nobody') operation['security'] = [{ bearer: [] }];
  const responses = operation['responses'] as Record<string, unknown>;
  responses['default'] = { description: 'An error.', content: json({ $ref: '#/components/schemas/Error' }) };
}
