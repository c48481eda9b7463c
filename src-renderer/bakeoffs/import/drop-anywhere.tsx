import { useEffect, useMemo, useRef, useState } from 'react';
import { lazyPart, useHasRole } from '../../app';
import { reportError, useActions, useText } from '../../ui';
import { chosenFiles, droppedFiles } from './dropped-files';
import { useHandingOver, useTakeFiles } from './handing-over';
import styles from './import.module.css';
import { importText } from './text';

const Tray = lazyPart(() => import('./tray'), 'Tray');

/**
 * Takes result files that are dropped anywhere in the window; a part of a page that takes dropped files itself comes first. The same by
 * keyboard is the action "Import result files".
 */
export function DropAnywhere() {
  const t = useText(importText);
  const mayImport = useHasRole('engineer', 'admin');
  const take = useTakeFiles();
  const target = useHandingOver((state) => state.target);
  const chooser = useRef<HTMLInputElement>(null);
  const over = useHeldOver(mayImport, (files) => void take(files, useHandingOver.getState().target?.bakeoff ?? null));
  useEffect(() => {
    useHandingOver.setState({ choose: mayImport ? () => chooser.current?.click() : null });
    return () => useHandingOver.setState({ choose: null });
  }, [mayImport]);
  const onBakeoff = target !== null;
  useActions(
    useMemo(
      () =>
        mayImport && !onBakeoff
          ? [
              {
                id: 'hand-over-files',
                label: t('anywhere.choose'),
                keywords: 'logs runs harness upload drop',
                everywhere: true,
                run: () => chooser.current?.click(),
              },
            ]
          : [],
      [t, mayImport, onBakeoff],
    ),
  );
  if (!mayImport) return null;
  return (
    <>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={t('anywhere.choose')}
        onChange={(event) => {
          void take(chosenFiles(event.currentTarget.files ?? []), useHandingOver.getState().target?.bakeoff ?? null);
          event.currentTarget.value = '';
        }}
      />
      {over && (
        <div className={styles.dropHere}>
          <span>{target ? t('anywhere.drop.on', { number: target.number }) : t('anywhere.drop')}</span>
        </div>
      )}
      <Tray />
    </>
  );
}

/** Whether files are held over the window, where no part of the page asks for them. Without a taker they do not replace the page either. */
function useHeldOver(enabled: boolean, onFiles: (files: Awaited<ReturnType<typeof droppedFiles>>) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      // A part of the page has said that it takes them.
      const taken = event.defaultPrevented;
      event.preventDefault();
      if (!enabled && !taken && event.dataTransfer) event.dataTransfer.dropEffect = 'none';
      setOver(enabled && !taken);
    };
    const onLeave = (event: DragEvent) => {
      // Only what leaves the window goes nowhere.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (!holdsFiles(event) || event.defaultPrevented || !event.dataTransfer) return;
      event.preventDefault();
      if (enabled) droppedFiles(event.dataTransfer).then((files) => latest.current(files), reportError);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [enabled]);
  return over;
}
