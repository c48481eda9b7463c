import type { RunPageView, RunView } from '../../../src-shared/bakeoffs';
import { blobAddress } from '../../client';
import { Button, Chip, Inspector, KeyValueList, Row, Section, TextLink, useFormat, useText } from '../../ui';
import styles from './run.module.css';
import { runText } from './text';

/** Where in a raw file something stands. */
export interface RawGoal {
  file: number;
  line?: number;
  offset?: number;
}

/** Saves a raw file; it is served by its digest, so it is the very file that was imported. */
function save({ sha256, name }: RunView['files'][number]): void {
  const link = document.createElement('a');
  link.href = blobAddress(sha256);
  link.download = name;
  link.click();
}

/** Beside a run: its raw files with their digests, what was odd when they were read, and the receipt that brought it in. */
export function RunEvidence({ page, onShow }: { page: RunPageView; onShow(goal: RawGoal): void }) {
  const t = useText(runText);
  const format = useFormat();
  const { run, verdicts } = page;
  return (
    <Inspector>
      <Section title={t('warnings.title')}>
        {run.warnings.length === 0 && <p className="quiet">{t('warnings.none')}</p>}
        <ul className={styles.warnings}>
          {run.warnings.map((warning) => (
            <Warning key={JSON.stringify(warning)} run={run} warning={warning} onShow={onShow} />
          ))}
        </ul>
      </Section>
      <Section title={t('evidence.title')}>
        <ul className={styles.files}>
          {run.files.map((file, index) => (
            <li key={file.sha256 + file.name}>
              <b>{file.name}</b>
              <small className="figures">{format.bytes(file.bytes)}</small>
              <small className={`mono ${styles.digest}`}>{file.sha256}</small>
              {file.present ? (
                <Row>
                  <Button
                    size="small"
                    aria-label={t('evidence.show', { name: file.name })}
                    onClick={() => onShow({ file: index })}
                  >
                    {t('tab.log')}
                  </Button>
                  <Button
                    size="small"
                    icon="download"
                    aria-label={t('evidence.save', { name: file.name })}
                    onClick={() => save(file)}
                  >
                    {format.bytes(file.bytes)}
                  </Button>
                </Row>
              ) : (
                <Chip size="small" tone="warn">
                  {t('evidence.missing')}
                </Chip>
              )}
            </li>
          ))}
        </ul>
        <KeyValueList
          items={[
            { label: t('evidence.harness'), value: `${run.tool}, ${run.format}` },
            { label: t('evidence.importer'), value: run.importer },
            {
              label: t('evidence.imported'),
              value: t('evidence.imported.by', {
                when: format.dateTime(run.importedAt),
                name: run.importedByName ?? t('nothing'),
              }),
            },
            ...(run.ranBy ? [{ label: t('evidence.ranBy'), value: run.ranBy }] : []),
            ...(run.receipt
              ? [
                  {
                    label: t('evidence.receipt'),
                    value: <TextLink to={`/receipts/${run.receipt}`}>{format.digest(run.receipt)}</TextLink>,
                  },
                ]
              : []),
            ...verdicts.map(({ id, number }, index) => ({
              key: id,
              label: index === 0 ? t('evidence.verdicts') : '',
              value: <TextLink to={`/verdicts/${id}`}>{number}</TextLink>,
            })),
          ]}
        />
      </Section>
    </Inspector>
  );
}

interface WarningProps {
  run: RunView;
  warning: RunView['warnings'][number];
  onShow(goal: RawGoal): void;
}

function Warning({ run, warning: { code, message, where }, onShow }: WarningProps) {
  const t = useText(runText);
  const format = useFormat();
  const named = where?.file === undefined ? -1 : run.files.findIndex(({ name }) => name === where.file);
  const file = Math.max(0, named);
  const { line, byte } = where ?? {};
  const present = run.files[file]?.present;
  return (
    <li>
      <span className="quiet">{message}</span>
      <small>
        <span className="mono">{code}</span>
        {run.confirmed.includes(code) && ` · ${t('warnings.confirmed')}`}
      </small>
      {present && line !== undefined ? (
        <Button size="small" onClick={() => onShow({ file, line })}>
          {t('warnings.line', { line: format.number(line) })}
        </Button>
      ) : (
        present &&
        byte !== undefined && (
          <Button size="small" onClick={() => onShow({ file, offset: byte })}>
            {t('warnings.byte', { byte: format.number(byte) })}
          </Button>
        )
      )}
    </li>
  );
}
