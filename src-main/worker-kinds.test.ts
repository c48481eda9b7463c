import { expect, it } from 'vitest';
import { kindsOfJobs } from './worker-kinds';

it('every kind of background work is found by the name that its jobs are sent with', async () => {
  for (const [name, load] of Object.entries(kindsOfJobs)) expect((await load()).kind).toBe(name);
});
