/** How many files of a dropped folder are taken, and how deep it is looked into. */
const MOST = 2000;
const DEEPEST = 12;

/** A file with the name under which it is handed over: with the folders it is in, where a folder was dropped. */
export interface DroppedFile {
  file: File;
  name: string;
}

/** Files that were chosen one by one, or with a folder around them where the browser says so. */
export const chosenFiles = (files: Iterable<File>): DroppedFile[] =>
  [...files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));

/** The files that were dropped, those inside of folders too. */
export async function droppedFiles(transfer: DataTransfer): Promise<DroppedFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return chosenFiles(transfer.files);
  const found: DroppedFile[] = [];
  for (const entry of entries) if (entry) await collect(entry, found, DEEPEST);
  return found;
}

async function collect(entry: FileSystemEntry, found: DroppedFile[], depth: number): Promise<void> {
  if (entry.name.startsWith('.') || found.length >= MOST) return;
  if (entry.isFile) {
    const file = await new Promise<File>((settle, fail) => (entry as FileSystemFileEntry).file(settle, fail));
    found.push({ file, name: entry.fullPath.replace(/^\/+/, '') });
    return;
  }
  if (depth === 0) return;
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader gives its entries in portions, and nothing at the end.
    const portion = await new Promise<FileSystemEntry[]>((settle, fail) => reader.readEntries(settle, fail));
    if (portion.length === 0) return;
    for (const one of portion) await collect(one, found, depth - 1);
  }
}
