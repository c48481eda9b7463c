import { useMemo, useState } from 'react';
import { type RoiCaseView, type RoiTarget, type SoughtInput, seekTarget } from '../../../src-shared/roi';
import {
  Card,
  Chip,
  type DataColumn,
  DataTable,
  EmptyState,
  NumberField,
  SelectField,
  Stack,
  useFormat,
  useText,
} from '../../ui';
import { shiftDecimal } from '../decimal-shift';
import styles from '../roi.module.css';
import { targetName, targetOptions, targetText, valueWithUnit } from './figure-words';
import { caseText } from './text';

const isShare = (target: RoiTarget): boolean => target === 'returnOnInvestment' || target === 'internalRate';

/** What must be true for a figure that is wanted, such as payback within a year. */
export function Goal({ found, scenario }: { found: RoiCaseView; scenario: string }) {
  const t = useText(caseText);
  const format = useFormat();
  const { content } = found;
  const [target, setTarget] = useState<RoiTarget>('paybackYears');
  const [typed, setTyped] = useState<string | null>('1');
  const wanted = typed === null ? null : Number(isShare(target) ? shiftDecimal(typed, -2) : typed);
  const seek = useMemo(
    () => (wanted === null || found.missing > 0 ? null : seekTarget(content, { scenario, target, wanted })),
    [content, scenario, target, wanted, found.missing],
  );
  const write = (value: number | null) => targetText(target, value, format);
  const columns = useSoughtColumns(target);
  if (found.missing > 0) return <EmptyState>{t('figure.none')}</EmptyState>;
  const choose = (next: RoiTarget | null) => {
    if (!next) return;
    setTarget(next);
    setTyped(next === 'paybackYears' || next === 'discountedPaybackYears' ? '1' : null);
  };
  return (
    <Stack>
      <Card title={t('goal.title')}>
        <div className={styles.controls}>
          <SelectField
            label={t('target.label')}
            options={targetOptions(t, content.currency)}
            value={target}
            onChange={choose}
          />
          <NumberField
            label={t('goal.wanted')}
            value={typed}
            onChange={setTyped}
            {...(isShare(target) && { unit: '%' })}
          />
          <p role="status">
            {seek === null
              ? t('goal.enter')
              : seek.now === null
                ? t('goal.now.none')
                : t('goal.now', { value: write(seek.now) })}{' '}
            {seek?.reached && (
              <Chip tone="good" size="small">
                {t('goal.reached')}
              </Chip>
            )}
          </p>
        </div>
      </Card>
      {seek && !seek.reached && (
        <>
          <Card
            title={t('goal.sentence', { figure: targetName(target, t, content.currency), wanted: write(seek.wanted) })}
            flush
          >
            <DataTable
              label={t('goal.input')}
              rows={seek.inputs}
              columns={columns}
              rowKey={({ name }) => name}
              plain
              maxHeight={560}
            />
          </Card>
          <Card title={t('goal.together')}>
            <Together seek={seek} found={found} write={write} />
          </Card>
        </>
      )}
    </Stack>
  );
}

interface TogetherProps {
  seek: ReturnType<typeof seekTarget>;
  found: RoiCaseView;
  write(value: number | null): string;
}

function Together({ seek, found, write }: TogetherProps) {
  const t = useText(caseText);
  const format = useFormat();
  const { share, inputs, best } = seek.together;
  if (inputs.length === 0 && best === null) return <p>{t('goal.together.none')}</p>;
  if (share === null) return <p>{t('goal.together.never', { best: write(best) })}</p>;
  return (
    <>
      <p>{t('goal.together.share', { share: format.ratio(share, { maxDigits: 1 }) })}</p>
      <ul className={styles.needed}>
        {inputs.map(({ name, needed }) => {
          const input = found.inputs.find((one) => one.name === name);
          return (
            <li key={name}>
              {input?.label ?? name} <b className="figures">{valueWithUnit(needed, input?.shownUnit ?? '1', format)}</b>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function useSoughtColumns(target: RoiTarget): DataColumn<SoughtInput>[] {
  const t = useText(caseText);
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'label', header: t('goal.input'), width: 240, grow: 3, value: ({ label }) => label },
      {
        id: 'from',
        header: t('goal.from'),
        kind: 'figure',
        width: 140,
        grow: 1,
        cell: ({ from, unit }) => valueWithUnit(from, unit, format),
      },
      {
        id: 'needed',
        header: t('goal.needed'),
        width: 330,
        grow: 3,
        cell: ({ needed, unit, beyondRange, best }) => {
          if (needed !== null) {
            return (
              <>
                <b className="figures">{valueWithUnit(needed, unit, format)}</b>{' '}
                {beyondRange && (
                  <Chip tone="warn" size="small">
                    {t('goal.beyond')}
                  </Chip>
                )}
              </>
            );
          }
          if (best === null || best.target === null) return <span className="quiet">{t('goal.never.none')}</span>;
          const text = t('goal.never', {
            target: targetText(target, best.target, format),
            value: valueWithUnit(best.value, unit, format),
          });
          return <span className="quiet">{text}</span>;
        },
      },
    ],
    [target, format, t],
  );
}
