import type { ChartView } from '../../../../src-shared/claims';
import { CommandProblem, useCommand } from '../../../app';
import { useDesk } from '../../../client';
import { Button, Dialog, Stack, useNavigation, useText } from '../../../ui';
import { claimsText } from '../../text';
import { AttachDialog } from '../evidence/attach-dialog';
import { MeasureDialog } from '../evidence/measure-dialog';
import { AlternativesDialog } from './alternatives-dialog';
import { DetailsDialog } from './details-dialog';
import { ElementDialog } from './element-dialog';
import type { ElementDeed } from './element-row';
import { chartText } from './text';

/** What is open over the page. */
export type ChartDialog =
  | { what: 'submit' | 'revise' | 'release' | 'archive' | 'details' }
  | { what: ElementDeed; element: string | null };

interface DialogsProps {
  chart: ChartView;
  dialog: ChartDialog | null;
  onClose(): void;
}

/** The dialogs of the page, one at a time. */
export function ChartDialogs({ chart, dialog, onClose }: DialogsProps) {
  if (!dialog) return null;
  if (!('element' in dialog)) {
    return dialog.what === 'details' ? (
      <DetailsDialog chart={chart} onClose={onClose} />
    ) : (
      <Deed chart={chart} what={dialog.what} onClose={onClose} />
    );
  }
  const element = chart.rows.find(({ id }) => id === dialog.element);
  if (dialog.what === 'add') return <ElementDialog chart={chart} after={dialog.element} onClose={onClose} />;
  if (!element) return null;
  switch (dialog.what) {
    case 'attach':
      return <AttachDialog element={element} onClose={onClose} />;
    case 'measure':
      return <MeasureDialog element={element} onClose={onClose} />;
    case 'alternatives':
      return <AlternativesDialog element={element} onClose={onClose} />;
    case 'edit':
      return <ElementDialog chart={chart} element={element} onClose={onClose} />;
    case 'remove':
      return <RemoveElement id={element.id} label={element.label} onClose={onClose} />;
  }
}

/** One step of the whole chart; it stays open where the step is refused, and says why. */
function Deed({
  chart,
  what,
  onClose,
}: {
  chart: ChartView;
  what: 'submit' | 'revise' | 'release' | 'archive';
  onClose(): void;
}) {
  const t = useText(chartText);
  const words = useText(claimsText);
  const desk = useDesk();
  const { go } = useNavigation();
  const { id, number, version, blockers } = chart;
  const submit = useCommand(desk.claims.submit);
  const revise = useCommand(desk.claims.revise);
  const release = useCommand(desk.claims.release);
  const archive = useCommand(desk.claims.archiveChart);
  const act = async () => {
    switch (what) {
      case 'submit':
        if (await submit.run({ chart: id })) onClose();
        return;
      case 'revise':
        if (await revise.run({ chart: id })) onClose();
        return;
      case 'release':
        if (await release.run({ chart: id, version })) onClose();
        return;
      case 'archive':
        if (await archive.run({ chart: id })) go('/claims');
    }
  };
  const said = {
    submit: [t('submit.title', { version }), t('submit.about', { version })],
    revise: [t('revise.title', { version: version + 1 }), t('revise.about', { before: version })],
    release: [
      t('release.title', { version }),
      t('release.about', { disclosure: words(`disclosure.${chart.disclosure}`) }),
    ],
    archive: [t('archive.title', { number }), t('archive.about')],
  }[what];
  const busy = submit.busy || revise.busy || release.busy || archive.busy;
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={said[0] ?? ''}
      actions={
        <Button kind={what === 'archive' ? 'danger' : 'primary'} busy={busy} onClick={act}>
          {t(what)}
        </Button>
      }
    >
      <Stack gap={3}>
        <p>{said[1]}</p>
        {(what === 'submit' || what === 'release') && blockers.length > 0 && (
          <div>
            <p>{t('submit.blockers', { count: blockers.length })}</p>
            <ul>
              {blockers.slice(0, SHOWN).map((blocker) => (
                <li key={blocker}>{blocker}</li>
              ))}
            </ul>
            {blockers.length > SHOWN && <p className="quiet">{t('way.more', { count: blockers.length - SHOWN })}</p>}
          </div>
        )}
        <CommandProblem command={submit} />
        <CommandProblem command={revise} />
        <CommandProblem command={release} />
        <CommandProblem command={archive} />
      </Stack>
    </Dialog>
  );
}

/** Blockers that a dialog writes out; the page lists them all. */
const SHOWN = 6;

function RemoveElement({ id, label, onClose }: { id: string; label: string; onClose(): void }) {
  const t = useText(chartText);
  const remove = useCommand(useDesk().claims.removeElement);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('element.remove.title', { label })}
      actions={
        <Button
          kind="danger"
          busy={remove.busy}
          onClick={async () => {
            if (await remove.run({ element: id })) onClose();
          }}
        >
          {t('element.remove')}
        </Button>
      }
    >
      <p>{t('element.remove.about')}</p>
      <CommandProblem command={remove} />
    </Dialog>
  );
}
