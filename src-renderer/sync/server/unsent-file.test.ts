import { expect, it } from 'vitest';
import { unsentFile } from './unsent-file';

it('lies beside the folder of the workspace, named after it', () => {
  expect(unsentFile('/home/ines/northwind', 'Northwind GmbH', '2026-11-22')).toBe(
    '/home/ines/unsent-northwind-gmbh-2026-11-22.ndjson',
  );
  expect(unsentFile('C:\\Desk\\north\\', 'Żółw', '2026-11-22')).toBe('C:\\Desk\\unsent-w-2026-11-22.ndjson');
  expect(unsentFile(null, '日本', '2026-11-22')).toBe('unsent-workspace-2026-11-22.ndjson');
});
