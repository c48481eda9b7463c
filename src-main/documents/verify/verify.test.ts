import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString, StandardFonts } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../src-core/ledger/digests';
import { canonicalText } from '../../../src-shared/kernel/canonical';
import { fingerprintFromHex } from '../../../src-shared/kernel/fingerprint';
import { logo, quoteExample } from '../../../test/documents/examples';
import { exampleSigner } from '../../../test/documents/signer';
import { rawLogs, tracedBundle, tracedDeck, tracedQuote } from '../../../test/documents/traced';
import { buildBundle } from '../bundle';
import { compileDocument, type DocumentRequest } from '../compile';
import { sealStatement } from '../envelope';
import { loadDocumentResources } from '../resources';
import { type VerifyReport, verifyFiles } from './index';
import { openPdf, streamBytes } from './pdf-file';

const resources = loadDocumentResources(resolve('resources'));
const ines = exampleSigner('Ines Okafor');
const mallory = exampleSigner('Mallory');

async function make(
  given: DocumentRequest['data'],
  more: Partial<DocumentRequest> = {},
  who = ines,
): Promise<Uint8Array> {
  const data = { ...given, workspace: { name: 'Northwind', fingerprint: who.fingerprint } };
  const request = { data, brandFiles: { 'logo.svg': logo }, receipts: who.receipts, ...more };
  return (await compileDocument(request, resources, who.signer)).pdf;
}

const check = (bytes: Uint8Array, name = 'quote.pdf', trust?: string[]): Promise<VerifyReport> =>
  verifyFiles([{ name, bytes }], resources, trust ? { trust } : {});

/** Names of the checks that did not hold. */
const failed = (report: VerifyReport): string[] => report.checks.filter(({ ok }) => !ok).map(({ name }) => name);
const detail = (report: VerifyReport, name: string): string =>
  report.checks.find((one) => one.name === name)?.detail ?? '';

/** Opens a PDF with another program's library, changes it and saves it. */
async function rewritten(pdf: Uint8Array, change: (document: PDFDocument) => unknown): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  await change(document);
  return document.save({ useObjectStreams: false });
}

/** The entry of an embedded file. */
function fileSpec(document: PDFDocument, name: string): PDFDict {
  const isWanted = (value: unknown) =>
    (value instanceof PDFString || value instanceof PDFHexString) && value.decodeText() === name;
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (object instanceof PDFDict && object.has(PDFName.of('EF')) && isWanted(object.lookup(PDFName.of('UF'))))
      return object;
  }
  throw new Error(`There is no embedded file ${name}`);
}

/** The same PDF with one embedded file replaced in place: everything else stays as it is. */
function withAttachment(pdf: Uint8Array, name: string, change: (text: string) => string): Promise<Uint8Array> {
  return rewritten(pdf, (document) => {
    const spec = fileSpec(document, name).lookup(PDFName.of('EF'), PDFDict);
    const old = spec.lookup(PDFName.of('F')) as PDFRawStream;
    const bytes = Buffer.from(change(Buffer.from(attached.get(pdf)!.get(name)!).toString('utf8')));
    const dict = old.dict.clone(document.context);
    dict.delete(PDFName.of('Filter'));
    spec.set(PDFName.of('F'), document.context.register(PDFRawStream.of(dict, bytes)));
  });
}
const attached = new Map<Uint8Array, Map<string, Uint8Array>>();

let quote: Uint8Array;
let deck: Uint8Array;
let bundle: Uint8Array;

beforeAll(async () => {
  quote = await make(tracedQuote());
  deck = await make(tracedDeck(), { evidence: rawLogs() });
  bundle = buildBundle({ ...tracedBundle(), receipts: ines.receipts }, ines.signer).zip;
  for (const pdf of [quote, deck]) {
    const { attachments } = await openPdf(pdf, 'x.pdf');
    attached.set(pdf, new Map(attachments.map(({ name, bytes }) => [name, bytes])));
  }
});

