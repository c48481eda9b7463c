import type { RoiPresentation } from '../../../src-shared/roi';
import { useFormat, useText } from '../../ui';
import styles from './room.module.css';
import { roomText } from './text';

interface SlidersProps {
  presentation: RoiPresentation;
  /** Inputs that do not stand as in the case, by name. */
  moved: Readonly<Record<string, number>>;
  onMove(moved: Record<string, number>): void;
}

/** The inputs that may be moved in the room. Every step of a slider moves every figure with it. */
export function Sliders({ presentation, moved, onMove }: SlidersProps) {
  const t = useText(roomText);
  const format = useFormat();
  const { sliders } = presentation;
  if (sliders.length === 0) return <p className="quiet">{t('room.sliders.none')}</p>;
  return (
    <ul className={styles.sliders}>
      {sliders.map(({ name, label, help, unit, value, from, to, step }) => {
        const now = moved[name] ?? Number(value);
        const written = (amount: string | number) =>
          unit === '1' ? format.number(amount) : `${format.number(amount)}\u00a0${unit}`;
        return (
          <li key={name}>
            <label>
              <span className={styles.sliderHead}>
                <span>{label}</span>
                <b className="figures">{written(now)}</b>
              </span>
              <input
                type="range"
                min={from}
                max={to}
                step={step}
                value={now}
                aria-valuetext={written(now)}
                onChange={(event) => {
                  const next = Number(event.currentTarget.value);
                  const { [name]: _, ...others } = moved;
                  onMove(next === Number(value) ? others : { ...others, [name]: next });
                }}
              />
            </label>
            <span className={styles.was}>{name in moved ? t('slider.was', { value: written(value) }) : help}</span>
          </li>
        );
      })}
    </ul>
  );
}
