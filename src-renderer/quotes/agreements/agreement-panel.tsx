import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDeskQueries } from '../../client';
import { Chip, DateField, KeyValueList, Section, Stack, TextLink, useFormat, useText } from '../../ui';
import { QUOTE_ENTITIES } from '../entities';
import { agreementText } from './text';

/** What an accepted quote and its amendments agreed: the chain, and what is in force on a day. */
export function AgreementPanel({ quote }: { quote: string }) {
  const t = useText(agreementText);
  const format = useFormat();
  const [on, setOn] = useState<string | null>(null);
  const asked = useQuery(
    useDeskQueries().quotes.agreement.queryOptions({
      input: { quote, ...(on !== null && { on }) },
      meta: { entities: QUOTE_ENTITIES },
      placeholderData: (before) => before,
    }),
  );
  const agreement = asked.data;
  if (!agreement) return null;
  const followers = agreement.followers.filter(({ accepted, kind }) => !accepted || kind === 'renewal');
  return (
    <Section title={t('title')}>
      <Stack gap={2}>
        <small>{t('until', { date: format.date(agreement.untilDate) })}</small>
        {agreement.chain.map((link) => (
          <small key={link.quote}>
            <TextLink to={`/quotes/${link.quote}`}>{link.number}</TextLink>{' '}
            {t('chain.from', { from: format.date(link.effectiveOn), accepted: format.date(link.acceptedOn) })}
          </small>
        ))}
        {followers.map(({ quote: id, number, kind, effectiveOn, accepted }) => (
          <small key={id}>
            <TextLink to={`/quotes/${id}`}>
              {t(kind === 'amendment' ? 'open.amendment' : accepted ? 'done.renewal' : 'open.renewal', {
                number,
                from: format.date(effectiveOn),
              })}
            </TextLink>
          </small>
        ))}
        {agreement.conflicts.map(({ quote: id, message }) => (
          <small key={id}>
            <Chip tone="bad" size="small">
              {t('conflict')}
            </Chip>{' '}
            {message}
          </small>
        ))}
        <DateField label={t('on')} value={agreement.day} onChange={setOn} />
        {agreement.lines.length === 0 ? (
          <small>{t('none')}</small>
        ) : (
          <KeyValueList
            items={agreement.lines.map(({ id, name, quantity, unit, once }) => ({
              key: id,
              label: name,
              value: [t('quantity', { quantity: format.number(quantity), unit }), once ? t('once') : null]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
        )}
      </Stack>
    </Section>
  );
}
