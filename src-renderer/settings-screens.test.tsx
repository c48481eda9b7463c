// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { openState, renderApplication } from './app/testing';
import { todayArea } from './today/area';
import { CompanySettings } from './workspace/settings/company-settings';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('saves a logo with what is typed while it is checked, and not before', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ id: 'f1', name: 'mark.svg', bytes: 1, sha256: 'ab'.repeat(32) }));
  let checked = (_: { digest: string }): void => {};
  const revise = vi.fn(async () => ({ outcome: 'committed', receipts: [] }));
  renderApplication({
    areas: [
      todayArea,
      { name: 'settings', screens: [{ path: '/settings', component: CompanySettings, title: 'Company' }] },
    ],
    path: '/settings',
    procedures: {
      workspace: {
        state: async () => openState,
        keepLogo: () => new Promise((give) => (checked = give)),
        revise,
        drafts: {
          get: async () => ({ body: null, updated: null }),
          put: async () => {},
          drop: async () => {},
        },
      },
    },
  });
  const company = await screen.findByRole('textbox', { name: 'Company' });
  const save = screen.getByRole('button', { name: /Save changes/ });
  await userEvent.upload(
    document.querySelector('input[type=file]') as HTMLInputElement,
    new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'mark.svg', { type: 'image/svg+xml' }),
  );
  await waitFor(() => expect(save.getAttribute('aria-busy')).toBe('true'));
  await userEvent.clear(company);
  await userEvent.type(company, 'Northwind AG');
  await userEvent.click(save);
  expect(revise).not.toHaveBeenCalled();

  checked({ digest: 'ab'.repeat(32) });
  await waitFor(() => expect(save.getAttribute('aria-busy')).toBe(null));
  await userEvent.click(save);
  await waitFor(() => expect(revise).toHaveBeenCalledOnce());
  expect(revise.mock.calls[0]).toMatchObject([
    { input: { company: 'Northwind AG', brand: { logo: 'ab'.repeat(32) } } },
  ]);
});
