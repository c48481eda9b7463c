import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ChainView } from '../../../src-shared/receipts';
import { Loaded } from '../../app';
import { useDeskQueries } from '../../client';
import {
  ActionMenu,
  Button,
  Card,
  Chip,
  type DataColumn,
  DataTable,
  IconButton,
  Stack,
  TwoLines,
  useFormat,
  useText,
} from '../../ui';
import { AnnounceKey, RevokeKey } from './key-dialogs';
import styles from './settings.module.css';
import { settingsText } from './text';

const ENTITIES = ['chain', 'chainAnnouncement', 'chainRevocation', 'person'];

/** The fingerprint that others compare, and every chain with its key: whose it is and whether it counts. */
export function KeysSettings() {
  const t = useText(settingsText);
  const queries = useDeskQueries();
  const chains = useQuery(queries.receipts.chains.queryOptions());
  const [announcing, setAnnouncing] = useState<ChainView | null>(null);
  const [revoking, setRevoking] = useState<ChainView | null>(null);
  return (
    <Stack gap={4}>
      <FingerprintCard />
      <p className="quiet">{t('keys.chains.about')}</p>
      <Loaded query={chains}>
        {(rows) => <ChainTable rows={rows} onAnnounce={setAnnouncing} onRevoke={setRevoking} />}
      </Loaded>
      <AnnounceKey chain={announcing} onClose={() => setAnnouncing(null)} />
      <RevokeKey chain={revoking} onClose={() => setRevoking(null)} />
    </Stack>
  );
}

function FingerprintCard() {
  const t = useText(settingsText);
  const [copied, setCopied] = useState(false);
  const fingerprint = useQuery(useDeskQueries().receipts.fingerprint.queryOptions({ meta: { entities: ENTITIES } }));
  return (
    <Loaded query={fingerprint}>
      {({ words, digits, qr }) => (
        <Card
          title={t('keys.fingerprint')}
          aside={
            <Button
              size="small"
              onClick={async () => {
                await navigator.clipboard.writeText(words.join(' '));
                setCopied(true);
              }}
            >
              {copied ? t('keys.copied') : t('keys.copy')}
            </Button>
          }
        >
          <div className={styles.fingerprint}>
            <img src={`data:image/svg+xml;utf8,${encodeURIComponent(qr)}`} alt={t('keys.qr')} />
            <Stack gap={3}>
              <p className="quiet">{t('keys.fingerprint.about')}</p>
              <ol className={styles.words} aria-label={t('keys.words')}>
                {words.map((word, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice
                  <li key={index}>{word}</li>
                ))}
              </ol>
              <p className="mono" title={t('keys.digits')}>
                {digits}
              </p>
            </Stack>
          </div>
        </Card>
      )}
    </Loaded>
  );
}

interface ChainTableProps {
  rows: readonly ChainView[];
  onAnnounce(chain: ChainView): void;
  onRevoke(chain: ChainView): void;
}

function ChainTable({ rows, onAnnounce, onRevoke }: ChainTableProps) {
  const t = useText(settingsText);
  const format = useFormat();
  const columns = useMemo(
    (): DataColumn<ChainView>[] => [
      {
        id: 'person',
        header: t('keys.person'),
        value: ({ name }) => name ?? t('people.erased'),
        cell: ({ name, here }) => (
          <TwoLines below={here ? t('keys.here') : t('keys.elsewhere')}>{name ?? t('people.erased')}</TwoLines>
        ),
        width: 170,
      },
      { id: 'letters', header: t('keys.letters'), value: ({ letters }) => letters, width: 80 },
      {
        id: 'words',
        header: t('keys.key'),
        cell: ({ words }) => <span className="quiet">{words}</span>,
        width: 280,
        grow: 1,
        wrap: true,
      },
      {
        id: 'standing',
        header: t('keys.standing'),
        value: ({ standing, revokedAfter }) => (revokedAfter === null ? standing : 'revoked'),
        cell: (chain) => <Standing chain={chain} />,
        width: 150,
      },
      {
        id: 'receipts',
        header: t('keys.receipts'),
        kind: 'figure',
        value: ({ receipts }) => receipts,
        cell: ({ receipts }) => format.number(receipts),
        width: 90,
      },
      {
        id: 'actions',
        header: t('keys.announce'),
        heading: <span className="only-screen-reader">{t('keys.announce')}</span>,
        kind: 'actions',
        width: 56,
        cell: (chain) =>
          chain.revokedAfter === null && chain.standing !== 'root' ? (
            <ActionMenu
              trigger={<IconButton icon="more" size="small" label={`${t('keys.chains')}: ${chain.letters}`} />}
              items={[
                ...(chain.standing === 'unannounced'
                  ? [{ id: 'announce', label: t('keys.announce'), run: () => onAnnounce(chain) }]
                  : []),
                { id: 'revoke', label: t('keys.revoke'), danger: true, run: () => onRevoke(chain) },
              ]}
            />
          ) : null,
      },
    ],
    [t, format, onAnnounce, onRevoke],
  );
  return (
    <DataTable
      label={t('keys.chains')}
      rows={rows}
      columns={columns}
      rowKey={({ chain }) => chain}
      rowHeight={54}
      isQuiet={({ revokedAfter }) => revokedAfter !== null}
    />
  );
}

function Standing({ chain }: { chain: ChainView }) {
  const t = useText(settingsText);
  const format = useFormat();
  if (chain.revokedAfter !== null) {
    return <Chip tone="bad">{t('keys.standing.revoked', { number: format.number(chain.revokedAfter) })}</Chip>;
  }
  const tone = chain.standing === 'unannounced' ? 'warn' : 'good';
  return <Chip tone={tone}>{t(`keys.standing.${chain.standing}`)}</Chip>;
}
