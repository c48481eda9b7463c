import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { AccountView, ContactView, DealRow } from '../../../src-shared/deals';
import { CommandProblem, Loaded, useAddress, useCommand, useHasRole, useHere } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import {
  ActionMenu,
  Button,
  Card,
  Chip,
  Columns,
  Confirm,
  DataTable,
  EmptyState,
  IconButton,
  Internal,
  KeyValueList,
  Page,
  PageHeader,
  Stack,
  Tabs,
  useActions,
  useNavigation,
  useText,
} from '../../ui';
import { useDealColumns } from '../deal-table';
import styles from '../deals.module.css';
import { PipelineSums } from '../pipeline-sums';
import { Contacts } from '../room/contacts';
import { RowHistory } from '../room/history';
import { accountPath, DEAL_ENTITIES, dealPath, useToday } from '../shared';
import { dealsText } from '../text';

/** One account: its deals, its people, what is known about it. */
export function AccountScreen() {
  const { params } = useAddress();
  const query = useAccountPage(params['account'] ?? '');
  return (
    <Loaded query={query}>
      {({ account, contacts, deals }) => <Account account={account} contacts={contacts} deals={deals} />}
    </Loaded>
  );
}

/** The page of an account, kept fresh. */
export function useAccountPage(account: string) {
  const desk = useDeskQueries();
  const today = useToday();
  return useQuery(
    desk.deals.account.queryOptions({ input: { account, today }, meta: { entities: [...DEAL_ENTITIES, 'contact'] } }),
  );
}

interface AccountProps {
  account: AccountView;
  contacts: readonly ContactView[];
  deals: readonly DealRow[];
}

function Account({ account, contacts, deals }: AccountProps) {
  const t = useText(dealsText);
  const { go } = useNavigation();
  const { search, setSearch } = useAddress();
  const sells = useHasRole('rep', 'admin');
  const [archiving, setArchiving] = useState(false);
  const archive = useCommand(useDesk().deals.archiveAccount);
  const { id, name, archived } = account;
  useHere({
    crumbs: [{ label: t('accounts.title'), to: '/accounts' }, { label: name }],
    customer: { account: id, name },
  });
  useActions(
    useMemo(
      () =>
        sells && !archived
          ? [
              { id: 'edit-account', label: t('room.edit'), shortcut: 'E', run: () => go(`${accountPath(id)}/edit`) },
              { id: 'new-deal-of', label: t('new'), shortcut: 'N', run: () => go(`/deals/new?account=${id}`) },
            ]
          : [],
      [t, go, sells, id, archived],
    ),
  );
  return (
    <Page>
      <PageHeader
        title={name}
        chips={
          archived && (
            <Chip mark="lock" tone="neutral">
              {t('archived')}
            </Chip>
          )
        }
        actions={
          sells &&
          !archived && (
            <>
              <Button to={`${accountPath(id)}/edit`} shortcut="E">
                {t('room.edit')}
              </Button>
              <Button kind="primary" to={`/deals/new?account=${id}`} shortcut="N">
                {t('new')}
              </Button>
              <ActionMenu
                trigger={<IconButton icon="more" label={t('room.more')} />}
                items={[{ id: 'archive', label: t('accounts.archive'), danger: true, run: () => setArchiving(true) }]}
              />
            </>
          )
        }
      >
        {account.industry && <span>{account.industry}</span>}
        {account.website && <WebAddress text={account.website} />}
      </PageHeader>
      <CommandProblem command={archive} />
      <Tabs
        label={t('accounts.parts')}
        open={search['tab'] ?? 'deals'}
        onOpen={(tab) => setSearch({ tab: tab === 'deals' ? null : tab })}
        tabs={[
          {
            id: 'deals',
            label: t('accounts.deals'),
            count: deals.length,
            content: (
              <Stack gap={4}>
                <DealsOf account={account} deals={deals} />
                <About account={account} />
              </Stack>
            ),
          },
          {
            id: 'contacts',
            label: t('tab.contacts'),
            count: contacts.length,
            content: <Contacts account={id} accountName={name} contacts={contacts} />,
          },
          { id: 'history', label: t('accounts.history'), content: <RowHistory entity="account" id={id} /> },
        ]}
      />
      <Confirm
        open={archiving}
        onClose={() => setArchiving(false)}
        onConfirm={() => void archive.run({ account: id })}
        title={t('accounts.archive.title', { name })}
        confirm={t('accounts.archive')}
      >
        <p>{t('accounts.archive.about')}</p>
      </Confirm>
    </Page>
  );
}

const rowKey = (deal: DealRow) => deal.id;

function DealsOf({ account, deals }: { account: AccountView; deals: readonly DealRow[] }) {
  const t = useText(dealsText);
  const { go } = useNavigation();
  const sells = useHasRole('rep', 'admin');
  const columns = useDealColumns(deals, { account: true });
  const filter = useMemo(() => ({ account: account.id }), [account.id]);
  return (
    <DataTable
      label={t('accounts.deals')}
      rows={deals}
      columns={columns}
      rowKey={rowKey}
      onOpen={(deal) => go(dealPath(deal.id))}
      isQuiet={(deal) => deal.stage === 'lost'}
      empty={
        <EmptyState
          action={
            sells &&
            !account.archived && (
              <Button kind="primary" to={`/deals/new?account=${account.id}`}>
                {t('new')}
              </Button>
            )
          }
        >
          {t('accounts.deals.none')}
        </EmptyState>
      }
      footer={deals.length > 0 && <PipelineSums filter={filter} />}
    />
  );
}

function About({ account }: { account: AccountView }) {
  const t = useText(dealsText);
  return (
    <Columns min={320}>
      <Card title={t('accounts.about')}>
        <KeyValueList
          items={[
            { label: t('accounts.industry'), value: account.industry || '–' },
            { label: t('accounts.website'), value: account.website ? <WebAddress text={account.website} /> : '–' },
            {
              label: t('accounts.address'),
              value: account.address ? <span className={styles.prose}>{account.address}</span> : '–',
            },
          ]}
        />
      </Card>
      <Card title={t('facts.notes')} internal>
        <Internal block>
          {account.notes ? <p className={styles.prose}>{account.notes}</p> : <p className="quiet">{t('facts.none')}</p>}
        </Internal>
      </Card>
    </Columns>
  );
}

/** A web address as a link where it is one; anything else stays text. */
function WebAddress({ text }: { text: string }) {
  const address = /^https?:\/\//i.test(text)
    ? text
    : /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(text)
      ? `https://${text}`
      : null;
  if (address === null) return <span>{text}</span>;
  return (
    <a className={styles.link} href={address} target="_blank" rel="noreferrer">
      {text.replace(/^https?:\/\//i, '')}
    </a>
  );
}
