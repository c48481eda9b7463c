// @vitest-environment happy-dom
import { useQuery } from '@tanstack/react-query';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { ProofdeskError } from '../../../../src-shared/kernel/errors';
import { renderPart } from '../../../../test/renderer/render-part';
import { useDeskQueries } from '../../../client';
import { CheckedFiles, useCheckedFiles } from './checked-files';

afterEach(cleanup);

function Chart() {
  const files = useCheckedFiles('c');
  useQuery(useDeskQueries().claims.chart.queryOptions({ input: { chart: 'c' } }));
  return (
    <>
      <button type="button" onClick={files.check}>
        Check
      </button>
      <CheckedFiles files={files} labels={[]} />
    </>
  );
}

function shown(checkEvidence: () => Promise<unknown>) {
  const chart = vi.fn(async () => ({}));
  renderPart(<Chart />, { claims: { chart, checkEvidence } });
  return chart;
}

it('says that all is as it was cited, and asks for the chart again: what was missing in it may have come', async () => {
  const chart = shown(async () => ({ files: 3, broken: [] }));
  await userEvent.click(screen.getByRole('button', { name: 'Check' }));
  expect((await screen.findByRole('status')).textContent).toContain('3 cited files read');
  await waitFor(() => expect(chart).toHaveBeenCalledTimes(2));
});

it('is silent where the person called it off, and says what went wrong otherwise', async () => {
  const answers = [
    new ProofdeskError({ code: 'cancelled', message: 'Fetching 3 files was cancelled.' }),
    new ProofdeskError({ code: 'forbidden', message: 'This is for those who draft.' }),
  ];
  const chart = shown(() => Promise.reject(answers.shift()));
  await userEvent.click(screen.getByRole('button', { name: 'Check' }));
  await waitFor(() => expect(chart).toHaveBeenCalledTimes(2));
  expect(screen.queryByText(/cancelled/)).toBeNull();
  expect(screen.queryByRole('status')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Check' }));
  expect(await screen.findByText('This is for those who draft.')).toBeTruthy();
});
