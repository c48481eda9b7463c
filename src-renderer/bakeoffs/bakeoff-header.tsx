import { useState } from 'react';
import { type BakeoffView, openFindings, topicsOf } from '../../src-shared/bakeoffs';
import {
  ActionMenu,
  Button,
  Chip,
  Confirm,
  Contender,
  IconButton,
  PageHeader,
  TextLink,
  useNavigation,
  useText,
} from '../ui';
import type { BakeoffCommands, BakeoffDocuments } from './bakeoff-screen';
import styles from './bakeoffs.module.css';
import { bakeoffsText } from './text';

interface HeaderProps {
  bakeoff: BakeoffView;
  mayChange: boolean;
  engineers: boolean;
  commands: BakeoffCommands;
  documents: BakeoffDocuments;
  onImport(): void;
  onDialog(dialog: 'plan' | 'contenders' | 'revise'): void;
}

/** The headline that the verdicts allow, who is compared, how it was run, and the next step. */
export function BakeoffHeader(props: HeaderProps) {
  const { bakeoff, mayChange, engineers, commands, documents, onImport, onDialog } = props;
  const t = useText(bakeoffsText);
  const { headline, rest, runs, moreRuns, gate } = bakeoff.comparison;
  const newest = bakeoff.verdicts[0];
  const current = newest !== undefined && newest.stale.length === 0;
  const both = runs.ours > 0 && runs.theirs > 0;
  const missing = both && (moreRuns.ours > 0 || moreRuns.theirs > 0);
  const topics = topicsOf(bakeoff.metrics);
  const noDeck = !newest ? t('page.deck.unrecorded') : !current && t('page.deck.stale');
  return (
    <>
      <PageHeader
        title={headline}
        chips={
          <>
            {bakeoff.archived && <Chip mark="dash">{t('facts.archived')}</Chip>}
            {bakeoff.status === 'closed' && <Chip mark="lock">{t('facts.closed')}</Chip>}
            {bakeoff.competitorInternalOnly && <Chip tone="internal">{t('facts.internal')}</Chip>}
          </>
        }
        actions={
          <>
            {mayChange && (
              <Button kind={runs.ours + runs.theirs === 0 ? 'primary' : 'default'} onClick={onImport}>
                {t('page.import')}
              </Button>
            )}
            {both && <Button onClick={() => onDialog('plan')}>{t('page.plan')}</Button>}
            {engineers && both && !current && (
              <Button
                kind={gate.open.length === 0 && !missing ? 'primary' : 'default'}
                busy={commands.record.busy}
                onClick={() => void commands.record.run({ bakeoff: bakeoff.id })}
              >
                {t('page.record')}
              </Button>
            )}
            {both && topics.length === 1 && (
              <Button
                kind={current ? 'primary' : 'default'}
                busy={documents.busy === 'proof-deck'}
                unavailable={noDeck}
                onClick={() => void documents.build('proof-deck', topics[0])}
              >
                {t('page.deck')}
              </Button>
            )}
            {both && topics.length > 1 && (
              <ActionMenu
                trigger={
                  <Button kind={current ? 'primary' : 'default'} busy={documents.busy === 'proof-deck'}>
                    {t('page.deck')}
                  </Button>
                }
                items={topics.map((topic) => ({
                  id: topic,
                  label: t(`page.deck.${topic}`),
                  unavailable: noDeck,
                  run: () => void documents.build('proof-deck', topic),
                }))}
              />
            )}
            <MoreMenu {...props} />
          </>
        }
      >
        <Facts bakeoff={bakeoff} />
      </PageHeader>
      {(rest || missing) && (
        <p className={styles.lead}>{[rest, missing && neededText(moreRuns, t)].filter(Boolean).join(' ')}</p>
      )}
      {bakeoff.question && <p className={styles.lead}>{t('page.question', { question: bakeoff.question })}</p>}
    </>
  );
}

type Translated = ReturnType<typeof useText<(typeof bakeoffsText)['messages']>>;

function neededText({ ours, theirs }: { ours: number; theirs: number }, t: Translated): string {
  return ours === theirs ? t('headline.runs', { count: ours }) : t('headline.runs.each', { ours, theirs });
}

