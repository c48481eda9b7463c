import type { Citation } from './citation';

/** What is cited, in a line: `k6-run-3.log, lines 12–18`. */
export function citationTitle(citation: Citation): string {
  switch (citation.kind) {
    case 'metric':
      return `${citation.label} of ${citation.verdict ? `verdict ${citation.name}` : citation.name} (${citation.bakeoffNumber})`;
    case 'log':
      return citation.fromLine === citation.toLine
        ? `${citation.file.name}, line ${citation.fromLine}`
        : `${citation.file.name}, lines ${citation.fromLine}–${citation.toLine}`;
    case 'configuration':
      return `${citation.file.name}, ${citation.key} = ${citation.value}`;
    case 'screenshot': {
      const { x, y, width, height } = citation.region;
      return `${citation.caption || citation.file.name}, ${width} × ${height} pixels at ${x}, ${y}`;
    }
    case 'document':
      return `${citation.title}, page ${citation.page}`;
    case 'web':
      return `${citation.url}, captured ${citation.capturedOn}`;
  }
}
