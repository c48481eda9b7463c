/** How many files of a dropped folder are taken, and how deep it is looked into. */
const MOST = 400;
const DEEPEST = 4;

/** The files that were dropped, those inside of folders too. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return [...transfer.files];
  const found: File[] = [];
  for (const entry of entries) if (entry) await collect(entry, found, DEEPEST);
  return found;
}

async function collect(entry: FileSystemEntry, found: File[], depth: number): Promise<void> {
  if (entry.name.startsWith('.') || found.length >= MOST) return;
  if (entry.isFile) {
    found.push(await new Promise<File>((settle, fail) => (entry as FileSystemFileEntry).file(settle, fail)));
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
