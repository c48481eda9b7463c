import { useQuery } from '@tanstack/react-query';
import type { ApprovalRequestView } from '../../../src-shared/approvals';
import { Loaded } from '../../app';
import { useDeskQueries } from '../../client';
import { Section, Stack, StatRow, useFormat, useText } from '../../ui';
import { standingText } from '../standing/text';
import styles from '../studio/studio.module.css';
import { SNIPPET_ENTITIES } from './snippets-screen';
import { snippetText } from './text';

/** The text that is to be approved, and the one that was approved before it. */
export function SnippetSubject({ request }: { request: ApprovalRequestView }) {
  const t = useText(snippetText);
  const standing = useText(standingText);
  const format = useFormat();
  const query = useQuery(
    useDeskQueries().documents.snippets.get.queryOptions({
      input: { snippet: request.subject },
      meta: { entities: SNIPPET_ENTITIES },
    }),
  );
  return (
    <Loaded query={query}>
      {({ number, versions, usedIn }) => {
        const asked = versions.find(({ version }) => version === request.version);
        if (!asked) return <p className="quiet">{standing('versions.none')}</p>;
        const before = versions
          .filter(({ version, state }) => version < asked.version && state === 'approved')
          .sort((a, b) => b.version - a.version)[0];
        return (
          <Stack gap={4}>
            <div>
              <b>{asked.title}</b>
              <p className="quiet">{number}</p>
            </div>
            <StatRow
              stats={[
                { label: t('subject.version'), value: format.number(asked.version) },
                { label: t('list.language'), value: asked.locale },
                { label: standing('for'), value: standing(`circle.${asked.disclosure}`) },
                { label: t('list.uses'), value: format.number(usedIn.length) },
              ]}
            />
            <Section title={t('edit.text')}>
              <blockquote className={styles.copy}>{asked.text}</blockquote>
            </Section>
            {before && (
              <Section title={t('subject.before', { version: format.number(before.version) })}>
                <blockquote className={styles.copy}>{before.text}</blockquote>
              </Section>
            )}
          </Stack>
        );
      }}
    </Loaded>
  );
}
