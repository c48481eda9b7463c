import type { AnyContractProcedure, AnyContractRouter } from '@orpc/contract';
import { isContractProcedure } from '@orpc/contract';
import type { RouteNeeds } from '../../src-shared/sync/server-contract';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

/** One route, whether of the contract or beside it: what it is called by, and what it needs. */
export interface Route {
  method: Method;
  /** `/v1/workspaces/{workspace}/pull`: also its name in metrics and logs, which never hold ids. */
  path: string;
  needs: NonNullable<RouteNeeds['needs']>;
  machine: RouteNeeds['machine'] | null;
  standing?: RouteNeeds['standing'];
  bodyBytes: number;
  /** Name of the raw handler; null: the contract's router answers. */
  raw: RawRoute | null;
}

/** Routes that carry something else than one JSON value each way. */
export type RawRoute =
  | 'blob-head'
  | 'blob-get'
  | 'blob-put'
  | 'notify'
  | 'audit'
  | 'document'
  | 'alive'
  | 'ready'
  | 'metrics';

const SMALL_BODY = 64 * 1024;
const at = '/v1/workspaces/{workspace}';

const raw = (
  method: Method,
  path: string,
  name: RawRoute,
  needs: Route['needs'],
  machine: Route['machine'] = null,
) => ({
  method,
  path,
  needs,
  machine,
  bodyBytes: 0,
  raw: name,
});

/** What stands beside the contract. */
export const RAW_ROUTES: readonly Route[] = [
  raw('HEAD', `${at}/blobs/{digest}`, 'blob-head', 'member', 'blobs'),
  raw('GET', `${at}/blobs/{digest}`, 'blob-get', 'member', 'blobs'),
  raw('PUT', `${at}/blobs/{digest}`, 'blob-put', 'member'),
  raw('GET', `${at}/notify`, 'notify', 'member', 'pull'),
  raw('GET', `${at}/audit`, 'audit', 'admin', 'audit'),
  raw('GET', '/openapi.json', 'document', 'nobody'),
  raw('GET', '/healthz', 'alive', 'nobody'),
  raw('GET', '/readyz', 'ready', 'nobody'),
  raw('GET', '/metrics', 'metrics', 'nobody'),
];

/** Every procedure of a contract, with where it stands in it. */
export function* procedures(router: AnyContractRouter, path: string[] = []): Generator<[string, AnyContractProcedure]> {
  if (isContractProcedure(router)) {
    yield [path.join('.'), router];
    return;
  }
  for (const [name, below] of Object.entries(router)) yield* procedures(below as AnyContractRouter, [...path, name]);
}

/** All routes of a contract and those beside it. Throws for a procedure that says no method, path or need: forgotten is not open. */
export function routesOf(contract: AnyContractRouter): Route[] {
  const declared = [...procedures(contract)].map(([name, procedure]): Route => {
    const { route, meta } = procedure['~orpc'];
    const { needs, machine, standing, bodyBytes } = meta as RouteNeeds;
    if (!needs || !route.method || !route.path) {
      throw new Error(`The route ${name} must say its method, its path and what it needs.`);
    }
    return {
      method: route.method as Method,
      path: route.path,
      needs,
      machine: machine ?? null,
      ...(standing && { standing }),
      bodyBytes: bodyBytes ?? SMALL_BODY,
      raw: null,
    };
  });
  return [...declared, ...RAW_ROUTES];
}

export interface Matched {
  route: Route;
  parameters: Record<string, string>;
}

/** What a parameter of a path may be: ids, digests, days, numbers. Nothing that climbs out of a folder or needs unescaping. */
const PARAMETER = '([A-Za-z0-9_-]{1,64})';

/** Finds a request's route; `false` where the path is there with other methods only, null where it is not. */
export function matcher(routes: readonly Route[]): (method: string, path: string) => Matched | false | null {
  const compiled = routes.map((route) => ({
    route,
    names: [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!),
    pattern: new RegExp(`^${route.path.replace(/\./g, '\\.').replace(/\{\w+\}/g, PARAMETER)}$`),
  }));
  return (method, path) => {
    let known = false;
    for (const { route, names, pattern } of compiled) {
      const found = pattern.exec(path);
      if (!found) continue;
      if (route.method !== method) {
        known = true;
        continue;
      }
      return { route, parameters: Object.fromEntries(names.map((name, index) => [name, found[index + 1]!])) };
    }
    return known ? false : null;
  };
}
