import type { MappedTime } from '../../../src-shared/bakeoffs';
import { SelectField, TextField, useText } from '../../ui';
import { mappingText } from './text';

const formats = ['iso', 'unix-s', 'unix-ms', 'unix-us', 'unix-ns', 'elapsed-s', 'elapsed-ms'] as const;

interface TimeFieldsProps {
  time: MappedTime;
  onChange(time: MappedTime): void;
}

/** How times are written, and in which zone where they do not say it. */
export function TimeFields({ time: { format, zone }, onChange }: TimeFieldsProps) {
  const t = useText(mappingText);
  const pattern = !(formats as readonly string[]).includes(format);
  const zoned = pattern || format === 'iso';
  return (
    <>
      <SelectField
        label={t('columns.time.format')}
        options={[
          ...formats.map((value) => ({ value: value as string, label: t(`time.${value}`) })),
          { value: 'pattern', label: t('time.pattern') },
        ]}
        value={pattern ? 'pattern' : format}
        onChange={(next) =>
          next &&
          onChange(next === 'pattern' ? { format: 'DD.MM.YYYY HH:mm:ss', zone: zone ?? 'Z' } : { format: next, zone })
        }
        searchable={false}
      />
      {pattern && (
        <TextField
          mono
          label={t('time.pattern.field')}
          value={format}
          onChange={(next) => onChange({ format: next, zone })}
        />
      )}
      {zoned && (
        <TextField
          label={t('columns.time.zone')}
          hint={t('columns.time.zone.hint')}
          value={zone ?? ''}
          onChange={(next) => onChange({ format, zone: next.trim() === '' ? undefined : next.trim() })}
        />
      )}
    </>
  );
}
