import { useState } from 'react';
import type { ClaimSetView, ClaimText } from '../../../src-shared/claims';
import { CommandProblem, Loaded, useAddress, useCommand, useHere } from '../../app';
import { blobAddress, useDesk } from '../../client';
import {
  ActionMenu,
  Button,
  Card,
  Chip,
  Confirm,
  EmptyState,
  IconButton,
  KeyValueList,
  Page,
  PageHeader,
  Row,
  Stack,
  TextLink,
  useFormat,
  useNavigation,
  useText,
} from '../../ui';
import { useReadsDrafts } from '../claims-page';
import { useClaimSet } from '../queries';
import { claimsText } from '../text';
import { StandingChip } from '../words';
import { ClaimParts } from './claim-parts';
import { CorrectDialog } from './correct-dialog';
import { EditSetDialog } from './edit-set-dialog';
import { ImportDialog } from './import-dialog';
import { SetRedline } from './set-redline';
import styles from './sets.module.css';
import { setsText } from './text';

/** One claim set: its claims taken apart, its versions, the charts on it. */
export function SetScreen() {
  const { params, search } = useAddress();
  const asked = Number(search['version']);
  const query = useClaimSet(params['set'] ?? '', Number.isInteger(asked) && asked > 0 ? asked : undefined);
  return <Loaded query={query}>{(set) => <SetPage key={set.id} set={set} />}</Loaded>;
}

type Doing = { what: 'import' } | { what: 'edit' } | { what: 'archive' } | { what: 'correct'; claim: ClaimText };

function SetPage({ set }: { set: ClaimSetView }) {
  const t = useText(setsText);
  const words = useText(claimsText);
  const desk = useDesk();
  const { go } = useNavigation();
  const { setSearch } = useAddress();
  const [doing, setDoing] = useState<Doing | null>(null);
  const archive = useCommand(desk.claims.archiveSet);
  const close = () => setDoing(null);
  const newest = set.shown.version === set.version;
  const may = useReadsDrafts();
  useHere({
    crumbs: [
      { label: words('title'), to: '/claims' },
      { label: words('part.sets'), to: '/claims/sets' },
      { label: set.number },
    ],
  });
  return (
    <Page>
      <PageHeader
        title={set.title}
        chips={
          <>
            <Chip>{set.number}</Chip>
            <Chip>{words(`kind.${set.kind}`)}</Chip>
          </>
        }
        actions={
          may && (
            <>
              <ActionMenu
                trigger={<IconButton icon="more" label={t('set.more')} />}
                items={[
                  { id: 'edit', label: t('set.edit'), run: () => setDoing({ what: 'edit' }) },
                  { id: 'archive', label: t('set.archive'), run: () => setDoing({ what: 'archive' }) },
                ]}
              />
              <Button onClick={() => setDoing({ what: 'import' })}>{t('set.next')}</Button>
            </>
          )
        }
      />
      <CommandProblem command={archive} />
      {!newest && (
        <Row>
          <span>{t('set.older', { version: set.shown.version, newest: set.version })}</span>
          <Button size="small" onClick={() => setSearch({ version: null })}>
            {t('set.newest')}
          </Button>
        </Row>
      )}
      <div className={styles.halves}>
        <Card title={t('column.claims')}>
          {set.shown.texts.map((claim) => (
            <ClaimParts
              key={claim.number}
              claim={claim}
              actions={
                may &&
                newest && (
                  <>
                    <Button size="small" onClick={() => setDoing({ what: 'correct', claim })}>
                      {t('claim.correct')}
                    </Button>
                    <Button size="small" to={`/claims?new=1&set=${set.id}&claim=${claim.number}`}>
                      {t('claim.chart')}
                    </Button>
                  </>
                )
              }
            />
          ))}
        </Card>
        <Stack>
          <About set={set} />
          <ChartsOf set={set} />
          {set.shown.version > 1 && <SetRedline set={set.id} from={set.shown.version - 1} to={set.shown.version} />}
        </Stack>
      </div>
      {doing?.what === 'import' && (
        <ImportDialog set={set} onClose={close} onImported={() => setSearch({ version: null })} />
      )}
      {doing?.what === 'edit' && <EditSetDialog set={set} onClose={close} />}
      {doing?.what === 'correct' && <CorrectDialog set={set} claim={doing.claim} onClose={close} />}
      <Confirm
        open={doing?.what === 'archive'}
        title={t('set.archive.title', { number: set.number })}
        confirm={t('set.archive')}
        onClose={close}
        onConfirm={async () => {
          if (await archive.run({ set: set.id })) go('/claims/sets');
        }}
      >
        {t('set.archive.about')}
      </Confirm>
    </Page>
  );
}

function About({ set }: { set: ClaimSetView }) {
  const t = useText(setsText);
  const format = useFormat();
  return (
    <Card title={t('set.versions')}>
      <Stack gap={3}>
        <KeyValueList
          items={[
            { key: 'reference', label: t('set.reference'), value: set.reference || '–' },
            { key: 'owner', label: t('set.owner'), value: set.ownerName ?? '–' },
          ]}
        />
        <ul className={styles.versions}>
          {set.versions.map(({ id, version, how, at, byName, source, note }) => (
            <li key={id} aria-current={version === set.shown.version || undefined}>
              <TextLink to={`/claims/sets/${set.id}?version=${version}`}>{t('set.version', { version })}</TextLink>{' '}
              <span className="quiet">
                {t(`set.version.${how}`)}, {byName ?? '–'}, {format.date(at)}
              </span>
              {source && (
                <>
                  {' · '}
                  <a href={blobAddress(source.sha256)} download={source.name}>
                    {source.name}
                  </a>
                </>
              )}
              {note && <p className="quiet">{note}</p>}
            </li>
          ))}
        </ul>
      </Stack>
    </Card>
  );
}

function ChartsOf({ set }: { set: ClaimSetView }) {
  const t = useText(setsText);
  const words = useText(claimsText);
  return (
    <Card title={t('set.charts')}>
      {set.chartsOf.length === 0 ? (
        <EmptyState>{t('set.charts.none')}</EmptyState>
      ) : (
        <ul className={styles.versions}>
          {set.chartsOf.map(({ id, number, title, claim, subject, standing }) => (
            <li key={id}>
              <Row>
                <TextLink to={`/claims/charts/${id}`}>{number}</TextLink>
                <StandingChip standing={standing} />
              </Row>
              <span className="quiet">
                {words('claim', { number: claim })} · {subject} · {title}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
