import { crc32 } from 'node:zlib';
import { ProofdeskError } from '../../src-shared/kernel/errors';

/** A picture that was checked and may be kept, shown and printed. */
export interface Picture {
  bytes: Uint8Array;
  mediaType: 'image/png' | 'image/jpeg' | 'image/svg+xml';
  /** Pixels; null for drawings. */
  width: number | null;
  height: number | null;
}

export interface PictureLimits {
  /** Of the file. */
  bytes: number;
  /** Along one side. */
  side: number;
}

/** What an SVG may not hold: whatever runs, whatever loads, whatever expands. */
const UNSAFE: readonly { pattern: RegExp; what: string }[] = [
  { pattern: /<\s*(?:\w+:)?script\b/i, what: 'a script' },
  { pattern: /<\s*(?:\w+:)?foreignObject\b/i, what: 'embedded HTML (foreignObject)' },
  { pattern: /<\s*(?:\w+:)?(?:iframe|embed|object|audio|video)\b/i, what: 'embedded content' },
  { pattern: /<!\s*(?:DOCTYPE|ENTITY)/i, what: 'a document type with entities' },
  { pattern: /<\?xml-stylesheet/i, what: 'a stylesheet from elsewhere' },
  { pattern: /\son[a-z]+\s*=/i, what: 'an event handler' },
  {
    pattern: /(?:xlink:)?href\s*=\s*(["'])(?!\s*#|\s*data:image\/(?:png|jpeg);)/i,
    what: 'a link to something outside',
  },
  { pattern: /url\(\s*(["']?)(?!\s*#|\s*data:image\/(?:png|jpeg);)/i, what: 'a reference to something outside' },
  { pattern: /@import/i, what: 'a stylesheet from elsewhere' },
];

/** What an SVG holds that no picture of ours may, with the line; null where it is harmless. */
export function unsafeInSvg(text: string): { what: string; line: number } | null {
  for (const { pattern, what } of UNSAFE) {
    const found = pattern.exec(text);
    if (found) return { what, line: text.slice(0, found.index).split('\n').length };
  }
  return null;
}

/**
 * Checks a picture by its content, not by its name: size of the file, pixels, and that it is whole.
 *
 * @throws ProofdeskError `bad-input` with what is wrong and how to mend it.
 */
export function checkPicture(bytes: Uint8Array, name: string, limits: PictureLimits): Picture {
  const refuse = (message: string, hint: string, line?: number): ProofdeskError =>
    new ProofdeskError({ code: 'bad-input', message, hint, where: { file: name, ...(line ? { line } : {}) } });
  if (bytes.length > limits.bytes) {
    throw refuse(
      `This picture has ${megabytes(bytes.length)} MB; at most ${megabytes(limits.bytes)} MB can be used.`,
      'Export it smaller.',
    );
  }
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pixels = file.subarray(0, 8).equals(PNG)
    ? pngPixels(file)
    : file[0] === 0xff && file[1] === 0xd8
      ? jpegPixels(file)
      : null;
  if (pixels === null) return drawing(file, refuse);
  if ('fault' in pixels) throw refuse(pixels.fault, 'Export it again.');
  const { width, height, mediaType } = pixels;
  if (width === 0 || height === 0 || width > limits.side || height > limits.side) {
    throw refuse(
      `This picture has ${width} × ${height} pixels; between 1 and ${limits.side} along each side can be used.`,
      'Export it smaller.',
    );
  }
  return { bytes, mediaType, width, height };
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

type Pixels = { width: number; height: number; mediaType: 'image/png' | 'image/jpeg' } | { fault: string };

/** Walks the chunks of a PNG: each has its length and its check sum, and the last is IEND (ISO/IEC 15948). */
function pngPixels(file: Buffer): Pixels {
  let at = 8;
  let size: { width: number; height: number } | null = null;
  let hasData = false;
  while (at + 12 <= file.length) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > file.length) return { fault: 'This PNG is cut off.' };
    if (crc32(file.subarray(at + 4, at + 8 + length)) !== file.readUInt32BE(at + 8 + length)) {
      return { fault: `This PNG is damaged: its part ${type} is not what its check sum says.` };
    }
    if (type === 'IHDR' && length >= 13)
      size = { width: file.readUInt32BE(at + 8), height: file.readUInt32BE(at + 12) };
    if (type === 'IDAT') hasData = true;
    if (type === 'IEND') {
      return size && hasData ? { ...size, mediaType: 'image/png' } : { fault: 'This PNG holds no picture.' };
    }
    at += 12 + length;
  }
  return { fault: 'This PNG is cut off.' };
}

/** Walks the segments of a JPEG to its frame header, and looks for its end mark. */
function jpegPixels(file: Buffer): Pixels {
  let at = 2;
  let size: { width: number; height: number } | null = null;
  while (at + 4 <= file.length) {
    if (file[at] !== 0xff) return { fault: 'This JPEG is damaged.' };
    const marker = file[at + 1]!;
    const length = file.readUInt16BE(at + 2);
    if (length < 2 || at + 2 + length > file.length) return { fault: 'This JPEG is cut off.' };
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker) && length >= 8) {
      size = { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
    }
    // From the start of scan on there is the picture itself; it ends with the end mark.
    if (marker === 0xda) break;
    at += 2 + length;
  }
  if (!size) return { fault: 'This JPEG holds no picture.' };
  if (file.lastIndexOf(Buffer.from([0xff, 0xd9])) < at) return { fault: 'This JPEG is cut off.' };
  return { ...size, mediaType: 'image/jpeg' };
}

function drawing(file: Buffer, refuse: (message: string, hint: string, line?: number) => ProofdeskError): Picture {
  const kinds = 'Give a PNG, a JPEG or an SVG.';
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    throw refuse('This is neither a PNG, nor a JPEG, nor an SVG.', kinds);
  }
  const whole = /^﻿?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/i.test(text) && /<\/svg>\s*$/i.test(text);
  if (!whole) throw refuse('This is neither a PNG, nor a JPEG, nor a whole SVG.', kinds);
  const unsafe = unsafeInSvg(text);
  if (unsafe) {
    throw refuse(
      `This SVG holds ${unsafe.what}, which a picture may not.`,
      'Export it as plain SVG, or as PNG.',
      unsafe.line,
    );
  }
  // Text would be set in whatever font the machine has; a document must come out the same everywhere.
  const written = /<(?:\w+:)?text[\s>]/i.exec(text);
  if (written) {
    throw refuse(
      'This SVG holds text, which would look otherwise on each machine.',
      'Convert its text to outlines before exporting it.',
      text.slice(0, written.index).split('\n').length,
    );
  }
  return { bytes: file, mediaType: 'image/svg+xml', width: null, height: null };
}
