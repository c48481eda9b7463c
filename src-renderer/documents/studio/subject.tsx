import { useMemo } from 'react';
import type { ApprovalRequestView } from '../../../src-shared/approvals';
import { type CompositionView, isOwn } from '../../../src-shared/documents';
import { Loaded } from '../../app';
import { Button, ErrorSurface, Row, Section, Stack, StatRow, TextLink, useFormat, useText } from '../../ui';
import { standingText } from '../standing/text';
import { documentsText } from '../text';
import { Pages } from './pages';
import { useComposition } from './queries';
import styles from './studio.module.css';
import { useBuild } from './studio-header';
import { studioText } from './text';
import { usePreview } from './use-preview';

/** What is to be approved: the pages as they were handed in, with what nobody approved before named first. */
export function CompositionSubject({ request }: { request: ApprovalRequestView }) {
  return (
    <Loaded query={useComposition(request.subject)}>
      {(found) => <HandedIn key={found.id} found={found} version={request.version ?? found.version} />}
    </Loaded>
  );
}

function HandedIn({ found, version }: { found: CompositionView; version: number }) {
  const t = useText(studioText);
  const kinds = useText(documentsText);
  const standing = useText(standingText);
  const format = useFormat();
  const wish = useMemo(() => ({ composition: found.id, version }), [found.id, version]);
  const preview = usePreview(wish, version);
  const building = useBuild(found.id);
  const frozen = found.versions.find((one) => one.version === version);
  // Edited since: what stands in the studio is no longer what is asked about.
  const same = found.version === version && found.state !== 'changed';
  const own = same ? found.blocks.filter(isOwn) : [];
  return (
    <Stack gap={4}>
      <div>
        <b>{found.title}</b>
        <p className="quiet">
          {[found.number, kinds(`kind.${found.kind}`), found.dealTitle].filter(Boolean).join(' · ')}
        </p>
        {!same && <p className="quiet">{t('subject.since', { version: format.number(version) })}</p>}
      </div>
      <StatRow
        stats={[
          { label: t('versions.stat'), value: format.number(version) },
          { label: standing('for'), value: standing(`circle.${found.disclosure}`) },
          { label: t('preview.title'), value: format.number(preview.pages.length) },
        ]}
      />
      {own.length > 0 && (
        <Section title={t('subject.own')}>
          <ul className={styles.words}>
            {own.map(({ id, label, content }) => (
              <li key={id}>
                {content.kind === 'text' ? <blockquote className={styles.copy}>{content.text}</blockquote> : label}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Pages preview={preview} page={null} draft={frozen?.state !== 'approved'} embedded />
      <Row>
        <Button size="small" busy={building.busy} onClick={() => void building.build(version)}>
          {t('subject.make')}
        </Button>
        {building.made && (
          <span role="status">
            <TextLink to={`/documents/${building.made.id}`}>{building.made.name}</TextLink>
          </span>
        )}
      </Row>
      {building.problem && <ErrorSurface error={building.problem} title={t('built.failed')} />}
    </Stack>
  );
}