describe('an untouched document', () => {
  it('is consistent: every figure computed again, the page set again to the same bytes', async () => {
    const report = await check(quote);
    expect(failed(report)).toEqual([]);
    expect(report).toMatchObject({ ok: true, consistent: true, trusted: false });
    expect(report.files[0]).toMatchObject({ kind: 'document', number: 'Q-A7-0142', signer: { person: 'Ines Okafor' } });
    expect(detail(report, 'figures: pricing')).toBe('5 figures computed again: the same.');
    expect(detail(report, 'figures covered')).toContain('All 5 computed figures');
    expect(detail(report, 'template')).toContain('one that Proofdesk ships');
    expect(detail(report, 'page')).toContain(`the same ${quote.length} bytes`);
  });

  it('with raw logs inside has its run figures read from them again', async () => {
    const report = await check(deck, 'deck.pdf');
    expect(failed(report)).toEqual([]);
    expect(detail(report, 'figures: run')).toBe('50 figures computed again: the same.');
    expect(detail(report, 'figures: verdicts')).toContain('computed again: the same');
    expect(detail(report, 'pictures')).toContain('the same');
  });

  it('set with a font of the brand embeds it, and is set again with it', async () => {
    // The mono face has box drawings, which the text faces lack: they stand for a script that the house fonts do not cover.
    const font = readFileSync(resolve('resources/fonts/JetBrainsMono_400Regular.ttf'));
    const data = tracedQuote();
    const own = { ...data, brand: { ...data.brand, fonts: [{ name: 'own.ttf', sha256: sha256(font) }] } };
    const pdf = await make({ ...own, notes: ['\u2588 \u2592'] }, { brandFiles: { 'logo.svg': logo, 'own.ttf': font } });
    const report = await check(pdf);
    expect(failed(report)).toEqual([]);
    expect((await openPdf(pdf, 'x.pdf')).attachments.map(({ name }) => name)).toContain('brand/own.ttf');
  });

  it('is trusted only by the fingerprint of its workspace, in words or digits', async () => {
    const words = fingerprintFromHex(ines.fingerprint).words.join(' ');
    expect(await check(quote, 'q.pdf', [words])).toMatchObject({ ok: true, trusted: true });
    expect(await check(quote, 'q.pdf', [ines.fingerprint])).toMatchObject({ ok: true, trusted: true });
    const other = await check(quote, 'q.pdf', [mallory.fingerprint]);
    expect(other).toMatchObject({ ok: false, consistent: true, trusted: false });
    expect(failed(other)).toEqual(['trust']);
  });

  it('signed with a sample key is called so and never trusted', async () => {
    const known = { ...resources, sampleKeys: new Set([ines.publicKey]) };
    const report = await verifyFiles([{ name: 'q.pdf', bytes: quote }], known, { trust: [ines.fingerprint] });
    expect(report).toMatchObject({ ok: false, consistent: true, trusted: false });
    expect(detail(report, 'statement signature')).toContain('sample key');
    expect(detail(report, 'trust')).toContain('sample key');
  });
});

