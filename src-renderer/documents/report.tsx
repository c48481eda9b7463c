import { useMemo } from 'react';
import type { VerifyReportView } from '../../src-shared/documents';
import { Card, Chip, type DataColumn, DataTable, KeyValueList, Row, Stack, useFormat, useText } from '../ui';
import styles from './documents.module.css';
import { documentsText } from './text';

type Check = VerifyReportView['checks'][number];

/** What a verification found: the whole in two words, then each check with what was compared. `own` is a document of this workspace. */
export function VerificationReport({ report, own }: { report: VerifyReportView; own?: boolean }) {
  const t = useText(documentsText);
  const failed = report.checks.filter(({ ok, name }) => !ok && name !== 'trust').length;
  return (
    <div role="status">
      <Stack>
        <div className={styles.standing}>
          <Row>
            <Chip tone={report.consistent ? 'good' : 'bad'}>
              {report.consistent ? t('check.consistent') : t('check.inconsistent')}
            </Chip>
            <span>
              {report.consistent ? t('check.consistent.about') : t('check.inconsistent.about', { count: failed })}
            </span>
          </Row>
          <Row>
            <Chip tone={report.trusted ? 'good' : 'neutral'} mark={report.trusted ? 'check' : 'ring'}>
              {report.trusted ? t('check.trusted') : t('check.untrusted')}
            </Chip>
            <span>
              {report.trusted ? t('check.trusted.about') : own ? t('check.own.about') : t('check.untrusted.about')}
            </span>
          </Row>
        </div>
        {report.files.map((file, index) => (
          // Two files may have the same name; their order does not change.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list of one report stays as it is
          <FileChecks key={index} file={file} checks={report.checks.filter((check) => check.file === file.file)} />
        ))}
      </Stack>
    </div>
  );
}

function FileChecks({ file, checks }: { file: VerifyReportView['files'][number]; checks: readonly Check[] }) {
  const t = useText(documentsText);
  const format = useFormat();
  const columns = useMemo(
    (): DataColumn<Check>[] => [
      { id: 'state', header: t('check.column.state'), width: 132, cell: (check) => <CheckState check={check} /> },
      { id: 'name', header: t('check.column.name'), width: 150, rowHeader: true, wrap: true, cell: ({ name }) => name },
      {
        id: 'detail',
        header: t('check.column.detail'),
        width: 240,
        grow: 1,
        wrap: true,
        cell: ({ detail }) => <span className={styles.detail}>{detail}</span>,
      },
      {
        id: 'count',
        header: t('check.column.count'),
        kind: 'figure',
        width: 92,
        cell: ({ compared }) => format.number(compared),
      },
    ],
    [t, format],
  );
  // What does not hold is what one looks for; the rest keeps the order in which it was checked.
  const ordered = useMemo(() => [...checks].sort((a, b) => Number(a.ok) - Number(b.ok)), [checks]);
  return (
    <Card title={`${file.file}: ${file.number}, ${file.title}`} flush>
      <div className={styles.signer}>
        <KeyValueList
          items={[
            {
              label: t('check.signer'),
              value: (
                <Row>
                  <span>{file.signer.person}</span>
                  {file.signer.sample && (
                    <Chip tone="warn" size="small">
                      {t('check.sample')}
                    </Chip>
                  )}
                </Row>
              ),
            },
            { label: t('check.fingerprint'), value: <span className={styles.words}>{file.fingerprint}</span> },
          ]}
        />
      </div>
      <DataTable
        label={t('check.of', { file: file.file })}
        rows={ordered}
        columns={columns}
        rowKey={({ name, detail }) => `${name} ${detail}`}
        rowHeight="auto"
        maxHeight={1200}
        plain
      />
    </Card>
  );
}

function CheckState({ check }: { check: Check }) {
  const t = useText(documentsText);
  if (!check.ok) {
    return (
      <Chip tone="bad" size="small">
        {t('check.bad')}
      </Chip>
    );
  }
  if (check.skipped || check.vouchedBySigner) {
    return (
      <Chip size="small" mark={check.skipped ? 'dash' : 'half'}>
        {check.skipped ? t('check.skipped') : t('check.vouched')}
      </Chip>
    );
  }
  return (
    <Chip tone="good" size="small">
      {t('check.ok')}
    </Chip>
  );
}
