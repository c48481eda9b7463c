import { create } from 'qrcode';
import { fingerprintQrText } from '../../src-shared/kernel/fingerprint';

/** Quiet zone around a QR code, in modules (ISO/IEC 18004 wants four; paper around it is white as well). */
const QUIET = 2;

/** The QR code of a workspace's fingerprint as an SVG: one path, black on white. */
export function fingerprintPicture(hex: string): string {
  const { modules } = create(fingerprintQrText(hex), { errorCorrectionLevel: 'M' });
  const size = modules.size + 2 * QUIET;
  const rows: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue;
      let end = column;
      while (end + 1 < modules.size && modules.get(row, end + 1)) end += 1;
      rows.push(`M${column + QUIET} ${row + QUIET}h${end - column + 1}v1h-${end - column + 1}z`);
      column = end;
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${rows.join('')}"/></svg>`;
}
