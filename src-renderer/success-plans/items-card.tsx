import { useState } from 'react';
import type { CheckInView, GoalView, MilestoneView, PlanView } from '../../src-shared/success-plans';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import { PinnedNumber, writtenFigure } from '../pinned-figures';
import {
  Button,
  Card,
  Chip,
  type Explanation,
  entryStyles,
  type Format,
  IconButton,
  Row,
  TraceableNumber,
  useFormat,
  useText,
} from '../ui';
import { CheckInDialog } from './check-in-dialog';
import { ItemDialog } from './item-dialog';
import styles from './plans.module.css';
import { GoalStandingChip } from './standing';
import { plansText } from './text';

interface ItemsCardProps {
  plan: PlanView;
  kind: 'goal' | 'milestone';
  keeps: boolean;
}

/** Goals or milestones of a plan, each with its standing, its owners and its history. */
export function ItemsCard({ plan, kind, keeps }: ItemsCardProps) {
  const t = useText(plansText);
  const { successPlans } = useDesk();
  const removeGoal = useCommand(successPlans.removeGoal);
  const removeMilestone = useCommand(successPlans.removeMilestone);
  const [open, setOpen] = useState<{ what: 'edit' | 'check'; item: GoalView | MilestoneView | null } | null>(null);
  const part = kind === 'goal' ? 'goals' : 'milestones';
  const items: readonly (GoalView | MilestoneView)[] = plan[part];
  const remove = (id: string) =>
    kind === 'goal' ? removeGoal.run({ goal: id }) : removeMilestone.run({ milestone: id });
  return (
    <Card
      title={t(`${part}.title`)}
      aside={
        keeps && (
          <Button size="small" onClick={() => setOpen({ what: 'edit', item: null })}>
            {t(`${part}.add`)}
          </Button>
        )
      }
    >
      <CommandProblem command={removeGoal} />
      <CommandProblem command={removeMilestone} />
      {items.length === 0 && <p className="quiet">{t(`${part}.none`)}</p>}
      <ul className={entryStyles.list} aria-label={t(`${part}.title`)}>
        {items.map((item) => (
          <li key={item.id}>
            <div className={entryStyles.line}>
              <b>{item.title}</b>
              <Row nowrap>
                {!item.forCustomer && (
                  <Chip size="small" tone="internal">
                    {t('item.inside')}
                  </Chip>
                )}
                <GoalStandingChip standing={item.standing} />
                {keeps && (
                  <>
                    <IconButton
                      icon="edit"
                      label={t('item.edit', { title: item.title })}
                      onClick={() => setOpen({ what: 'edit', item })}
                    />
                    <IconButton
                      icon="close"
                      label={t('item.remove', { title: item.title })}
                      onClick={() => void remove(item.id)}
                    />
                  </>
                )}
              </Row>
            </div>
            {'target' in item && <GoalFigures goal={item} />}
            <Owners item={item} />
            <History checkIns={item.checkIns} unit={'unit' in item ? item.unit : ''} />
            {keeps && (
              <Row>
                <Button
                  size="small"
                  aria-label={t('item.check.of', { title: item.title })}
                  onClick={() => setOpen({ what: 'check', item })}
                >
                  {t('item.check')}
                </Button>
              </Row>
            )}
          </li>
        ))}
      </ul>
      {open?.what === 'edit' && <ItemDialog plan={plan} kind={kind} item={open.item} onClose={() => setOpen(null)} />}
      {open?.what === 'check' && open.item && (
        <CheckInDialog plan={plan} item={open.item} onClose={() => setOpen(null)} />
      )}
    </Card>
  );
}

/** Where a goal's progress comes from. */
function explained(goal: GoalView, written: string, format: Format): Explanation {
  return {
    value: written,
    steps: goal.steps.map(({ what, how, value, unit }) => ({
      label: what,
      detail: how,
      result: value === null ? '–' : unit === '%' ? `${value} %` : writtenFigure(format, String(value), unit ?? ''),
    })),
  };
}

function GoalFigures({ goal }: { goal: GoalView }) {
  const t = useText(plansText);
  const format = useFormat();
  const { baseline, target, unit, value, progress, measure, fromText } = goal;
  const written = writtenFigure(format, value, unit);
  return (
    <>
      <div className={entryStyles.line}>
        <span className="quiet">
          {measure && `${measure}: `}
          {t('goals.range', {
            baseline: writtenFigure(format, baseline, unit),
            target: writtenFigure(format, target, unit),
          })}
        </span>
        <span className={entryStyles.value}>
          <TraceableNumber value={written} explain={() => explained(goal, written, format)} />
        </span>
      </div>
      {progress !== null && (
        <div className={styles.bar} role="img" aria-label={t('goals.progress', { percent: progress })}>
          <div style={{ width: `${Math.min(100, Math.max(0, progress))}%` }} />
        </div>
      )}
      {fromText && <small className="quiet">{t('goals.from', { source: fromText })}</small>}
    </>
  );
}

function Owners({ item: { due, ownerName, customerOwnerName } }: { item: GoalView | MilestoneView }) {
  const t = useText(plansText);
  const format = useFormat();
  return (
    <p className={`quiet ${entryStyles.small}`}>
      {t('item.due', { day: format.date(due) })} ·{' '}
      {customerOwnerName ? t('item.owners', { ours: ownerName ?? '–', theirs: customerOwnerName }) : (ownerName ?? '–')}
    </p>
  );
}

/** The check-ins of an item, the newest first; the newest is in sight. */
function History({ checkIns, unit }: { checkIns: readonly CheckInView[]; unit: string }) {
  const t = useText(plansText);
  const [newest] = checkIns;
  if (!newest) return null;
  return (
    <details open={checkIns.length === 1}>
      <summary className="quiet">{t('item.history', { count: checkIns.length })}</summary>
      <ul className={styles.history}>
        {checkIns.map((one) => (
          <CheckInLine key={one.id} one={one} unit={unit} />
        ))}
      </ul>
    </details>
  );
}

function CheckInLine({ one, unit }: { one: CheckInView; unit: string }) {
  const t = useText(plansText);
  const format = useFormat();
  const { on, value, figure, done, outlook, note, byName } = one;
  return (
    <li>
      <div className={entryStyles.line}>
        <small className="quiet">{t('check.line', { day: format.date(on), person: byName ?? '–' })}</small>
        <Row nowrap>
          {figure ? (
            <PinnedNumber figure={figure} />
          ) : (
            value !== null && <span className="figures">{writtenFigure(format, value, unit)}</span>
          )}
          <small>{done ? t('check.done.short') : t(`standing.${outlook}`)}</small>
        </Row>
      </div>
      {note && <p className={entryStyles.prose}>{note}</p>}
    </li>
  );
}
