import type { StudyView } from '../../src-shared/case-studies';
import { CommandProblem, useCommand } from '../app';
import { useDesk } from '../client';
import type { useMakeDocument } from '../documents';
import { Button, Card, entryStyles, Row, TextLink, useFormat, useText } from '../ui';
import { StudyStandingChip } from './standing';
import { studiesText } from './text';

interface VersionsCardProps {
  study: StudyView;
  writes: boolean;
  document: ReturnType<typeof useMakeDocument>;
}

/** What was handed in: each version with where it stands, its PDF, and its publication once legal approved it. */
export function VersionsCard({ study, writes, document }: VersionsCardProps) {
  const t = useText(studiesText);
  const format = useFormat();
  const publish = useCommand(useDesk().caseStudies.publish);
  return (
    <Card title={t('versions.title')}>
      <CommandProblem command={publish} />
      {study.versions.length === 0 && <p className="quiet">{t('versions.none')}</p>}
      <ul className={entryStyles.list}>
        {study.versions.map(({ id, version, standing, at, byName, receipt }) => (
          <li key={id} className={entryStyles.line}>
            <div>
              <b>{t('versions.version', { version })}</b> <StudyStandingChip standing={standing} size="small" />
              <p className={`quiet ${entryStyles.small}`}>
                {t('versions.by', { when: format.dateTime(at), person: byName ?? '–' })}
                {receipt && (
                  <>
                    {' · '}
                    <TextLink to={`/receipts/${receipt}`}>{t('versions.receipt')}</TextLink>
                  </>
                )}
              </p>
            </div>
            <Row>
              <Button
                size="small"
                busy={document.busy}
                aria-label={t('versions.build.of', { version })}
                onClick={() => void document.make({ kind: 'case-study', subject: id })}
              >
                {t('versions.build')}
              </Button>
              {writes && standing === 'approved' && (
                <Button
                  size="small"
                  kind="primary"
                  busy={publish.busy}
                  aria-label={t('versions.publish.of', { version })}
                  onClick={() => void publish.run({ study: study.id, version })}
                >
                  {t('versions.publish')}
                </Button>
              )}
            </Row>
          </li>
        ))}
      </ul>
    </Card>
  );
}
