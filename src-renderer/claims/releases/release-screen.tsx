import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { ReleaseView } from '../../../src-shared/claims';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { Loaded, useActor, useAddress, useHasRole, useHere } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { DocumentsOf, useMakeDocument } from '../../documents';
import {
  ActionMenu,
  Button,
  Card,
  Chip,
  ErrorSurface,
  IconButton,
  Page,
  PageHeader,
  Stack,
  TextLink,
  useActions,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import styles from '../charted.module.css';
import { ChartedElements } from '../charted-elements';
import { useReadsDrafts } from '../claims-page';
import { RELEASE_ENTITIES } from '../queries';
import { claimsText } from '../text';
import { ReleaseFacts, ReleaseOpenings, ReleaseUses } from './release-facts';
import { ReleaseState } from './release-state';
import { releasesText } from './text';
import { UseOnDeal } from './use-dialog';
import { WithdrawDialog } from './withdraw-dialog';

/** A release, opened: that somebody did is recorded before anything of it is shown. */
export function ReleaseScreen() {
  const t = useText(releasesText);
  const { params } = useAddress();
  const named = params['release'] ?? '';
  const desk = useDesk();
  const actor = useActor().id;
  const [opened, setOpened] = useState<string | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const open = useCallback(() => {
    setProblem(null);
    desk.claims.open({ release: named }).then(
      ({ id }) => setOpened(`${actor} ${named} ${id}`),
      (thrown: unknown) => setProblem(errorRecord(thrown)),
    );
  }, [desk, named, actor]);
  useEffect(open, [open]);
  const mayRead = opened?.startsWith(`${actor} ${named} `) ?? false;
  const query = useQuery(
    useDeskQueries().claims.released.queryOptions({
      input: { release: named },
      enabled: mayRead,
      meta: { entities: RELEASE_ENTITIES },
    }),
  );
  if (problem) {
    return (
      <Page>
        <ErrorSurface error={problem} title={t('opening.failed')} onRetry={open} />
      </Page>
    );
  }
  return <Loaded query={query}>{(release) => <ReleasePage key={release.id} release={release} />}</Loaded>;
}

function ReleasePage({ release }: { release: ReleaseView }) {
  const t = useText(releasesText);
  const words = useText(claimsText);
  const { go } = useNavigation();
  const drafts = useReadsDrafts();
  const legal = useHasRole('legal');
  const sells = useHasRole('rep', 'legal', 'admin');
  const document = useMakeDocument();
  const [doing, setDoing] = useState<'use' | 'withdraw' | null>(null);
  const { number, title, version, state, stale, disclosure, head, elements } = release;
  useHere({
    crumbs: [
      { label: words('title'), to: '/claims' },
      { label: words('part.releases'), to: '/claims/releases' },
      { label: number },
    ],
  });
  const { make } = document;
  const mayUse = sells && state === 'released' && disclosure !== 'internal';
  useActions(
    useMemo(
      () =>
        [
          state === 'released' && {
            id: 'sales-card',
            label: t('card'),
            run: () => void make({ kind: 'sales-card', subject: release.id }),
          },
          mayUse && { id: 'use-release', label: t('use'), run: () => setDoing('use') },
        ].filter((one) => one !== false),
      [t, make, release.id, state, mayUse],
    ),
  );
  const items = [
    ...(drafts ? [{ id: 'chart', label: t('open.chart'), run: () => go(`/claims/charts/${release.chart}`) }] : []),
    ...(legal && release.withdrawal === null
      ? [{ id: 'withdraw', label: t('withdraw'), danger: true, run: () => setDoing('withdraw') }]
      : []),
  ];
  return (
    <Page>
      <PageHeader
        title={title}
        chips={
          <>
            <Chip>{number}</Chip>
            <Chip>{t('version', { version })}</Chip>
            <Chip>{words(`disclosure.${disclosure}`)}</Chip>
            <ReleaseState state={state} stale={stale} />
          </>
        }
        actions={
          <>
            {items.length > 0 && <ActionMenu trigger={<IconButton icon="more" label={t('more')} />} items={items} />}
            {sells && (
              <Button
                unavailable={
                  (state !== 'released' && t('use.over')) || (disclosure === 'internal' && t('use.internal'))
                }
                onClick={() => setDoing('use')}
              >
                {t('use')}
              </Button>
            )}
            <Button
              kind="primary"
              icon="download"
              busy={document.busy}
              unavailable={state !== 'released' && t('card.over')}
              onClick={() => void document.make({ kind: 'sales-card', subject: release.id })}
            >
              {t('card')}
            </Button>
          </>
        }
      />
      {document.problem && (
        <ErrorSurface error={document.problem} title={t('card.failed')} onDismiss={document.forget} />
      )}
      <Banners release={release} />
      <div className={styles.halves}>
        <Stack>
          <Card title={t('text.title')}>
            {head.summary && <p className={styles.prose}>{head.summary}</p>}
            <ChartedElements elements={elements} />
          </Card>
          <DocumentsOf subject={release.id} />
        </Stack>
        <Stack>
          <ReleaseFacts release={release} />
          <ReleaseUses release={release} />
          {legal && <ReleaseOpenings release={release} />}
        </Stack>
      </div>
      {doing === 'use' && <UseOnDeal release={release} onClose={() => setDoing(null)} />}
      {doing === 'withdraw' && <WithdrawDialog release={release} onClose={() => setDoing(null)} />}
    </Page>
  );
}

/** What speaks against saying it, before the text itself. */
function Banners({ release }: { release: ReleaseView }) {
  const t = useText(releasesText);
  const format = useFormat();
  const { withdrawal, state, expiresOn, newer, stale, number } = release;
  return (
    <>
      {withdrawal && (
        <Banner
          tone="bad"
          title={t('banner.withdrawn', {
            date: format.date(withdrawal.at),
            name: withdrawal.byName ?? t('erased'),
          })}
        >
          <p>{t('banner.withdrawn.about')}</p>
          <blockquote>{withdrawal.reason}</blockquote>
        </Banner>
      )}
      {state === 'expired' && (
        <Banner tone="warn" title={t('banner.expired', { date: format.date(expiresOn) })}>
          <p>{t('banner.expired.about')}</p>
        </Banner>
      )}
      {newer && (
        <Banner tone="warn" title={t('banner.newer')}>
          <p>
            {t('banner.newer.about')} <TextLink to={`/claims/releases/${number}`}>{t('banner.newer.open')}</TextLink>
          </p>
        </Banner>
      )}
      {stale.length > 0 && (
        <Banner tone="warn" title={t('banner.stale')}>
          <p>{t('banner.stale.about')}</p>
          <ul>
            {stale.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Banner>
      )}
    </>
  );
}

function Banner({ tone, title, children }: { tone: 'warn' | 'bad'; title: string; children: ReactNode }) {
  return (
    <section className={styles.banner} data-tone={tone} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
