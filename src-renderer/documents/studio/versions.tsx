import type { CompositionView } from '../../../src-shared/documents';
import { Button, Chip, ErrorSurface, Row, Section, TextLink, useFormat, useText } from '../../ui';
import styles from './studio.module.css';
import { useBuild } from './studio-header';
import { studioText } from './text';

const TONE = { waiting: 'warn', approved: 'good', returned: 'bad' } as const;

/** What was handed in: each version with its sign-off, and the document that can be made of it. */
export function VersionList({ found }: { found: CompositionView }) {
  const t = useText(studioText);
  const format = useFormat();
  const building = useBuild(found.id);
  return (
    <Section title={t('versions.title')}>
      {found.versions.length === 0 && <p className="quiet">{t('versions.none')}</p>}
      <ul className={styles.versions}>
        {found.versions.map(({ id, version, at, byName, state, receipt, request }) => (
          <li key={id}>
            <p>
              <b>{t('versions.version', { version })}</b>{' '}
              <Chip size="small" tone={TONE[state]}>
                {t(`version.${state}`)}
              </Chip>
            </p>
            <p className="quiet">{t('versions.by', { when: format.dateTime(at), person: byName ?? '–' })}</p>
            <Row>
              {receipt && (
                <TextLink to={`/receipts/${receipt}`} className="mono">
                  {format.digest(receipt)}
                </TextLink>
              )}
              {request && <TextLink to={`/approvals/${request}`}>{t('versions.request')}</TextLink>}
              <Button size="small" busy={building.busy} onClick={() => void building.build(version)}>
                {t('versions.make')}
              </Button>
            </Row>
          </li>
        ))}
      </ul>
      {building.made && (
        <p role="status">
          <TextLink to={`/documents/${building.made.id}`}>{building.made.name}</TextLink>
        </p>
      )}
      {building.problem && <ErrorSurface error={building.problem} title={t('built.failed')} />}
    </Section>
  );
}
