import { type DragEvent, useId, useRef, useState } from 'react';
import { Button, IconButton } from '../controls/button';
import { Icon } from '../controls/icons';
import { Mark } from '../controls/marks';
import { uiText } from '../text/english';
import { useFormat, useText } from '../text/locale-provider';
import styles from './files.module.css';

export interface FileDropProps {
  /** What is wanted: "Raw logs of the runs". */
  label: string;
  /** What is done with them, and which kinds are known. */
  hint?: React.ReactNode;
  /** Endings such as `.jtl`, `.json`; left out, any file. The content decides later; this only catches a slip of the hand. */
  accept?: readonly string[];
  multiple?: boolean;
  /** Files chosen so far, shown below; kept by the screen. */
  files?: readonly File[];
  onFiles(files: File[]): void;
  onRemove?(file: File): void;
}

/** Files brought in by dropping or choosing. Those that cannot be used are named, not left out in silence. */
export function FileDrop({ label, hint, accept, multiple = false, files = [], onFiles, onRemove }: FileDropProps) {
  const t = useText(uiText);
  const format = useFormat();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [problems, setProblems] = useState<string[]>([]);

  const take = (list: FileList | null) => {
    const given = [...(list ?? [])];
    const known = (file: File) =>
      !accept || accept.some((ending) => file.name.toLowerCase().endsWith(ending.toLowerCase()));
    const usable = given.filter(known);
    const refused = given
      .filter((file) => !known(file))
      .map((file) => t('file.refused', { name: file.name, accepted: accept?.join(', ') ?? '' }));
    if (!multiple && usable.length > 1) {
      setProblems([...refused, t('file.too-many')]);
      return;
    }
    setProblems(refused);
    if (usable.length > 0) onFiles(usable);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div className={styles.place}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the button below does the same */}
      <div
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="upload" />
        <div>
          <p id={id} className={styles.label}>
            {label}
          </p>
          <p className={styles.hint}>{multiple ? t('file.drop') : t('file.drop-one')}</p>
          {hint && <p className={styles.hint}>{hint}</p>}
        </div>
        <Button aria-describedby={id} onClick={() => input.current?.click()}>
          {t('file.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={label}
          accept={accept?.join(',')}
          multiple={multiple}
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
      </div>
      {problems.map((problem) => (
        <p key={problem} role="alert" className={styles.problem}>
          <Mark name="warning" />
          {problem}
        </p>
      ))}
      {files.length > 0 && (
        <ul className={styles.files}>
          {files.map((file) => (
            <li key={`${file.name}-${file.size}-${file.lastModified}`}>
              <Icon name="file" />
              <span>{file.name}</span>
              <small className="figures">{format.bytes(file.size)}</small>
              {onRemove && (
                <IconButton
                  icon="close"
                  size="small"
                  label={t('file.remove', { name: file.name })}
                  onClick={() => onRemove(file)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
