import { useDeferredValue, useMemo, useState } from 'react';
import { checkLanguage, type LanguageFlag, type LanguageRule } from '../../../src-shared/claims';
import { Card, Chip, Stack, TextAreaField, useText } from '../../ui';
import styles from '../charted.module.css';
import { FlaggedText } from '../flagged-text';
import own from './language.module.css';
import { useFreeContext } from './queries';
import { languageText } from './text';

/** A box to try a text, checked with each keystroke by the function that the desk uses. */
export function TryCard({ rules }: { rules: readonly LanguageRule[] }) {
  const t = useText(languageText);
  const [text, setText] = useState('');
  const context = useFreeContext();
  const settled = useDeferredValue(text);
  const flags = useMemo(() => checkLanguage(settled, rules, context), [settled, rules, context]);
  return (
    <Card title={t('try.title')}>
      <Stack gap={3}>
        <TextAreaField
          label={t('try.field')}
          hint={t('try.hint')}
          rows={3}
          value={text}
          onChange={setText}
          maxLength={8000}
        />
        {settled.trim() !== '' && (
          <section aria-label={t('try.result')} aria-live="polite">
            {flags.length === 0 ? (
              <p className="quiet">{t('try.none')}</p>
            ) : (
              <Stack gap={2}>
                <p className={own.tried}>
                  <FlaggedText text={settled} flags={flags} />
                </p>
                <FoundWords flags={flags} />
              </Stack>
            )}
          </section>
        )}
      </Stack>
    </Card>
  );
}

/** What was found, why it must not stand, and what to write instead. */
export function FoundWords({ flags }: { flags: readonly LanguageFlag[] }) {
  const t = useText(languageText);
  return (
    <ul className={styles.flags}>
      {flags.map(({ rule, start, text, reason, suggestion, status }) => (
        <li key={`${rule} ${start}`}>
          <Chip size="small" tone={status === 'open' ? 'warn' : 'good'}>
            {text}
          </Chip>{' '}
          {status === 'open' ? (
            <>
              <span className="quiet">{reason}</span> {t('try.instead', { suggestion })}
            </>
          ) : (
            <span className="quiet">{t('try.approved')}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
