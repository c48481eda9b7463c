import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readLogo } from './logo';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'logo-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (content: string | Buffer) => {
  const path = join(folder, 'logo');
  writeFileSync(path, content);
  return readLogo(path, 'logo.svg');
};
const svg = (inside: string) => `<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">\n${inside}\n</svg>\n`;
/** The smallest PNG: one transparent pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

it('takes a PNG and a plain SVG by their content', async () => {
  expect((await read(png)).mediaType).toBe('image/png');
  const plain = svg('<defs><path id="a" d="M0 0h1"/></defs><use href="#a" fill="url(#g)"/>');
  expect((await read(plain)).mediaType).toBe('image/svg+xml');
});

it.each([
  ['<script>run()</script>', 'a script'],
  ['<rect onload="run()"/>', 'an event handler'],
  ['<image href="http://elsewhere.example/a.png"/>', 'outside'],
  ['<use xlink:href="other.svg#a"/>', 'outside'],
  ['<a href="javascript:run()"/>', 'outside'],
  ['<style>@import "a.css";</style>', 'stylesheet'],
  ['<rect style="fill: url(http://elsewhere.example)"/>', 'outside'],
  ['<foreignObject><p/></foreignObject>', 'embedded HTML'],
])('refuses an SVG with %s and says in which line', async (inside, what) => {
  await expect(read(svg(inside))).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining(what) as unknown,
    where: { line: 3 },
  });
});

it.each([
  ['an empty file', ''],
  ['a picture of another kind', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ['a PNG that is cut off', png.subarray(0, 40)],
  ['an SVG that is cut off', '<svg><rect'],
  ['a page', '<html><svg></svg></html>'],
])('refuses %s', async (_what, content) => {
  await expect(read(content)).rejects.toMatchObject({ code: 'bad-input', where: { file: 'logo.svg' } });
});