/** Contenders, runs and how they were made, what the gate found. */
function Facts({ bakeoff }: { bakeoff: BakeoffView }) {
  const t = useText(bakeoffsText);
  const { runs, order, equal, gate } = bakeoff.comparison;
  const of = (side: 'ours' | 'theirs') => {
    const found = bakeoff.contenders.find((one) => one.side === side);
    return found ? [found.product, found.version].filter(Boolean).join(' ') : t('contender.none');
  };
  const harness = [
    ...new Set(
      bakeoff.runs.map(({ tool, metadata }) =>
        [metadata.harness?.name ?? tool, metadata.harness?.version].filter(Boolean).join(' '),
      ),
    ),
  ];
  const open = openFindings(gate);
  const stops = open.filter(({ severity }) => severity === 'stop').length;
  const accepted = gate.findings.filter(({ waiver }) => waiver).length;
  const made = [
    t('facts.runs', { ours: runs.ours, theirs: runs.theirs }),
    ...(runs.ours > 0 && runs.theirs > 0 ? [t(`facts.order.${order?.pattern ?? 'unknown'}`)] : []),
    ...harness,
  ];
  return (
    <>
      <span className="figures">{bakeoff.number}</span>
      <Contender side="ours">{of('ours')}</Contender>
      <Contender side="theirs">{of('theirs')}</Contender>
      <span className="figures">{made.join(', ')}</span>
      {bakeoff.deal && bakeoff.dealTitle && <TextLink to={`/deals/${bakeoff.deal}`}>{bakeoff.dealTitle}</TextLink>}
      {stops > 0 && <Chip tone="bad">{t('facts.stops', { count: stops })}</Chip>}
      {equal.length > 0 && <Chip tone="good">{t('facts.equal', { count: equal.length })}</Chip>}
      {accepted > 0 && <Chip tone="warn">{t('facts.accepted', { count: accepted })}</Chip>}
      {runs.ours > 0 && runs.theirs > 0 && open.length > stops && (
        <Chip>{t('facts.warnings', { count: open.length - stops })}</Chip>
      )}
    </>
  );
}

function MoreMenu({ bakeoff, mayChange, engineers, commands, documents, onDialog }: HeaderProps) {
  const t = useText(bakeoffsText);
  const { go } = useNavigation();
  const [archiving, setArchiving] = useState(false);
  const recorded = bakeoff.verdicts.length > 0;
  const closed = bakeoff.status === 'closed';
  return (
    <>
      <ActionMenu
        trigger={<IconButton icon="more" label={t('page.more')} />}
        items={[
          {
            id: 'bundle',
            label: t('page.bundle'),
            unavailable: !recorded && t('page.deck.unrecorded'),
            run: () => void documents.build('evidence-bundle'),
          },
          ...(mayChange
            ? [
                {
                  id: 'contenders',
                  label: t('page.contenders'),
                  section: true as const,
                  run: () => onDialog('contenders'),
                },
                { id: 'revise', label: t('page.revise'), run: () => onDialog('revise') },
                { id: 'like', label: t('page.like'), run: () => go(`/bakeoffs/new?like=${bakeoff.id}`) },
              ]
            : []),
          ...(engineers
            ? [
                {
                  id: 'status',
                  label: closed ? t('page.reopen') : t('page.close'),
                  run: () => void commands.status.run({ bakeoff: bakeoff.id, status: closed ? 'open' : 'closed' }),
                },
                {
                  id: 'archive',
                  label: t('page.archive'),
                  danger: true,
                  unavailable: recorded && t('page.archive.kept'),
                  run: () => setArchiving(true),
                },
              ]
            : []),
        ]}
      />
      <Confirm
        open={archiving}
        onClose={() => setArchiving(false)}
        onConfirm={async () => {
          if (await commands.archive.run({ bakeoff: bakeoff.id })) go('/bakeoffs');
        }}
        title={`${t('page.archive')}: ${bakeoff.number}`}
        confirm={t('page.archive')}
      >
        <p>{t('page.archive.about')}</p>
      </Confirm>
    </>
  );
}