describe('an altered document is found and named', () => {
  it('page text changed with another program, embedded files untouched', async () => {
    const altered = await rewritten(quote, async (document) => {
      const font = await document.embedFont(StandardFonts.Helvetica);
      document.getPage(0).drawText('USD 1.00', { x: 60, y: 600, size: 18, font });
    });
    const report = await check(altered);
    expect(failed(report)).toEqual(['page']);
    expect(detail(report, 'page')).toContain('is not what its data give');
  });

  it('a character of the page’s own text changed', async () => {
    const altered = await rewritten(quote, (document) => {
      const page = document.getPage(0);
      const old = page.node.lookup(PDFName.of('Contents')) as PDFRawStream;
      const text = inflate(old);
      // Codes of characters are written as two octal escapes each.
      const changed = text.replace('\\000\\005', '\\000\\006');
      expect(changed).not.toBe(text);
      const dict = old.dict.clone(document.context);
      dict.delete(PDFName.of('Filter'));
      page.node.set(
        PDFName.of('Contents'),
        document.context.register(PDFRawStream.of(dict, Buffer.from(changed, 'latin1'))),
      );
    });
    const report = await check(altered);
    expect(failed(report)).toEqual(['page']);
    expect(detail(report, 'page')).toMatch(/Page 1 says ".*" where its data give ".*"/);
  });

  it('a line drawn over the page, without any text', async () => {
    const altered = await rewritten(quote, (document) => {
      document.getPage(0).drawLine({ start: { x: 40, y: 400 }, end: { x: 500, y: 400 }, thickness: 8 });
    });
    const report = await check(altered);
    expect(failed(report)).toEqual(['page']);
    expect(detail(report, 'page')).toContain('lines, pictures or the file’s own structure were changed');
  });

  it('one byte of the file flipped anywhere', async () => {
    for (let part = 0.01; part < 1; part += 0.07) {
      const altered = Uint8Array.from(quote);
      altered[Math.floor(altered.length * part)]! ^= 1;
      const outcome = await check(altered).then(
        (report) => report.ok,
        (error: { code: string }) => error.code,
      );
      expect(outcome === false || outcome === 'bad-input').toBe(true);
    }
  });

  it('saved again by another program without any change', async () => {
    const report = await check(await rewritten(quote, () => {}));
    expect(failed(report)).toEqual(['page']);
  });

  it('a figure in the data', async () => {
    const report = await check(
      await withAttachment(quote, 'data.json', (text) => text.replace('"amount":"', '"amount":"9')),
    );
    expect(failed(report)).toEqual(expect.arrayContaining(['embedded files', 'inputs', 'figures: pricing', 'page']));
    expect(detail(report, 'embedded files')).toContain('altered: data.json');
  });

  it('a raw log', async () => {
    const report = await check(await withAttachment(deck, 'evidence/a.json.gz', () => 'nothing'), 'deck.pdf');
    expect(failed(report)).toEqual(expect.arrayContaining(['embedded files', 'inputs']));
    expect(detail(report, 'embedded files')).toContain('altered: evidence/a.json.gz');
    expect(detail(report, 'inputs')).toContain('a.json');
  });

  it.each([
    [
      'the template',
      'template/quote.typ',
      (text: string) => text.replace('totals(page)', '[USD 1]'),
      'altered: template/quote.typ',
    ],
    ['the logo', 'brand/logo.svg', (text: string) => text.replace('#1c1b1a', '#ff0000'), 'altered: brand/logo.svg'],
    [
      'the list of inputs',
      'inputs.json',
      (text: string) => text.replace('"role":"data"', '"role":"chart"'),
      'altered: inputs.json',
    ],
  ])('%s', async (_what, name, change, words) => {
    const report = await check(await withAttachment(quote, name, change));
    expect(report.ok).toBe(false);
    expect(detail(report, 'embedded files')).toContain(words);
  });

  it('the signature, and the statement under it', async () => {
    const broken = await check(
      await withAttachment(quote, 'statement.dsse.json', (text) => {
        const envelope = JSON.parse(text);
        envelope.signatures[0].sig = Buffer.alloc(64, 7).toString('base64');
        return canonicalText(envelope);
      }),
    );
    expect(failed(broken)).toContain('statement signature');
    const restated = await check(
      await withAttachment(quote, 'statement.dsse.json', (text) => {
        const envelope = JSON.parse(text);
        const statement = JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8'));
        statement.predicate.signer.person = 'Somebody Else';
        envelope.payload = Buffer.from(canonicalText(statement)).toString('base64');
        return canonicalText(envelope);
      }),
    );
    expect(failed(restated)).toContain('statement signature');
  });

  it('signed anew by somebody else in the signer’s name', async () => {
    const forged = await withAttachment(quote, 'statement.dsse.json', (text) => {
      const statement = JSON.parse(Buffer.from(JSON.parse(text).payload, 'base64').toString('utf8'));
      statement.predicate.signer.publicKey = mallory.publicKey;
      return sealStatement(statement, mallory.signer);
    });
    const report = await check(forged);
    expect(failed(report)).toContain('receipts of the key');
    expect(detail(report, 'receipts of the key')).toContain('has another key');
  });

  it('made whole by somebody else, whose workspace it then is', async () => {
    const report = await check(await make(tracedQuote(), {}, mallory), 'q.pdf', [ines.fingerprint]);
    expect(report).toMatchObject({ consistent: true, trusted: false, ok: false });
    expect(failed(report)).toEqual(['trust']);
  });

  it('with the fingerprint of a workspace that did not sign it', async () => {
    const { pdf: stolen } = await compileDocument(
      {
        data: { ...tracedQuote(), workspace: { name: 'Northwind', fingerprint: ines.fingerprint } },
        brandFiles: { 'logo.svg': logo },
        receipts: mallory.receipts,
      },
      resources,
      { ...mallory.signer, fingerprint: ines.fingerprint },
    );
    const report = await check(stolen, 'q.pdf', [ines.fingerprint]);
    expect(failed(report)).toContain('receipts of the key');
    expect(report).toMatchObject({ ok: false, consistent: false, trusted: false });
  });

  it('the receipts of the key', async () => {
    const report = await check(
      await withAttachment(quote, 'receipts.json', (text) => text.replace(ines.publicKey, mallory.publicKey)),
    );
    expect(failed(report)).toEqual(expect.arrayContaining(['embedded files', 'receipts of the key']));
  });

  it('an embedded file added or taken out', async () => {
    const added = await check(await rewritten(quote, (document) => document.attach(Buffer.from('x'), 'more.txt', {})));
    expect(detail(added, 'embedded files')).toContain('added: more.txt');
    expect(added.ok).toBe(false);
    const taken = await check(await rewritten(quote, (document) => document.detach('brand/logo.svg')));
    expect(detail(taken, 'embedded files')).toContain('missing: brand/logo.svg');
    expect(taken.ok).toBe(false);
  });

  it('a figure that its signer made up', async () => {
    const data = tracedQuote();
    data.totals[2]!.amount = '1.00';
    const report = await check(await make(data));
    expect(failed(report)).toEqual(['figures: pricing']);
    expect(detail(report, 'figures: pricing')).toContain('/totals/2/amount says "1.00", computed again it is');
  });

  it('a verdict that the logs do not give, although everything is signed', async () => {
    const data = tracedDeck();
    (data.recomputations![0]!.input as { rows: { ours: number[] }[] }).rows[0]!.ours[0] = 0.001;
    const report = await check(await make(data, { evidence: rawLogs() }), 'deck.pdf');
    expect(failed(report)).toContain('figures: run');
    expect(detail(report, 'figures: run')).toContain('/recomputations/0/input/rows/0/ours/0 says 0.001');
  });
});

