import { comparable } from '../names';
import type { Stage } from '../stages';
import type { ImportField } from './schema';

/** What columns are called in files of other programs, in the order in which they are tried. Compared as `comparable` writes them. */
const headerNames: Record<ImportField, readonly string[]> = {
  title: [
    'deal title',
    'deal name',
    'deal',
    'opportunity name',
    'opportunity',
    'title',
    'name',
    'subject',
    'titel',
    'bezeichnung',
    'affaire',
    'opportunite',
  ],
  account: [
    'account name',
    'account',
    'company name',
    'company',
    'customer',
    'customer name',
    'organization',
    'organisation',
    'organization name',
    'associated company',
    'client',
    'firma',
    'kunde',
    'unternehmen',
    'societe',
    'entreprise',
  ],
  stage: ['stage', 'deal stage', 'sales stage', 'stage name', 'status', 'phase', 'etape'],
  value: [
    'value',
    'amount',
    'deal value',
    'deal amount',
    'annual value',
    'revenue',
    'expected revenue',
    'total',
    'betrag',
    'wert',
    'summe',
    'umsatz',
    'montant',
    'valeur',
  ],
  currency: ['currency', 'currency code', 'amount currency', 'deal currency', 'wahrung', 'devise'],
  expectedClose: [
    'expected close',
    'expected close date',
    'close date',
    'closing date',
    'close',
    'forecast close',
    'abschlussdatum',
    'abschluss',
    'erwarteter abschluss',
    'date de cloture',
    'cloture',
  ],
  owner: [
    'owner',
    'deal owner',
    'opportunity owner',
    'account owner',
    'sales rep',
    'rep',
    'salesperson',
    'assigned to',
    'verantwortlich',
    'besitzer',
    'vertriebler',
    'proprietaire',
    'responsable',
  ],
  source: ['source', 'lead source', 'deal source', 'origin', 'quelle', 'herkunft', 'origine'],
  nextStep: ['next step', 'next steps', 'next activity', 'nachster schritt', 'prochaine etape'],
  notes: [
    'notes',
    'note',
    'description',
    'comment',
    'comments',
    'notizen',
    'notiz',
    'bemerkung',
    'beschreibung',
    'remarques',
  ],
  lostReason: ['lost reason', 'reason lost', 'loss reason', 'closed lost reason', 'verlustgrund'],
  industry: ['industry', 'sector', 'branche', 'secteur'],
  website: ['website', 'web', 'url', 'homepage', 'domain', 'site web', 'company domain name'],
  address: ['address', 'billing address', 'adresse', 'anschrift'],
  contactName: [
    'contact',
    'contact name',
    'contact person',
    'primary contact',
    'ansprechpartner',
    'kontakt',
    'contact principal',
  ],
  contactEmail: ['email', 'e mail', 'contact email', 'contact e mail', 'email address', 'mail'],
  contactPhone: ['phone', 'contact phone', 'telephone', 'phone number', 'mobile', 'telefon', 'tel'],
  contactTitle: ['job title', 'contact title', 'position', 'role', 'funktion', 'fonction'],
};

/** Which column holds which field, as the headers suggest. Each column is proposed once, for the field that names it most exactly. */
export function proposeColumns(headers: readonly string[]): Partial<Record<ImportField, number>> {
  const names = headers.map(comparable);
  const proposed: Partial<Record<ImportField, number>> = {};
  const taken = new Set<number>();
  const fields = Object.keys(headerNames) as ImportField[];
  const longest = Math.max(...fields.map((field) => headerNames[field].length));
  for (let rank = 0; rank < longest; rank += 1) {
    for (const field of fields) {
      const wanted = headerNames[field][rank];
      if (wanted === undefined || proposed[field] !== undefined) continue;
      const column = names.findIndex((name, index) => name === wanted && !taken.has(index));
      if (column < 0) continue;
      proposed[field] = column;
      taken.add(column);
    }
  }
  return proposed;
}

/** Whether a first row looks like headers: it names at least two fields, or has no cell with a figure and no cell twice. */
export function looksLikeHeader(first: readonly string[]): boolean {
  if (Object.keys(proposeColumns(first)).length >= 2) return true;
  const filled = first.filter((cell) => cell.trim() !== '');
  return (
    filled.length === first.length && !first.some((cell) => /\d/.test(cell)) && new Set(filled).size === filled.length
  );
}

/** What other programs call our stages. */
const stageNames: Record<Stage, readonly string[]> = {
  qualification: [
    'qualification',
    'qualified',
    'prospecting',
    'lead',
    'new',
    'appointment scheduled',
    'qualifizierung',
    'neu',
  ],
  discovery: ['discovery', 'needs analysis', 'value proposition', 'presentation scheduled', 'bedarfsanalyse'],
  proof: ['proof', 'proof of concept', 'poc', 'pilot', 'trial', 'evaluation', 'bakeoff', 'technical validation'],
  quote: [
    'quote',
    'quoted',
    'proposal',
    'proposal price quote',
    'price quote',
    'proposal sent',
    'offer',
    'angebot',
    'devis',
  ],
  negotiation: ['negotiation', 'negotiation review', 'contract sent', 'contract', 'verhandlung', 'negociation'],
  won: ['won', 'closed won', 'gewonnen', 'gagne'],
  invoiced: ['invoiced', 'billed', 'fakturiert', 'abgerechnet'],
  lost: ['lost', 'closed lost', 'verloren', 'perdu'],
};
const stageByName = new Map(
  (Object.entries(stageNames) as [Stage, readonly string[]][]).flatMap(([stage, names]) =>
    names.map((name): [string, Stage] => [name, stage]),
  ),
);

/** The stage that a text of another program stands for, where its meaning is known. */
export function knownStage(text: string): Stage | null {
  return stageByName.get(comparable(text)) ?? null;
}
