import { type ComponentType, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  Desk,
  type Navigation,
  type NavigationGroup,
  reportError,
  Shell,
  SyncIndicator,
  type View,
} from '../../src-renderer/ui';
import { BakeoffScreen } from './bakeoff-screen';
import { BoardScreen } from './board-screen';
import { ChartsScreen } from './charts-screen';
import { DealsScreen } from './deals-screen';
import { FormScreen } from './form-screen';
import { PartsScreen } from './parts-screen';
import { QuoteScreen } from './quote-screen';

const screens: Record<string, { title: string; place: string; crumbs: string[]; Screen: ComponentType }> = {
  quote: { title: 'Q-A7-0142', place: 'deals', crumbs: ['Deals', 'Halden Energy'], Screen: QuoteScreen },
  bakeoff: {
    title: 'B-A7-0017 Halden, graph queries at 200 users',
    place: 'bakeoffs',
    crumbs: ['Bakeoffs'],
    Screen: BakeoffScreen,
  },
  deals: { title: 'All deals', place: 'deals', crumbs: ['Deals'], Screen: DealsScreen },
  board: { title: 'Board', place: 'deals', crumbs: ['Deals'], Screen: BoardScreen },
  form: { title: 'New deal', place: 'deals', crumbs: ['Deals'], Screen: FormScreen },
  parts: { title: 'Parts', place: 'today', crumbs: [], Screen: PartsScreen },
  charts: { title: 'Charts', place: 'values', crumbs: ['Value cases'], Screen: ChartsScreen },
};

const groups: NavigationGroup[] = [
  {
    items: [
      { id: 'today', label: 'Today', to: '/parts', count: 4 },
      { id: 'deals', label: 'Deals', to: '/deals', count: 23 },
      { id: 'bakeoffs', label: 'Bakeoffs', to: '/bakeoff', count: 6 },
      { id: 'claims', label: 'Claims', to: '/board', count: 5 },
      { id: 'values', label: 'Value cases', to: '/charts' },
      { id: 'documents', label: 'Documents', to: '/form' },
    ],
  },
  {
    label: 'Catalogue',
    items: [
      { id: 'models', label: 'Pricing models', to: '/quote' },
      { id: 'templates', label: 'Templates', to: '/quote' },
    ],
  },
  {
    label: 'Trust',
    items: [
      { id: 'approvals', label: 'Approvals', to: '/parts', count: 2 },
      { id: 'receipts', label: 'Receipts', to: '/parts' },
    ],
  },
];

const people = [
  { id: 'ines', name: 'Ines Okafor', role: 'rep' },
  { id: 'rafael', name: 'Rafael Brandt', role: 'engineer' },
  { id: 'mara', name: 'Mara Osei', role: 'finance' },
  { id: 'tomas', name: 'Tomas Lind', role: 'delivery' },
];

const pathNow = () => window.location.hash.slice(1) || '/quote';

function Gallery() {
  const [path, setPath] = useState(pathNow);
  const [view, setView] = useState<View>('ours');
  const [who, setWho] = useState('ines');
  const navigation = useMemo<Navigation>(
    () => ({
      go(to) {
        window.history.pushState(null, '', `#${to}`);
        setPath(to);
      },
      address: (to) => `#${to}`,
    }),
    [],
  );
  const entry = screens[path.slice(1)] ?? screens['quote']!;
  const { Screen } = entry;
  return (
    <Desk navigation={navigation} locale="en-GB" timeZone="Europe/Berlin">
      <Shell
        navigation={groups}
        current={entry.place}
        breadcrumbs={[...entry.crumbs.map((label) => ({ label, to: `/${entry.place}` })), { label: entry.title }]}
        screenKey={path}
        person={{ current: people.find((one) => one.id === who)!, workspace: 'Northwind', people, onSwitch: setWho }}
        sync={<SyncIndicator state="offline" since="10:20" pending={3} />}
        view={{ value: view, onChange: setView }}
        jobs={path === '/parts' ? sampleJobs : undefined}
        search={async (query) => [
          {
            id: 'deals',
            label: 'Deals',
            items: [
              {
                id: 'halden',
                label: 'Halden Energy, 36 months',
                detail: `found by “${query}”`,
                run: () => navigation.go('/quote'),
              },
            ],
          },
        ]}
      >
        <Screen />
      </Shell>
    </Desk>
  );
}

const sampleJobs = [
  { id: '1', title: 'Import of jmeter-run-7.jtl', state: 'running' as const, step: 'Reading rows', progress: 0.62 },
  { id: '2', title: 'Proof deck D-A7-0031', state: 'done' as const, result: { label: 'Open', to: '/bakeoff' } },
  {
    id: '3',
    title: 'Import of k6-summary.json',
    state: 'failed' as const,
    error: { code: 'bad-input' as const, message: 'The file ends in the middle of row 48,212.' },
  },
];

if (pathNow() === '/parts') {
  reportError(
    { code: 'unavailable', message: 'The folder is on a disk that is not connected.' },
    { title: 'Could not read the backup folder', retry: () => {} },
  );
}

createRoot(document.getElementById('root')!).render(<Gallery />);
