import { oc } from '@orpc/contract';
import { describe, expect, it } from 'vitest';
import { serverContract } from '../../src-shared/sync/server-contract';
import { matcher, procedures, routesOf } from './routes';

const routes = routesOf(serverContract);

describe('routes', () => {
  it('say what they need, every one', () => {
    expect(routes.length).toBe([...procedures(serverContract)].length + 9);
    const open = routes.filter(({ needs }) => needs === 'nobody').map(({ method, path }) => `${method} ${path}`);
    expect(open).toEqual([
      'GET /v1/about',
      'POST /v1/sessions',
      'POST /v1/sessions/refresh',
      'GET /openapi.json',
      'GET /healthz',
      'GET /readyz',
      'GET /metrics',
    ]);
    for (const { path, needs } of routes) {
      if (path.includes('{workspace}')) expect(['member', 'admin']).toContain(needs);
    }
  });

  it('are refused as a whole when one was forgotten', () => {
    const forgotten = { open: oc.route({ method: 'GET', path: '/v1/forgotten' }) };
    expect(() => routesOf(forgotten)).toThrow(/must say/);
  });

  it('let machines read only', () => {
    for (const { method, machine } of routes) if (machine) expect(['GET', 'HEAD']).toContain(method);
  });

  it('take nothing in a path that climbs or is escaped', () => {
    const match = matcher(routes);
    expect(match('GET', '/v1/workspaces/w/pull')).toMatchObject({ parameters: { workspace: 'w' } });
    for (const path of [
      '/v1/workspaces/../pull',
      '/v1/workspaces/a%2fb/pull',
      '/v1/workspaces//pull',
      '/v1/workspaces/a.b/pull',
    ]) {
      expect(match('GET', path)).toBeNull();
    }
    expect(match('PATCH', '/v1/workspaces/w/pull')).toBe(false);
    expect(match('GET', '/v1/nothing')).toBeNull();
  });
});
