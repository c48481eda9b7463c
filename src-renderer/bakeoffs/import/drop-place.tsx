import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { reportError } from '../../ui';
import styles from '../bakeoffs.module.css';
import { type DroppedFile, droppedFiles } from './dropped-files';

interface DropPlaceProps {
  /** What happens with dropped files, shown while some are held over the page. */
  label: string;
  enabled: boolean;
  onFiles(files: DroppedFile[]): void;
  children: ReactNode;
}

/** A page on which files can be dropped anywhere. With the keyboard the same is done by a button. */
export function DropPlace({ label, enabled, onFiles, children }: DropPlaceProps) {
  const [over, setOver] = useState(false);
  // Moving over an inner element leaves the outer one; only the last leave counts.
  const depth = useRef(0);
  const holdsFiles = (event: DragEvent) => enabled && event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the button “Import runs” does the same
    <div
      className={styles.drop}
      onDragEnter={(event) => {
        if (!holdsFiles(event)) return;
        depth.current += 1;
        setOver(true);
      }}
      onDragOver={(event) => holdsFiles(event) && event.preventDefault()}
      onDragLeave={() => {
        depth.current = Math.max(0, depth.current - 1);
        if (depth.current === 0) setOver(false);
      }}
      onDrop={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        droppedFiles(event.dataTransfer).then(onFiles, reportError);
      }}
    >
      {children}
      {over && <div className={styles.dropHere}>{label}</div>}
    </div>
  );
}
