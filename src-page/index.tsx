import { createRoot } from 'react-dom/client';
import type { PageData } from '../src-shared/documents';
import { Page } from './page';
import '../src-renderer/ui/theme/tokens.css';
import './page.css';
import { words } from './words';

/** Where data and page lie; `page-file.ts` writes these. */
const text = document.getElementById('proofdesk-data')?.textContent;
const place = document.getElementById('proofdesk-page');

if (place) {
  const data = read(text ?? '');
  createRoot(place).render(data ? <Page data={data} /> : <p className="none">{words.unreadable}</p>);
}

/** The page's own signed data; null where a cut-off copy has none that can be read. */
function read(json: string): PageData | null {
  try {
    return JSON.parse(json) as PageData;
  } catch {
    return null;
  }
}
