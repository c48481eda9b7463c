import { useQuery } from '@tanstack/react-query';
import { useAddress, useDeskState, useHasRole, useHere } from '../../app';
import { useDeskQueries } from '../../client';
import { ServerSettings } from '../../sync';
import { Page, PageHeader, Tabs, useNavigation, useText } from '../../ui';
import { BackupsSettings } from './backups-settings';
import { CompanySettings } from './company-settings';
import { DeviceSettings } from './device-settings';
import { KeysSettings } from './keys-settings';
import { PeopleSettings } from './people-settings';
import { PoliciesSettings } from './policies-settings';
import { settingsText } from './text';

const parts = ['company', 'people', 'keys', 'backups', 'policies', 'server', 'device'] as const;
type Part = (typeof parts)[number];

/** The settings: each part has an address of its own. */
export function SettingsScreen() {
  const t = useText(settingsText);
  const { params } = useAddress();
  const { go } = useNavigation();
  const admin = useHasRole('admin');
  const { people, notices } = useDeskState();
  const part: Part = parts.find((one) => one === params['part']) ?? 'company';
  const policies = useQuery(useDeskQueries().workspace.policies.queryOptions({ meta: { entities: ['policySet'] } }));
  useHere({
    crumbs: [{ label: t('title'), to: '/settings' }, { label: t(`tab.${part}`) }],
  });
  const contents: Record<Part, React.ReactNode> = {
    company: <CompanySettings />,
    people: <PeopleSettings />,
    keys: <KeysSettings />,
    backups: <BackupsSettings />,
    policies: <PoliciesSettings />,
    server: <ServerSettings />,
    device: <DeviceSettings />,
  };
  const counts: Partial<Record<Part, number>> = {
    people: people.filter(({ archived }) => !archived).length,
    policies: policies.data?.policies.length,
    device: notices.filter(({ kind }) => kind !== 'note').length || undefined,
  };
  return (
    <Page>
      <PageHeader title={t('title')}>{!admin && <span>{t('look-only')}</span>}</PageHeader>
      <Tabs
        label={t('title')}
        tabs={parts.map((id) => ({ id, label: t(`tab.${id}`), count: counts[id], content: contents[id] }))}
        open={part}
        onOpen={(id) => go(id === 'company' ? '/settings' : `/settings/${id}`)}
      />
    </Page>
  );
}
