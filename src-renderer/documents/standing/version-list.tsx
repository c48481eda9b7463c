import type { ReactNode } from 'react';
import type { CompositionView } from '../../../src-shared/documents';
import { Chip, Row, Section, TextLink, useFormat, useText } from '../../ui';
import styles from '../studio/studio.module.css';
import { standingText } from './text';

type Version = Pick<
  CompositionView['versions'][number],
  'id' | 'version' | 'at' | 'byName' | 'state' | 'receipt' | 'request'
>;

interface VersionListProps {
  versions: readonly Version[];
  /** What can be done with one of them. */
  action?(version: number): ReactNode;
  /** Below the list. */
  children?: ReactNode;
}

const TONE = { waiting: 'warn', approved: 'good', returned: 'bad' } as const;

/** What was handed in: each version with its sign-off, its receipt and its request. */
export function VersionList({ versions, action, children }: VersionListProps) {
  const t = useText(standingText);
  const format = useFormat();
  return (
    <Section title={t('versions.title')}>
      {versions.length === 0 && <p className="quiet">{t('versions.none')}</p>}
      <ul className={styles.versions}>
        {versions.map(({ id, version, at, byName, state, receipt, request }) => (
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
              {action?.(version)}
            </Row>
          </li>
        ))}
      </ul>
      {children}
    </Section>
  );
}
