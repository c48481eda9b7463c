import { useMemo, useState } from 'react';
import type { DealRoom } from '../../../src-shared/deals';
import {
  CommandProblem,
  type DealTab,
  Loaded,
  useAddress,
  useCommand,
  useDealTabs,
  useHasRole,
  useHere,
  useNow,
} from '../../app';
import { useDesk } from '../../client';
import { WhyValue } from '../../receipts';
import {
  ActionMenu,
  Button,
  Chip,
  Confirm,
  IconButton,
  Mark,
  Page,
  PageHeader,
  type Tab,
  Tabs,
  TextLink,
  useActions,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import { Due } from '../deal-table';
import styles from '../deals.module.css';
import { type DealMove, MoveDeal, useMoveDeal } from '../move-deal';
import { QuoteClockLine } from '../quote-clock';
import { accountPath, closesLate, dealPath, moneyText } from '../shared';
import { StageBar } from '../stage-bar';
import { dealsText } from '../text';
import { useDealRoom } from './queries';

/** One deal: where it stands, what comes next, and everything that hangs on it in tabs. */
export function DealRoomScreen() {
  const { params } = useAddress();
  const room = useDealRoom(params['deal'] ?? '');
  return <Loaded query={room}>{(data) => <Room room={data} />}</Loaded>;
}

function Room({ room }: { room: DealRoom }) {
  const t = useText(dealsText);
  const { deal, account } = room;
  const { go } = useNavigation();
  const move = useMoveDeal();
  const sells = useHasRole('rep', 'admin');
  const [archiving, setArchiving] = useState(false);
  const archive = useCommand(useDesk().deals.archive);
  useHere({
    crumbs: [
      { label: t('title'), to: '/deals' },
      { label: account.name, to: accountPath(account.id) },
      { label: deal.number },
    ],
    customer: { account: account.id, name: account.name },
  });
  const { begin } = move;
  const { moves } = room;
  const { id, title, stage, archived } = deal;
  useActions(
    useMemo(() => {
      if (archived) return [];
      return [
        ...(sells
          ? [{ id: 'edit-deal', label: t('room.edit'), shortcut: 'E', run: () => go(`${dealPath(id)}/edit`) }]
          : []),
        ...moves.map((to) => ({
          id: `move-${to}`,
          label: to === 'lost' ? t('stage.lose') : t('stage.move', { stage: t(`stage.${to}`) }),
          run: () => begin({ id, title, stage }, to),
        })),
      ];
    }, [t, go, sells, archived, id, title, stage, moves, begin]),
  );
  const menu = [
    ...(moves.includes('lost') ? [{ id: 'lose', label: t('stage.lose'), run: () => begin(deal, 'lost') }] : []),
    { id: 'archive', label: t('room.archive'), section: true as const, danger: true, run: () => setArchiving(true) },
  ];
  return (
    <Page>
      <PageHeader
        title={deal.title}
        chips={<HeaderChips room={room} />}
        actions={
          sells &&
          !archived && (
            <>
              <Button to={`${dealPath(id)}/edit`} shortcut="E">
                {t('room.edit')}
              </Button>
              <ActionMenu trigger={<IconButton icon="more" label={t('room.more')} />} items={menu} />
            </>
          )
        }
      >
        <HeaderFacts room={room} />
      </PageHeader>
      <Stage room={room} move={move} />
      <CommandProblem command={archive} />
      <RoomTabs deal={deal.id} />
      <Confirm
        open={archiving}
        onClose={() => setArchiving(false)}
        onConfirm={() => void archive.run({ deal: id })}
        title={t('room.archive.title', { title })}
        confirm={t('room.archive')}
      >
        <p>{t('room.archive.about')}</p>
      </Confirm>
    </Page>
  );
}

function Stage({ room: { deal, moves }, move }: { room: DealRoom; move: DealMove }) {
  const t = useText(dealsText);
  if (deal.archived) return <p className="quiet">{t('room.archived')}</p>;
  return (
    <>
      <StageBar stage={deal.stage} moves={moves} onMove={(to) => move.begin(deal, to)} />
      <MoveDeal move={move} />
    </>
  );
}

function HeaderChips({ room: { deal } }: { room: DealRoom }) {
  const t = useText(dealsText);
  const format = useFormat();
  const now = useNow();
  return (
    <>
      <span className="quiet mono">{deal.number}</span>
      {deal.archived && (
        <Chip mark="lock" tone="neutral">
          {t('archived')}
        </Chip>
      )}
      {deal.stage === 'lost' && deal.lostReason && (
        <Chip tone="neutral" mark="cross">
          {t('room.lost', { reason: deal.lostReason })}
        </Chip>
      )}
      <span className="quiet">
        {t('stage.since', {
          stage: t(`stage.${deal.stage}`),
          time: format.duration(Math.max(0, now - deal.stageSince)),
        })}
      </span>
    </>
  );
}

function HeaderFacts({ room: { deal, account } }: { room: DealRoom }) {
  const t = useText(dealsText);
  const format = useFormat();
  const value = moneyText(format, deal.valueMinor, deal.currency);
  const nextLate = deal.late.includes('next-step');
  return (
    <>
      <TextLink to={accountPath(account.id)}>{account.name}</TextLink>
      <span className={styles.fact}>
        <span>{t('room.owner')}</span> <span>{deal.ownerName ?? '–'}</span>
      </span>
      <span className={styles.fact}>
        <span>{t('room.value')}</span>{' '}
        {value ? (
          <WhyValue entity="deal" id={deal.id} field="valueMinor" value={value} />
        ) : (
          <span className="quiet">{t('room.value.none')}</span>
        )}
      </span>
      <span className={styles.fact}>
        <span>{t('room.close')}</span>{' '}
        {deal.expectedClose ? (
          <Due date={deal.expectedClose} late={closesLate(deal)} />
        ) : (
          <span className="quiet">{t('room.close.none')}</span>
        )}
      </span>
      <span className={styles.fact}>
        <span>{t('room.next')}</span>{' '}
        {deal.nextStep || deal.nextStepDue ? (
          <span>
            {deal.nextStep}{' '}
            {deal.nextStepDue &&
              (nextLate ? (
                <span className={styles.late}>
                  <Mark name="warning" />
                  {t('late', { date: format.date(deal.nextStepDue) })}
                </span>
              ) : (
                t('room.next.by', { date: format.date(deal.nextStepDue) })
              ))}
          </span>
        ) : (
          <span className="quiet">{t('room.next.none')}</span>
        )}
      </span>
      <QuoteClockLine clock={deal.quote} />
    </>
  );
}

/** The tabs that the domains registered; which one is open stands in the address. */
function RoomTabs({ deal }: { deal: string }) {
  const t = useText(dealsText);
  const registered = useDealTabs();
  const { search, setSearch } = useAddress();
  const counts = useTabCounts(registered, deal);
  const tabs = registered.map(
    ({ id, label, internal, component: Content }, index): Tab => ({
      id,
      label,
      internal,
      count: counts[index],
      content: <Content deal={deal} />,
    }),
  );
  const [first] = registered;
  const open = search['tab'] ?? first?.id ?? '';
  return (
    <Tabs
      label={t('room.tabs')}
      tabs={tabs}
      open={open}
      onOpen={(id) => setSearch({ tab: id === first?.id ? null : id })}
    />
  );
}

function useTabCounts(tabs: readonly DealTab[], deal: string): (number | undefined)[] {
  // biome-ignore lint/correctness/useHookAtTopLevel: the registered tabs never change while the page is open
  return tabs.map(({ useCount }) => useCount?.(deal));
}
