import type { BrowserWindow, Dialog, FileFilter } from 'electron';
import type { Dialogs } from '../session';

/** The system's dialogs for opening and saving, in front of a window. */
export function nativeDialogs(
  dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>,
  window: () => BrowserWindow | null,
): Dialogs {
  return {
    async chooseFiles(options) {
      const front = window();
      if (!front) return [];
      const filters: FileFilter[] =
        options.extensions.length > 0 ? [{ name: options.title, extensions: [...options.extensions] }] : [];
      const properties: ('openFile' | 'multiSelections')[] = options.many
        ? ['openFile', 'multiSelections']
        : ['openFile'];
      const chosen = await dialog.showOpenDialog(front, { title: options.title, properties, filters });
      return chosen.canceled ? [] : chosen.filePaths;
    },
    async chooseSavePath(options) {
      const front = window();
      if (!front) return null;
      const chosen = await dialog.showSaveDialog(front, { title: options.title, defaultPath: options.name });
      return chosen.canceled || !chosen.filePath ? null : chosen.filePath;
    },
  };
}
