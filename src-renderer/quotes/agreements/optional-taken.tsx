import { useQuery } from '@tanstack/react-query';
import { useDeskQueries } from '../../client';
import { CheckField, FormSection, useFormat, useText } from '../../ui';
import { QUOTE_ENTITIES } from '../entities';
import { agreementText } from './text';

export interface OptionalTakenProps {
  quote: string;
  version: number;
  /** The alternative that was picked; lines of others are not offered. */
  alternative: string | null;
  open: boolean;
  taken: readonly string[];
  onChange(taken: string[]): void;
}

/** The optional lines of a version, to be ticked where the customer took them. */
export function OptionalTaken({ quote, version, alternative, open, taken, onChange }: OptionalTakenProps) {
  const t = useText(agreementText);
  const format = useFormat();
  const frozen = useQuery(
    useDeskQueries().quotes.frozen.queryOptions({
      input: { quote, version },
      enabled: open,
      meta: { entities: QUOTE_ENTITIES },
    }),
  ).data;
  const said = new Map(frozen?.input.lines.map((line) => [line.id, line]));
  const lines = (frozen?.priced.lines ?? []).filter(({ id, optional }) => {
    const own = said.get(id)?.alternative;
    return optional && (own === undefined || own === alternative);
  });
  if (!frozen || lines.length === 0) return null;
  return (
    <FormSection title={t('taken')}>
      {lines.map(({ id, name, quantity, unit, netMinor }) => (
        <CheckField
          key={id}
          label={name}
          hint={`${t('quantity', { quantity: format.number(quantity), unit })} · ${format.minor(netMinor, frozen.priced.currency)}`}
          checked={taken.includes(id)}
          onChange={(checked) => onChange(checked ? [...taken, id] : taken.filter((own) => own !== id))}
        />
      ))}
    </FormSection>
  );
}
