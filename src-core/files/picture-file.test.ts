import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { checkPicture } from './picture-file';

const limits = { bytes: 100_000, side: 1000 };

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(Math.min(height, 4) * (Math.min(width, 4) + 1)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

const jpeg = (width: number, height: number): Buffer =>
  Buffer.from([
    ...[0xff, 0xd8, 0xff, 0xc0, 0x00, 0x0b, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0],
    ...[0xff, 0xda, 0x00, 0x08, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xff, 0xd9],
  ]);
const svg = (inner: string): Buffer => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">\n${inner}\n</svg>`);

describe('a picture', () => {
  it('is known by its content and measured', () => {
    expect(checkPicture(png(4, 3), 'a.svg', limits)).toMatchObject({ mediaType: 'image/png', width: 4, height: 3 });
    expect(checkPicture(jpeg(40, 30), 'a', limits)).toMatchObject({ mediaType: 'image/jpeg', width: 40, height: 30 });
    expect(checkPicture(svg('<path d="M0 0h1v1z"/>'), 'a.svg', limits)).toMatchObject({ mediaType: 'image/svg+xml' });
  });

  const broken = png(4, 3);
  broken[20] = 9;
  it.each<[string, Buffer, string]>([
    ['too many bytes', Buffer.alloc(200_000), 'MB can be used'],
    ['too many pixels', png(30_000, 30_000), '30000 × 30000 pixels'],
    ['no pixels', jpeg(0, 4), '0 × 4 pixels'],
    ['a cut-off PNG', png(4, 3).subarray(0, 50), 'cut off'],
    ['a damaged PNG', broken, 'IHDR is not what its check sum says'],
    ['a cut-off JPEG', jpeg(4, 3).subarray(0, 25), 'cut off'],
    ['something else', Buffer.from([0, 1, 2, 0xff]), 'neither a PNG, nor a JPEG, nor an SVG'],
    ['half an SVG', Buffer.from('<svg><path/>'), 'whole SVG'],
    ['a script in an SVG', svg('<script>1</script>'), 'a script'],
    ['a link in an SVG', svg('<image href="https://example.org/x.png"/>'), 'something outside'],
    ['text in an SVG', svg('<text>Ours</text>'), 'holds text'],
  ])('with %s is refused with the reason', (_, bytes, message) => {
    expect(() => checkPicture(bytes, 'logo', limits)).toThrow(message);
  });

  it('says the line of what an SVG may not hold', () => {
    expect(() => checkPicture(svg('<g onload="x()"/>'), 'logo.svg', limits)).toThrow(
      expect.objectContaining({ where: { file: 'logo.svg', line: 2 } }),
    );
  });
});
