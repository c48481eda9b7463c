import { useState } from 'react';
import type { RoiModelContent, RoiModelView } from '../../../src-shared/roi';
import { CommandProblem, useCommand, useHasRole } from '../../app';
import { useDesk } from '../../client';
import {
  ActionMenu,
  Button,
  Confirm,
  Dialog,
  IconButton,
  NumberField,
  Stack,
  TextAreaField,
  TextField,
  useNavigation,
  useText,
} from '../../ui';
import { shiftDecimal } from '../decimal-shift';
import { YearsField } from '../terms-card';
import { modelText } from './text';

interface ActionsProps {
  view: RoiModelView;
  content: RoiModelContent;
  /** Whether something keeps it from being published. */
  broken: boolean;
  /** Left out where nothing changes. */
  onSave?: ((content: RoiModelContent) => void) | undefined;
}

/** What can be done with a version: published, made into the next one, retired, described. */
export function ModelActions({ view, content, broken, onSave }: ActionsProps) {
  const t = useText(modelText);
  const desk = useDesk();
  const may = useHasRole('rep', 'engineer', 'admin');
  const publish = useCommand(desk.roi.publishModel);
  const retire = useCommand(desk.roi.retireModel);
  const [dialog, setDialog] = useState<'publish' | 'draft' | 'retire' | 'about' | null>(null);
  const close = () => setDialog(null);
  const forbidden = !may && t('not-yours');
  const name = `${view.name} ${view.label}`;
  return (
    <>
      {view.status === 'draft' ? (
        <Button
          kind="primary"
          busy={publish.busy}
          unavailable={forbidden || (broken && t('act.publish.problems'))}
          onClick={() => setDialog('publish')}
        >
          {t('act.publish')}
        </Button>
      ) : (
        <Button unavailable={forbidden} onClick={() => setDialog('draft')}>
          {t('act.draft')}
        </Button>
      )}
      {(onSave || view.status === 'published') && (
        <ActionMenu
          trigger={<IconButton icon="more" label={t('act.more')} />}
          items={[
            ...(onSave
              ? [{ id: 'about', label: t('act.about'), icon: 'edit' as const, run: () => setDialog('about') }]
              : []),
            ...(view.status === 'published'
              ? [{ id: 'retire', label: t('act.retire'), unavailable: forbidden, run: () => setDialog('retire') }]
              : []),
          ]}
        />
      )}
      <CommandProblem command={publish} />
      <CommandProblem command={retire} />
      <Confirm
        open={dialog === 'publish'}
        onClose={close}
        onConfirm={() => void publish.run({ version: view.version })}
        title={`${t('act.publish')}: ${name}`}
        confirm={t('act.publish')}
      >
        <p>{t('act.publish.about')}</p>
      </Confirm>
      <Confirm
        open={dialog === 'retire'}
        onClose={close}
        onConfirm={() => void retire.run({ version: view.version })}
        title={`${t('act.retire')}: ${name}`}
        confirm={t('act.retire')}
      >
        <p>{t('act.retire.about')}</p>
      </Confirm>
      {dialog === 'draft' && <DraftDialog view={view} onClose={close} />}
      {dialog === 'about' && onSave && <AboutDialog content={content} onSave={onSave} onClose={close} />}
    </>
  );
}

function DraftDialog({ view, onClose }: { view: RoiModelView; onClose(): void }) {
  const t = useText(modelText);
  const { go } = useNavigation();
  const draft = useCommand(useDesk().roi.draftModel);
  const [version, setVersion] = useState('');
  const run = async () => {
    const made = await draft.run({ from: view.version, version: version.trim() });
    if (made?.result) go(`/roi/models/${made.result.version}`);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('act.draft.title', { model: view.name })}
      actions={
        <Button
          kind="primary"
          busy={draft.busy}
          unavailable={!version.trim() && t('act.draft.incomplete')}
          onClick={run}
        >
          {t('act.draft')}
        </Button>
      }
    >
      <Stack>
        <TextField label={t('act.draft.version')} value={version} maxLength={40} onChange={setVersion} data-autofocus />
        <CommandProblem command={draft} />
      </Stack>
    </Dialog>
  );
}

interface AboutProps {
  content: RoiModelContent;
  onSave(content: RoiModelContent): void;
  onClose(): void;
}

function AboutDialog({ content, onSave, onClose }: AboutProps) {
  const t = useText(modelText);
  const [about, setAbout] = useState(content.about);
  const [years, setYears] = useState(content.years);
  const [rate, setRate] = useState<string | null>(shiftDecimal(content.discountRate, 2));
  const save = () => {
    if (rate === null) return;
    onSave({ ...content, about: about.trim(), years, discountRate: shiftDecimal(rate, -2) });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('about.title')}
      actions={
        <Button kind="primary" unavailable={rate === null && t('about.rate')} onClick={save}>
          {t('about.save')}
        </Button>
      }
    >
      <Stack>
        <TextAreaField label={t('about.about')} value={about} maxLength={1000} onChange={setAbout} data-autofocus />
        <YearsField label={t('about.years')} years={years} onChange={setYears} />
        <NumberField label={t('about.rate')} unit="%" min="-99" value={rate} onChange={setRate} />
      </Stack>
    </Dialog>
  );
}
