import {
  advisedRuns,
  type BakeoffView,
  nextPlace,
  nextRuns,
  plannedRuns,
  runsReason,
  type SideName,
} from '../../../src-shared/bakeoffs';
import { Button, Card, Stack, useFormat, useText } from '../../ui';
import { bakeoffsText } from '../text';
import { pText } from '../verdict-words';
import { RunOrderList } from './run-order-list';
import { methodText } from './text';

/** What is to be run next: how many of each side, in which order, and from which place on. */
export function nextRunsOf(bakeoff: BakeoffView, asked: number | null = null) {
  const { enough, needed } = plannedRuns(bakeoff.comparison, bakeoff.runsWanted ?? advisedRuns);
  const order: SideName[] = nextRuns(asked === null ? needed : { ours: asked, theirs: asked });
  return { enough, needed, order, first: nextPlace([...bakeoff.runs, ...bakeoff.excluded]) };
}

/** Why so many runs, in a sentence. */
export function RunsWhy({ bakeoff }: { bakeoff: BakeoffView }) {
  const t = useText(methodText);
  const words = useText(bakeoffsText);
  const format = useFormat();
  const { rows, moreRuns } = bakeoff.comparison;
  const { family, runs, smallestP, corrected } = runsReason(rows.length);
  const enough = moreRuns.ours === 0 && moreRuns.theirs === 0;
  return (
    <>
      <p>{enough ? t('plan.enough') : t('plan.needed', { ours: moreRuns.ours, theirs: moreRuns.theirs })}</p>
      <p className="quiet">
        {t('plan.reason', {
          count: family,
          runs,
          p: pText(smallestP, format, words('table.p.small')),
          corrected: pText(corrected, format, words('table.p.small')),
        })}
      </p>
    </>
  );
}

interface PlanCardProps {
  bakeoff: BakeoffView;
  onScript(): void;
}

/** How many runs the table at hand needs and why, and the order of the next ones. */
export function PlanCard({ bakeoff, onScript }: PlanCardProps) {
  const t = useText(methodText);
  const { order, first, enough } = nextRunsOf(bakeoff);
  return (
    <Card
      title={t('plan.title')}
      aside={
        <Button size="small" onClick={onScript}>
          {t('plan.script')}
        </Button>
      }
    >
      <Stack gap={3}>
        <RunsWhy bakeoff={bakeoff} />
        {bakeoff.runsWanted !== null && <p>{t('plan.agreed', { runs: bakeoff.runsWanted })}</p>}
        <p className="quiet">{enough ? t('plan.order.further') : t('plan.order.about')}</p>
        <RunOrderList order={order} first={first} />
      </Stack>
    </Card>
  );
}
