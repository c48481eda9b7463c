/** Width and height of a picture in pixels, from the head of a PNG or JPEG file; null for anything else. */
export function pictureSize(bytes: Uint8Array): { width: number; height: number; mediaType: string } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length > 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(12) === 0x49484452)
    return { width: view.getUint32(16), height: view.getUint32(20), mediaType: 'image/png' };
  if (bytes.length > 4 && view.getUint16(0) === 0xffd8) return jpegSize(view);
  return null;
}

/** Walks the segments of a JPEG to its frame header (SOF0 … SOF15 but for the tables among them). */
function jpegSize(view: DataView): { width: number; height: number; mediaType: string } | null {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), mediaType: 'image/jpeg' };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}
