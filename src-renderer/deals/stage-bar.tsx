import { isOpen, type Stage, stageMeanings, stages } from '../../src-shared/deals';
import { Mark, useText } from '../ui';
import styles from './deals.module.css';
import { dealsText } from './text';

export interface StageBarProps {
  stage: Stage;
  /** Stages it may go to from here. */
  moves: readonly Stage[];
  onMove(to: Stage): void;
}

/** The way of a deal from left to right; a stage that it may go to can be chosen. A lost deal shows where it ended at the end. */
export function StageBar({ stage, moves, onMove }: StageBarProps) {
  const t = useText(dealsText);
  const shown: readonly Stage[] =
    stage === 'lost'
      ? stages.filter((one) => one !== 'won' && one !== 'invoiced')
      : stages.filter((one) => one !== 'lost');
  const at = shown.indexOf(stage);
  return (
    <ol aria-label={t('stage.bar')} className={styles.bar}>
      {shown.map((one, index) => {
        const current = one === stage;
        const possible = moves.includes(one);
        const passed = stage !== 'lost' && index < at;
        return (
          <li key={one}>
            <button
              type="button"
              className={styles.step}
              aria-current={current ? 'step' : undefined}
              aria-disabled={!current && !possible ? true : undefined}
              data-passed={passed || undefined}
              data-lost={one === 'lost' || undefined}
              title={
                current || possible
                  ? stageMeanings[one]
                  : t('stage.cannot', { from: t(`stage.${stage}`), to: t(`stage.${one}`) })
              }
              onClick={() => possible && onMove(one)}
            >
              {passed && isOpen(one) && <Mark name="check" size={10} />}
              {one === 'lost' && <Mark name="cross" size={10} />}
              {t(`stage.${one}`)}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
