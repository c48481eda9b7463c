import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { quoteExample } from '../../test/documents/examples';
import { previewPages } from './preview';
import { loadDocumentResources } from './resources';
import { Typesetter } from './typesetter';

const resources = loadDocumentResources(resolve('resources'));
const { brand, ...rest } = quoteExample(2);
const data = { ...rest, brand: { accent: brand.accent } };

const problemOf = (text: string) => {
  const template = { entry: 'own.typ', files: { 'own.typ': text } };
  return previewPages({ document: { data, template }, have: [] }, resources).problem;
};

describe('a template of one’s own', () => {
  it.each([
    ['a file of the machine', 'read("/etc/passwd")', 'file not found'],
    ['a file above its folder', 'read("../../../../etc/passwd")', 'access denied'],
    ['a picture of the machine', 'image("/x.png")', 'file not found'],
    ['a file as data', 'csv("/proc/self/environ")', 'file not found'],
    ['an address in the network', 'json("https://example.org/x.json")', 'file not found'],
    ['a file to embed', 'pdf.attach("/etc/passwd")', 'file not found'],
    ['a list of sources', 'bibliography("/etc/passwd")', 'file not found'],
    ['a theme for code', 'raw("x", block: true, lang: "rust", theme: "/etc/passwd")', 'file not found'],
  ])('cannot read %s', (_, call, message) => {
    const problem = problemOf(`#let document(page) = [\n  #${call}\n]`);
    expect(problem).toMatchObject({ message: expect.stringContaining(message), line: 2 });
    expect(problem?.file).toContain('own.typ');
  });

  it.each([
    ['a package from the network', '#import "@preview/cetz:0.3.4": *\n#let document(page) = []'],
    [
      'a package that is named while it runs',
      '#let name = "@preview/x:1.0.0"\n#import name: *\n#let document(page) = []',
    ],
    ['another file that is no template', '#include "/etc/passwd"\n#let document(page) = []'],
    ['a program', '#let p = plugin("/a.wasm")\n#let document(page) = []'],
    ['text as a program', '#let document(page) = eval("[x]")'],
    ['the standard module as a way round', '#let document(page) = std.read("/etc/passwd")'],
  ])('cannot run %s, and is not even tried', (_, text) => {
    expect(problemOf(text)).toMatchObject({ message: expect.stringContaining('cannot be used'), file: 'own.typ' });
  });

  it('says what is wrong, with file, line and column', () => {
    const problem = problemOf('#let document(page) = {\n  let x = 1\n  [#page.nothing]\n}');
    expect(problem).toMatchObject({ message: expect.stringContaining('nothing'), line: 3, column: expect.any(Number) });
    const unclosed = problemOf('#let document(page) = {');
    expect(unclosed).toMatchObject({ message: expect.stringContaining('unclosed'), line: 1 });
  });

  it('that takes the house’s grid is set', () => {
    const files = {
      ...resources.templates['quote']!.files,
      'own.typ': '#import "grid.typ": *\n#let document(page) = sheet(page, [Ours])',
    };
    const { pages, problem } = previewPages(
      { document: { data, template: { entry: 'own.typ', files } }, have: [] },
      resources,
    );
    expect([problem, pages.length]).toEqual([null, 1]);
  });
});

describe('the typesetter itself', () => {
  it('has no folder and no packages, whatever it is asked', () => {
    const typesetter = new Typesetter(resources.fonts);
    const set = (text: string) => () =>
      typesetter.pdf([{ path: '/main.typ', bytes: Buffer.from(text) }], '/main.typ', 0);
    expect(set('#read("/etc/hostname")')).toThrow('file not found');
    expect(set('#image("/usr/share/pixmaps/x.png")')).toThrow('file not found');
    expect(set('#plugin("/a.wasm")')).toThrow('file not found');
  });
});

describe('text of other scripts', () => {
  const composed = (text: string) =>
    previewPages(
      {
        document: {
          data: {
            ...data,
            kind: 'composed',
            of: 'one-pager',
            blocks: [{ kind: 'text', text }],
            sources: [],
          },
        },
        have: [],
      },
      resources,
    );

  it('in Chinese and Japanese characters is set', () => {
    expect(composed('見積書と提案、三十六か月。').missing).toBeNull();
  });

  it.each([
    ['Arabic', 'مرحبا بالعالم', 'U+0645'],
    ['Hebrew', 'שלום', 'U+05E9'],
    ['emoji', 'Ready 🚀', 'U+1F680'],
  ])('in %s is named where no font can show it', (_, text, character) => {
    const { missing, problem } = composed(text);
    expect(problem).toBeNull();
    expect(missing?.message).toContain(character);
  });
});
