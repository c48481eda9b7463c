import { useState } from 'react';
import type { CompositionView, DocumentLine } from '../../../src-shared/documents';
import { type ErrorRecord, errorRecord } from '../../../src-shared/kernel/errors';
import { CommandProblem, useCommand } from '../../app';
import { useDesk } from '../../client';
import {
  ActionMenu,
  Button,
  Confirm,
  ErrorSurface,
  IconButton,
  PageHeader,
  TextLink,
  useNavigation,
  useText,
} from '../../ui';
import { DraftState } from '../standing/draft-state';
import { standingText } from '../standing/text';
import { documentsText } from '../text';
import { DetailsDialog } from './details-dialog';
import { HandIn } from './hand-in';
import styles from './studio.module.css';
import { studioText } from './text';

/** What the document is called and for whom it is, and what can be done with it: handed in, made, edited. */
export function StudioHeader({ found, refused }: { found: CompositionView; refused: boolean }) {
  const t = useText(studioText);
  const kinds = useText(documentsText);
  const standing = useText(standingText);
  const { go } = useNavigation();
  const desk = useDesk().documents.compositions;
  const submit = useCommand(desk.submit);
  const standard = useCommand(desk.restoreStandard);
  const archive = useCommand(desk.archive);
  const building = useBuild(found.id);
  const [dialog, setDialog] = useState<'submit' | 'details' | 'standard' | 'archive' | null>(null);
  const close = () => setDialog(null);
  const last = found.versions[0];
  const settled = found.state === 'approved';
  const noSubmit = refused
    ? t('act.submit.refused')
    : (settled || found.state === 'waiting') && t('act.submit.nothing', { version: found.version });
  return (
    <>
      <PageHeader
        title={found.title}
        chips={<DraftState state={found.state} />}
        actions={
          <>
            <Button
              key="build"
              kind={settled ? 'primary' : 'default'}
              busy={building.busy}
              unavailable={refused && t('act.submit.refused')}
              onClick={() => void building.build(settled ? last?.version : undefined)}
            >
              {t(settled ? 'act.build.final' : 'act.build')}
            </Button>
            {!settled && (
              <Button kind="primary" busy={submit.busy} unavailable={noSubmit} onClick={() => setDialog('submit')}>
                {t('act.submit')}
              </Button>
            )}
            <ActionMenu
              trigger={<IconButton icon="more" label={t('act.more')} />}
              items={[
                { id: 'details', label: t('act.details'), icon: 'edit', run: () => setDialog('details') },
                { id: 'standard', label: t('act.standard'), run: () => setDialog('standard') },
                {
                  id: 'archive',
                  section: true,
                  label: t('act.archive'),
                  danger: true,
                  run: () => setDialog('archive'),
                },
              ]}
            />
          </>
        }
      >
        <span className="figures">{found.number}</span>
        <span>{kinds(`kind.${found.kind}`)}</span>
        {found.aboutLabel && <span>{found.aboutLabel}</span>}
        {found.deal && <TextLink to={`/deals/${found.deal}`}>{found.dealTitle}</TextLink>}
        <span>{t('for.line', { circle: standing(`disclosure.${found.disclosure}`) })}</span>
      </PageHeader>
      {building.made && (
        <p className={styles.made} role="status">
          {t('built', { name: building.made.name })}{' '}
          <TextLink to={`/documents/${building.made.id}`}>{t('built.open')}</TextLink>
        </p>
      )}
      {building.problem && <ErrorSurface error={building.problem} title={t('built.failed')} />}
      <CommandProblem command={submit} />
      <CommandProblem command={standard} />
      <CommandProblem command={archive} />
      {dialog === 'submit' && (
        <HandIn
          title={t('act.submit.title')}
          needs={found.wouldNeed}
          onClose={close}
          onHandIn={() => void submit.run({ composition: found.id })}
        />
      )}
      <Confirm
        open={dialog === 'standard'}
        onClose={close}
        onConfirm={() => void standard.run({ composition: found.id })}
        title={t('act.standard')}
        confirm={t('act.standard')}
      >
        <p>{t('act.standard.about')}</p>
      </Confirm>
      <Confirm
        open={dialog === 'archive'}
        onClose={close}
        onConfirm={() => void archive.run({ composition: found.id }).then((done) => done && go('/documents/studio'))}
        title={`${t('act.archive')}: ${found.number}`}
        confirm={t('act.archive')}
      >
        <p>{t('act.archive.about')}</p>
      </Confirm>
      {dialog === 'details' && <DetailsDialog found={found} onClose={close} />}
    </>
  );
}

/** Makes a document: of a version that was handed in, or of what stands there now. */
export function useBuild(composition: string) {
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<DocumentLine | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const build = async (version?: number) => {
    setBusy(true);
    setProblem(null);
    try {
      setMade(await desk.documents.buildComposition({ composition, ...(version !== undefined && { version }) }));
    } catch (thrown) {
      setProblem(errorRecord(thrown));
    }
    setBusy(false);
  };
  return { busy, made, problem, build };
}
