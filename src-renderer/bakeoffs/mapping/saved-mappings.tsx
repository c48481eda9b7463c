import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type MappingContent, mappingFileText, readMappingFile } from '../../../src-shared/bakeoffs';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { jsonOf } from '../../../src-shared/kernel/json-text';
import { CommandProblem, useCommand } from '../../app';
import { useDesk, useDeskQueries } from '../../client';
import { Button, Dialog, ErrorSurface, FileDrop, Push, Row, reportError, Stack, useText } from '../../ui';
import styles from './mapping.module.css';
import { mappingText } from './text';

/** The saved mappings: taken along as files, brought in from files, archived. */
export function SavedMappings({ onClose }: { onClose(): void }) {
  const t = useText(mappingText);
  const desk = useDesk();
  const { data } = useQuery(
    useDeskQueries().bakeoffs.mappings.queryOptions({ meta: { entities: ['resultMapping', 'person'] } }),
  );
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const [done, setDone] = useState('');
  const save = useCommand((call: { input: { name: string; content: MappingContent } }) =>
    desk.bakeoffs.saveMapping({ input: call.input }),
  );
  const archive = useCommand((call: { input: { mapping: string } }) =>
    desk.bakeoffs.archiveMapping({ input: call.input }),
  );
  const load = async ([file]: File[]) => {
    if (!file) return;
    setProblem(null);
    try {
      const { name, content } = readMappingFile(jsonOf(await file.text(), file.name, { file: file.name }), {
        file: file.name,
      });
      const input = { name: name ?? file.name.replace(/\.[^.]+$/, ''), content };
      const saved = await save.run(input);
      if (saved?.result) setDone(t('saved.done', { name: input.name, version: saved.result.version }));
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
  };
  const take = async (mapping: string) => {
    const view = await desk.bakeoffs.mapping({ mapping });
    const address = URL.createObjectURL(new Blob([mappingFileText(view)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `${view.name.toLowerCase().replace(/[^a-z0-9._-]+/g, '-')}.mapping.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  return (
    <Dialog open onClose={onClose} leave="close" size="medium" title={t('saved.title')} actions={null}>
      <Stack>
        <p className="quiet">{t('saved.about')}</p>
        {data?.length === 0 && <p>{t('saved.none')}</p>}
        <ul className={styles.saved}>
          {data?.map(({ id, name, kind, tool, version, sha256 }) => (
            <li key={id}>
              <Row nowrap>
                <div>
                  <b>{name}</b>
                  <small className={styles.savedAbout}>
                    {t('saved.row', { kind: t(`kind.${kind}`), tool, version, digest: sha256.slice(0, 12) })}
                  </small>
                </div>
                <Push />
                <Button
                  size="small"
                  aria-label={t('saved.export.of', { name })}
                  onClick={() => void take(id).catch(reportError)}
                >
                  {t('saved.export')}
                </Button>
                <Button
                  size="small"
                  busy={archive.busy}
                  aria-label={t('saved.archive.of', { name })}
                  onClick={() => void archive.run({ mapping: id })}
                >
                  {t('saved.archive')}
                </Button>
              </Row>
            </li>
          ))}
        </ul>
        <FileDrop label={t('saved.load')} accept={['.json']} onFiles={(files) => void load(files)} />
        <p role="status" className="quiet">
          {done}
        </p>
        {problem && <ErrorSurface error={problem} onDismiss={() => setProblem(null)} />}
        <CommandProblem command={save} />
        <CommandProblem command={archive} />
      </Stack>
    </Dialog>
  );
}
