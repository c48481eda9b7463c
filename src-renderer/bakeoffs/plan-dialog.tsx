import { Fragment } from 'react';
import { abbaOrder, advisedRuns, type BakeoffView, type SideName } from '../../src-shared/bakeoffs';
import { Contender, Dialog, Stack, useText } from '../ui';
import styles from './bakeoffs.module.css';
import { bakeoffsText } from './text';

/** The order of the next runs: sides alternate as ABBA until each has what the rows need. */
export function nextRuns(needed: { ours: number; theirs: number }): SideName[] {
  const both = Math.min(needed.ours, needed.theirs);
  const rest = Math.max(needed.ours, needed.theirs) - both;
  const side: SideName = needed.ours > needed.theirs ? 'ours' : 'theirs';
  return [...abbaOrder(both), ...Array.from({ length: rest }, () => side)];
}

/** What is still to be run, in which order, and why so many. */
export function PlanDialog({ bakeoff, onClose }: { bakeoff: BakeoffView; onClose(): void }) {
  const t = useText(bakeoffsText);
  const { moreRuns, runs, rows } = bakeoff.comparison;
  const enough = moreRuns.ours === 0 && moreRuns.theirs === 0;
  const advised = (side: SideName) => Math.max(0, advisedRuns - runs[side]);
  // Where nothing is missing, one more balanced block shows how it would go on.
  const needed =
    enough && advised('ours') === 0 && advised('theirs') === 0
      ? { ours: 2, theirs: 2 }
      : {
          ours: Math.max(moreRuns.ours, advised('ours')),
          theirs: Math.max(moreRuns.theirs, advised('theirs')),
        };
  const order = nextRuns(needed);
  const command = (side: SideName) => bakeoff.runs.findLast((run) => run.side === side)?.metadata.command;
  return (
    <Dialog open onClose={onClose} title={t('plan.title')} size="medium" leave="close" actions={null}>
      <Stack>
        <p>
          {enough ? t('plan.enough') : t('plan.needed', { ours: moreRuns.ours, theirs: moreRuns.theirs })}{' '}
          {t('plan.family', { count: rows.length })}
        </p>
        <p className="quiet">{t('plan.advice')}</p>
        {order.length > 0 && (
          <ol className={styles.plan} aria-label={t('plan.order')}>
            {order.map((side, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: places in an order have no identity but their number
              <li key={index}>
                <span className="figures">{index + 1}</span> <Contender side={side}>{t(side)}</Contender>
              </li>
            ))}
          </ol>
        )}
        {(['ours', 'theirs'] as const).map((side) => {
          const line = command(side);
          return (
            line && (
              <div key={side}>
                <Contender side={side}>{t(side)}</Contender>
                <Command line={line} />
              </div>
            )
          );
        })}
      </Stack>
    </Dialog>
  );
}

/** A command line, broken between its arguments only: a dash at the end of a line would read as another one. */
function Command({ line }: { line: string }) {
  return (
    <p className="mono">
      {line.split(' ').map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: words of a command have no identity but their place
        <Fragment key={index}>
          {index > 0 && ' '}
          <span className={styles.word}>{word}</span>
        </Fragment>
      ))}
    </p>
  );
}
