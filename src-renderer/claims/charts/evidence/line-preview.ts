/** Lines of a text as they were found, and how many there were before what was asked for ended. */
export interface FoundLines {
  lines: string[];
  /** Lines that were read; the whole file has as many where fewer than asked for were found. */
  read: number;
}

/**
 * Lines from one to another, both included, counted from 1; stops reading where the last one ends. At most `most` are kept. The parts come
 * as the file is read, cut anywhere.
 */
export async function linesBetween(
  parts: AsyncIterable<string>,
  from: number,
  to: number,
  most: number,
): Promise<FoundLines> {
  const lines: string[] = [];
  let number = 0;
  let rest = '';
  const take = (line: string): void => {
    number += 1;
    if (number >= from && number <= to && lines.length < most) lines.push(line.replace(/\r$/, ''));
  };
  for await (const part of parts) {
    const pieces = (rest + part).split('\n');
    rest = pieces.pop() ?? '';
    for (const piece of pieces) {
      take(piece);
      if (number >= to) return { lines, read: number };
    }
  }
  if (rest !== '') take(rest);
  return { lines, read: number };
}

/** The text of a stream of bytes, part by part. */
export async function* textOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield decoder.decode(value, { stream: true });
    }
    const last = decoder.decode();
    if (last !== '') yield last;
  } finally {
    await reader.cancel();
  }
}