describe('what cannot be checked is said', () => {
  it('figures without a computation are the signer’s word', async () => {
    const report = await check(await make(quoteExample(3)));
    expect(report.ok).toBe(true);
    const covered = report.checks.find(({ name }) => name === 'figures covered')!;
    expect(covered).toMatchObject({ skipped: true, vouchedBySigner: true });
    expect(covered.detail).toContain('the signer alone vouches');
  });

  it('raw logs that are not inside are asked for, and taken from the bundle', async () => {
    const bare = await make(tracedDeck(), {
      evidence: [...rawLogs(), { name: 'large.bin', bytes: incompressible(21 * 1024 * 1024) }],
    });
    const alone = await check(bare, 'deck.pdf');
    expect(alone.ok).toBe(true);
    expect(alone.checks.find(({ name }) => name === 'figures: run')).toMatchObject({ skipped: true });
    expect(detail(alone, 'figures: run')).toContain('give the evidence bundle as well');
    const both = await verifyFiles(
      [
        { name: 'deck.pdf', bytes: bare },
        { name: 'bundle.zip', bytes: bundle },
      ],
      resources,
    );
    expect(failed(both)).toEqual([]);
    expect(
      both.checks.find(({ name, file }) => name === 'figures: run' && file === 'deck.pdf')?.skipped,
    ).toBeUndefined();
  });

  it('a template of the signer’s own is called so', async () => {
    const files = { ...resources.templates['quote']!.files };
    files['quote.typ'] = files['quote.typ']!.replace(
      '(parts.totals)(page)\n',
      '(parts.totals)(page)\n  [An own line.]\n',
    );
    const report = await check(await make(tracedQuote(), { template: { entry: 'quote.typ', files } }));
    expect(failed(report)).toEqual([]);
    expect(report.checks.find(({ name }) => name === 'template')).toMatchObject({ vouchedBySigner: true });
    expect(report.checks.find(({ name }) => name === 'page')).toMatchObject({ ok: true, vouchedBySigner: true });
    expect(detail(report, 'template')).toContain('signer’s own');
  });

  it('a document of another version is compared as text', async () => {
    const other = await restated(quote, (statement) => {
      statement.predicate.software.proofdesk = '99.0.0';
    });
    const report = await check(other);
    expect(failed(report)).toEqual([]);
    expect(detail(report, 'page')).toContain('another version (proofdesk 99.0.0), so compared as text only');
  });
});

/** A document with a changed statement, signed and set again as another version would have. */
async function restated(
  pdf: Uint8Array,
  change: (statement: { predicate: { software: Record<string, string> } }) => void,
) {
  return withAttachment(pdf, 'statement.dsse.json', (text) => {
    const statement = JSON.parse(Buffer.from(JSON.parse(text).payload, 'base64').toString('utf8'));
    change(statement);
    return sealStatement(statement, ines.signer);
  });
}

function incompressible(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 7;
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

function inflate(stream: PDFRawStream): string {
  return Buffer.from(streamBytes(stream, 'x.pdf')).toString('latin1');
}
