/** Whether bytes begin as a PDF does. Apart from what reads one, which every start would have to load. */
export const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
