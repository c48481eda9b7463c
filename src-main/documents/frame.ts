import { filesNotHere } from '../../src-core/blobs/missing-file';
import { sha256 } from '../../src-core/ledger/digests';
import type { Workspace } from '../../src-core/workspace/workspace';
import { Account } from '../../src-shared/deals';
import { type Disclosure, type DocumentInput, documentLocales } from '../../src-shared/documents';
import { ProofdeskError } from '../../src-shared/kernel/errors';
import { Person, Workspace as Settings } from '../../src-shared/workspace';
import { keyFingerprint, rootKey } from '../receipts';
import type { Session } from '../session';
import type { BrandFiles } from './brand';

/** What every document says beside its own content: the house, the customer, who prepared it, and how people were known. */
export type DocumentFrame = Pick<
  DocumentInput,
  | 'format'
  | 'locale'
  | 'paper'
  | 'disclosure'
  | 'created'
  | 'dated'
  | 'number'
  | 'version'
  | 'title'
  | 'company'
  | 'brand'
  | 'customer'
  | 'preparedBy'
  | 'workspace'
  | 'assurance'
  | 'approved'
>;

export interface FrameOptions {
  number: string;
  version: number;
  title: string;
  account: string;
  preparedBy: string;
  approved: boolean;
  disclosure: Disclosure;
  paper?: 'a4' | 'letter';
}

const lines = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 10);

/** The frame and the brand's files for a document of the open workspace. */
export function documentFrame(
  session: Session,
  options: FrameOptions,
): { frame: DocumentFrame; brandFiles: BrandFiles } {
  const workspace = session.desk.workspace();
  const settings = workspace.reader.where(Settings, {})[0]!;
  const account = workspace.reader.get(Account, options.account);
  const person = workspace.reader.get(Person, options.preparedBy);
  const root = rootKey(workspace);
  if (!root) throw new ProofdeskError({ code: 'internal', message: 'The workspace has no root key.' });
  const now = new Date(session.desk.context.now()).toISOString();
  const bytes = logoOf(workspace, settings.brand.logo);
  const name = bytes ? logoName(bytes) : null;
  const locale =
    documentLocales.find((one) => one === settings.locale) ??
    documentLocales.find((one) => one.slice(0, 2) === settings.locale.slice(0, 2)) ??
    'en-GB';
  return {
    frame: {
      format: 1,
      locale,
      paper: options.paper ?? settings.paper,
      disclosure: options.disclosure,
      created: `${now.slice(0, 19)}Z`,
      dated: now.slice(0, 10),
      number: options.number,
      version: options.version,
      title: options.title,
      company: { name: settings.company, lines: lines(settings.address) },
      brand: {
        accent: settings.brand.accent.toLowerCase(),
        ...(bytes && name ? { logo: { name, sha256: sha256(bytes) } } : {}),
        ...(settings.brand.heading ? { heading: settings.brand.heading.toLowerCase() } : {}),
        ...(settings.brand.font && settings.brand.font !== 'inter' ? { font: settings.brand.font } : {}),
        ...(settings.brand.footer ? { footer: settings.brand.footer } : {}),
      },
      customer: { name: account?.name ?? 'Customer', lines: lines(account?.address ?? '') },
      preparedBy: {
        name: person?.name ?? 'Erased person',
        ...(person?.title ? { title: person.title } : {}),
        ...(person?.email ? { email: person.email } : {}),
      },
      workspace: { name: settings.name, fingerprint: keyFingerprint(root).hex },
      assurance: 'device',
      approved: options.approved,
    },
    brandFiles: bytes && name ? { [name]: bytes } : {},
  };
}

/** The house's logo; null where it has none. A document is not made without it only because it is not on this device yet. */
function logoOf({ blobs }: Workspace, logo: string | null): Uint8Array | null {
  if (!logo) return null;
  if (blobs.has(logo)) return blobs.read(logo);
  throw filesNotHere([{ name: 'The company’s logo', sha256: logo }], {
    soWhat: 'so the document would be made without it',
    hint: 'An admin can choose it again in the settings, or remove it there.',
  });
}

function logoName(bytes: Uint8Array): string {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'logo.png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'logo.jpg';
  return 'logo.svg';
}
