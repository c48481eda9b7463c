import { convertible, knownUnits, type MappedQuantity, unitNamed } from '../../../src-shared/bakeoffs';
import { SelectField, TextField, useText } from '../../ui';
import styles from './mapping.module.css';
import { mappingText } from './text';

/** Units that are words, for the list of suggestions. */
const wordUnits = ['requests/s', 'transactions/s', 'operations/s', 'tokens/s', 'score', '1'];
export const unitList = 'mapping-units';

/** The suggestions of every unit field; stands once in a dialog. */
export function UnitSuggestions() {
  return (
    <datalist id={unitList}>
      {[...knownUnits.flatMap(({ units }) => units), ...wordUnits].map((unit) => (
        <option key={unit} value={unit} />
      ))}
    </datalist>
  );
}

const figures = ['sample', 'value', 'n', 'errors', 'mean', 'median', 'min', 'max', 'stddev'] as const;
const percentiles = ['p50', 'p75', 'p90', 'p95', 'p99', 'p99.9'];

interface QuantityFieldsProps {
  quantity: MappedQuantity;
  onChange(change: Partial<MappedQuantity>): void;
}

/** What a number means: metric, unit, how the unit is written, which way is good, and which figure of the series it is. */
export function QuantityFields({ quantity, onChange }: QuantityFieldsProps) {
  const t = useText(mappingText);
  const { metric, unit, writtenIn, better, figure } = quantity;
  const others = knownUnits.flatMap(({ units }) => units).filter((other) => other !== unit && convertible(other, unit));
  const known = new Set<string>([...figures, ...percentiles]);
  return (
    <div className={styles.quantity}>
      <TextField label={t('values.metric')} value={metric} onChange={(next) => onChange({ metric: next })} />
      <TextField
        label={t('values.unit')}
        list={unitList}
        value={unit}
        onChange={(next) => {
          const fits =
            writtenIn === undefined || (writtenIn === 'beside' ? unitNamed(next) : convertible(writtenIn, next));
          onChange({ unit: next, ...(!fits && { writtenIn: undefined }) });
        }}
      />
      <SelectField
        label={t('values.written')}
        options={[
          { value: 'same', label: t('written.same') },
          ...others.map((other) => ({ value: other, label: other })),
          ...(others.length > 0 ? [{ value: 'beside', label: t('written.beside') }] : []),
        ]}
        value={writtenIn ?? 'same'}
        onChange={(next) => onChange({ writtenIn: next === 'same' || next === null ? undefined : next })}
        searchable={false}
      />
      <SelectField
        label={t('values.better')}
        options={(['lower', 'higher', 'n/a'] as const).map((way) => ({ value: way, label: t(`better.${way}`) }))}
        value={better}
        onChange={(next) => next && onChange({ better: next })}
      />
      <SelectField
        label={t('values.figure')}
        options={[
          ...figures.map((name) => ({ value: name as string, label: t(`figure.${name}`) })),
          ...percentiles.map((name) => ({ value: name, label: name })),
          ...(known.has(figure) ? [] : [{ value: figure, label: figure }]),
        ]}
        value={figure}
        onChange={(next) => next && onChange({ figure: next })}
        searchable={false}
      />
    </div>
  );
}
