import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { unsafeInSvg } from '../../src-core/files/picture-file';
import { ProofdeskError } from '../../src-shared/kernel/errors';

/** A logo is printed in every header: a large one would make every document large. Bytes. */
const LARGEST = 1024 * 1024;
/** Pixels along one side; enough for print at any size a header has. */
const WIDEST = 4096;
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A logo that was checked and may be kept and shown. */
export interface Logo {
  bytes: Uint8Array;
  mediaType: 'image/png' | 'image/svg+xml';
}

/**
 * Reads a file as a logo: a PNG, or an SVG in which nothing runs and nothing is loaded from elsewhere. Judged by its content, not by its
 * name. Throws `bad-input` with the line where an SVG holds what it may not.
 */
export async function readLogo(path: string, name: string): Promise<Logo> {
  const refuse = (message: string, hint: string, line?: number): never => {
    throw new ProofdeskError({ code: 'bad-input', message, hint, where: { file: name, ...(line ? { line } : {}) } });
  };
  if (statSync(path).size > LARGEST) refuse('This logo is larger than 1 MiB.', 'Export it smaller, or as SVG.');
  const bytes = await readFile(path);
  if (bytes.subarray(0, 8).equals(PNG_SIGNATURE)) {
    if (bytes.length < 33 || !bytes.subarray(-8).includes('IEND')) refuse('This PNG is cut off.', 'Export it again.');
    const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    if (width === 0 || height === 0 || width > WIDEST || height > WIDEST) {
      refuse(`This PNG has ${width} × ${height} pixels.`, `At most ${WIDEST} along each side can be used.`);
    }
    return { bytes, mediaType: 'image/png' };
  }
  let text = '';
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    refuse('This is neither a PNG nor an SVG.', 'Export the logo as one of these.');
  }
  if (!/^﻿?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/i.test(text) || !/<\/svg>\s*$/i.test(text)) {
    refuse('This is neither a PNG nor a whole SVG.', 'Export the logo as one of these.');
  }
  const unsafe = unsafeInSvg(text);
  if (unsafe) {
    refuse(`This SVG holds ${unsafe.what}, which a logo may not.`, 'Export it as plain SVG, or as PNG.', unsafe.line);
  }
  return { bytes, mediaType: 'image/svg+xml' };
}
