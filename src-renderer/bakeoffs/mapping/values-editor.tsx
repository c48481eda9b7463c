import { draftQuantity, type FilePeek, type MappedQuantity, type RowsMapping } from '../../../src-shared/bakeoffs';
import { Button, FormRow, IconButton, Row, Segment, SelectField, TextField, useText } from '../../ui';
import styles from './mapping.module.css';
import { QuantityFields } from './quantity-fields';
import { mappingText } from './text';

interface ValuesEditorProps {
  peek: FilePeek;
  content: RowsMapping;
  options: { value: string; label: string }[];
  onChange(part: Partial<RowsMapping>): void;
}

type Layout = RowsMapping['layout'];

/** The values of a file: one or several columns, or a column with metrics and one with their values. */
export function ValuesEditor({ peek, content, options, onChange }: ValuesEditorProps) {
  const t = useText(mappingText);
  const { layout } = content;
  const set = (next: Layout) => onChange({ layout: next });
  return (
    <section aria-label={t('values.title')} className={styles.group}>
      <h3>{t('values.title')}</h3>
      <div className={styles.start}>
        <Segment
          label={t('values.layout')}
          options={(['wide', 'long'] as const).map((value) => ({ value, label: t(`values.${value}`) }))}
          value={layout.kind}
          onChange={(kind) => kind !== layout.kind && set(kind === 'long' ? longFrom(layout, peek) : wideFrom(layout))}
        />
      </div>
      {layout.kind === 'wide' ? (
        <>
          <ul className={styles.values}>
            {layout.values.map((value, index) => (
              <Entry
                // biome-ignore lint/suspicious/noArrayIndexKey: values have no name but their place in the list
                key={index}
                name={value.column}
                only={layout.values.length === 1}
                quantity={value}
                onQuantity={(change) => set({ ...layout, values: layout.values.with(index, { ...value, ...change }) })}
                onRemove={() => set({ ...layout, values: layout.values.toSpliced(index, 1) })}
              >
                <SelectField
                  label={t('values.column')}
                  options={options}
                  value={value.column}
                  onChange={(column) =>
                    column &&
                    set({ ...layout, values: layout.values.with(index, { column, ...draftQuantity(column) }) })
                  }
                />
              </Entry>
            ))}
          </ul>
          <Row>
            <Button
              size="small"
              onClick={() => {
                const used = new Set(layout.values.map(({ column }) => column));
                const column = options.find(({ value }) => !used.has(value))?.value ?? options[0]?.value ?? '1';
                set({ ...layout, values: [...layout.values, { column, ...draftQuantity(column) }] });
              }}
            >
              {t('values.add')}
            </Button>
          </Row>
        </>
      ) : (
        <>
          <FormRow>
            <SelectField
              label={t('values.metric.column')}
              options={options}
              value={layout.metric}
              onChange={(metric) => metric && set({ ...layout, metric, metrics: metricsIn(peek, metric) })}
            />
            <SelectField
              label={t('values.value.column')}
              options={options}
              value={layout.value}
              onChange={(value) => value && set({ ...layout, value })}
            />
          </FormRow>
          <ul className={styles.values}>
            {layout.metrics.map((metric, index) => (
              <Entry
                // biome-ignore lint/suspicious/noArrayIndexKey: metrics are renamed while they are typed
                key={index}
                name={metric.name}
                only={layout.metrics.length === 1}
                quantity={metric}
                onQuantity={(change) =>
                  set({ ...layout, metrics: layout.metrics.with(index, { ...metric, ...change }) })
                }
                onRemove={() => set({ ...layout, metrics: layout.metrics.toSpliced(index, 1) })}
              >
                <TextField
                  label={t('values.named')}
                  value={metric.name}
                  onChange={(name) => set({ ...layout, metrics: layout.metrics.with(index, { ...metric, name }) })}
                />
              </Entry>
            ))}
          </ul>
          <Row>
            <Button
              size="small"
              onClick={() => set({ ...layout, metrics: [...layout.metrics, { name: '', ...draftQuantity('value') }] })}
            >
              {t('values.add')}
            </Button>
          </Row>
        </>
      )}
    </section>
  );
}

interface EntryProps {
  name: string;
  only: boolean;
  quantity: MappedQuantity;
  onQuantity(change: Partial<MappedQuantity>): void;
  onRemove(): void;
  children: React.ReactNode;
}

function Entry({ name, only, quantity, onQuantity, onRemove, children }: EntryProps) {
  const t = useText(mappingText);
  return (
    <li className={styles.value}>
      {children}
      <QuantityFields quantity={quantity} onChange={onQuantity} />
      {!only && <IconButton icon="close" size="small" label={t('values.remove', { name })} onClick={onRemove} />}
    </li>
  );
}

/** The metrics that the first rows name. */
function metricsIn(peek: FilePeek, column: string) {
  const place = peek.columns.indexOf(column);
  const names = [...new Set(peek.rows.map((row) => row[place]).filter((name): name is string => Boolean(name)))];
  return (names.length > 0 ? names : ['value']).slice(0, 40).map((name) => ({ name, ...draftQuantity(name) }));
}

function longFrom(layout: Layout, peek: FilePeek): Layout {
  if (layout.kind === 'long') return layout;
  const value = layout.values[0]!.column;
  const metric =
    peek.columns.find((column) => /metric|name|measure/i.test(column) && column !== value) ?? peek.columns[0] ?? '1';
  return { kind: 'long', metric, value, metrics: metricsIn(peek, metric) };
}

function wideFrom(layout: Layout): Layout {
  return layout.kind === 'wide'
    ? layout
    : { kind: 'wide', values: [{ column: layout.value, ...draftQuantity(layout.value) }] };
}
