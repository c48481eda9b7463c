import { useQuery } from '@tanstack/react-query';
import type { TemplateField, TemplateView } from '../../../src-shared/documents';
import { Loaded } from '../../app';
import { useDeskQueries } from '../../client';
import { Section, useText } from '../../ui';
import styles from './templates.module.css';
import { templateText } from './text';

/** What a template of a kind is given: the same as docs/templates.md says, beside the text that reads it. */
export function TemplateData({ kind }: { kind: TemplateView['kind'] }) {
  const t = useText(templateText);
  const query = useQuery(useDeskQueries().documents.templates.guide.queryOptions({ input: { kind } }));
  return (
    <Loaded query={query}>
      {({ everyPage, own, parts }) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach that
        <section className={styles.data} aria-label={t('beside.data')} tabIndex={0}>
          <p className="quiet">{t('data.about')}</p>
          {parts.length > 0 && (
            <Section title={t('data.parts')}>
              <p className={styles.code}>{parts.join(', ')}</p>
            </Section>
          )}
          <Section title={t('data.own')}>
            {own.length > 0 ? <Fields label={t('data.own')} fields={own} /> : <p>{t('data.none')}</p>}
          </Section>
          <Section title={t('data.every')}>
            <Fields label={t('data.every')} fields={everyPage} />
          </Section>
        </section>
      )}
    </Loaded>
  );
}

function Fields({ label, fields }: { label: string; fields: readonly TemplateField[] }) {
  const t = useText(templateText);
  return (
    <table className={styles.fields} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('data.field')}</th>
          <th scope="col">{t('data.holds')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ path, holds }) => (
          <tr key={path}>
            <th scope="row" className={styles.code}>
              {path}
            </th>
            <td>{holds.replaceAll('`', '')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
