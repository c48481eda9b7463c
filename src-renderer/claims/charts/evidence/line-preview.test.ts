import { expect, it } from 'vitest';
import { linesBetween, textOf } from './line-preview';

async function* parts(...texts: string[]): AsyncGenerator<string> {
  yield* texts;
}

it('gives the lines between two numbers, wherever the parts are cut', async () => {
  const found = await linesBetween(parts('one\r\ntw', 'o\nthree\nfo', 'ur\n'), 2, 3, 100);
  expect(found).toEqual({ lines: ['two', 'three'], read: 3 });
});

it('says how many lines there are where fewer are found', async () => {
  expect(await linesBetween(parts('one\ntwo'), 2, 9, 100)).toEqual({ lines: ['two'], read: 2 });
});

it('keeps no more lines than asked for', async () => {
  expect((await linesBetween(parts('a\nb\nc\nd\n'), 1, 4, 2)).lines).toEqual(['a', 'b']);
});

it('reads characters whose bytes are cut apart', async () => {
  const bytes = new TextEncoder().encode('größe');
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
      controller.close();
    },
  });
  let text = '';
  for await (const part of textOf(stream)) text += part;
  expect(text).toBe('größe');
});
