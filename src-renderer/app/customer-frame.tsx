import { Outlet } from '@tanstack/react-router';
import { Suspense, useMemo } from 'react';
import { type Action, Shell, useActions, useText } from '../ui';
import styles from './app.module.css';
import { useAreas } from './areas';
import { ConnectionNotice } from './connection-notice';
import { CrashBoundary } from './crash';
import { leaveCustomerView } from './customer-address';
import { useWhereabouts } from './here';
import { Reading } from './reading';
import { useShownScreen } from './router';
import { appText } from './text';

/**
 * The frame around what one customer sees: no navigation of ours, no search, no people. The page's connection knows this one account
 * only; what is internal is not hidden here but was never sent.
 */
export function CustomerFrame() {
  const t = useText(appText);
  const areas = useAreas();
  const { pattern, path } = useShownScreen();
  const { crumbs } = useWhereabouts();
  const screen = areas.flatMap((area) => area.customer?.screens ?? []).find((one) => one.path === pattern);
  const home = { label: t('customer.home'), to: '/' };
  const plain = pattern === '/' ? [{ label: home.label }] : [home, { label: screen?.title ?? t('missing.title') }];
  useActions(
    useMemo(
      (): Action[] => [
        {
          id: 'customer-view',
          label: t('customer.leave'),
          shortcut: 'Mod Shift U',
          everywhere: true,
          run: () => leaveCustomerView(),
        },
      ],
      [t],
    ),
  );
  return (
    <Shell
      navigation={[]}
      current=""
      breadcrumbs={crumbs ?? plain}
      screenKey={path}
      view={{ value: 'customer', onChange: () => leaveCustomerView() }}
    >
      <ConnectionNotice />
      <div className={styles.customer}>
        <CrashBoundary screenKey={path}>
          <Suspense fallback={<Reading />}>
            <Outlet />
          </Suspense>
        </CrashBoundary>
      </div>
    </Shell>
  );
}
