import type { DocumentKind } from '../entity';
import type { BlockDraft, BlockKind, BlockWidth } from './block';

/** A part of documents of a kind: what its template can set on its own. */
export interface PartDefinition {
  /** Name of the part's function in the template. */
  key: string;
  label: string;
  width: BlockWidth;
  /** It has rows to choose from. */
  choosable: boolean;
}

const part = (key: string, label: string, options: { half?: true; choosable?: true } = {}): PartDefinition => ({
  key,
  label,
  width: options.half ? 'half' : 'full',
  choosable: options.choosable ?? false,
});

const headline = part('headline', 'Headline');
const facts = part('facts', 'Three facts');
const notes = part('notes', 'Notes');
const check = part('check', 'How to check it');
const parties = part('parties', 'Parties');
const pairs = part('pairs', 'In short');

const quoteParts = [
  headline,
  facts,
  parties,
  part('lines', 'Lines'),
  part('totals', 'Totals'),
  part('details', 'Dates and payment'),
  part('terms', 'Terms'),
  notes,
  part('acceptance', 'Acceptance'),
  part('check', 'How to check it', { half: true }),
  part('signedOff', 'Sign-offs', { half: true }),
];

/** The parts of each kind of document, in their standard order. A template exports a function for each. */
export const partsOfKinds: Partial<Record<DocumentKind, readonly PartDefinition[]>> = {
  quote: quoteParts,
  'order-form': [
    headline,
    facts,
    parties,
    part('lines', 'Lines'),
    part('totals', 'Totals'),
    part('details', 'Dates and payment'),
    part('bills', 'Bills'),
    part('terms', 'Terms'),
    notes,
    part('choices', 'What is to be ticked'),
    part('order', 'Order and signatures'),
    check,
  ],
  'proof-deck': [
    headline,
    facts,
    part('picture', 'Chart of differences', { choosable: true }),
    part('second', 'Chart of runs'),
    part('course', 'Course over time'),
    part('method', 'Method', { half: true }),
    part('check', 'How to check it', { half: true }),
    part('notes', 'Notes', { half: true }),
    part('reproduce', 'How to run it again', { half: true }),
    part('environment', 'Environment'),
    part('table', 'Table of results', { choosable: true }),
    part('prices', 'Prices'),
    part('waived', 'Checks set aside'),
    part('runs', 'Runs and raw files'),
  ],
  roi: [
    headline,
    facts,
    part('picture', 'Costs added up'),
    part('costs', 'Costs by year'),
    part('scenarios', 'Scenarios side by side'),
    part('sensitivity', 'What it depends on'),
    part('spread', 'How it spreads'),
    part('measures', 'Measures', { half: true }),
    part('check', 'How to check it', { half: true }),
    part('method', 'Method', { half: true }),
    part('notes', 'Notes', { half: true }),
    part('assumptions', 'Assumptions'),
  ],
  'claim-chart': [
    headline,
    facts,
    pairs,
    part('preamble', 'Preamble'),
    part('table', 'Elements and evidence'),
    part('caveat', 'What it is not'),
    part('decisions', 'Decisions'),
    part('cited', 'Cited files'),
    notes,
    check,
  ],
  'defensibility-brief': [
    headline,
    facts,
    part('protects', 'What is protected'),
    part('charts', 'What else was considered'),
    part('licensing', 'Licensing'),
    part('caveat', 'What it is not'),
    notes,
    check,
  ],
  'case-study': [
    headline,
    facts,
    part('story', 'Situation, approach, results'),
    part('quotes', 'The customer’s words'),
    part('figures', 'Figures with their sources'),
    notes,
    check,
  ],
  'success-plan': [
    headline,
    facts,
    part('summary', 'In short'),
    part('timeline', 'Timeline'),
    part('goals', 'Goals'),
    part('milestones', 'Milestones'),
    part('method', 'Where figures come from'),
    notes,
    check,
  ],
  'sales-card': [
    headline,
    part('points', 'Released claims', { choosable: true }),
    pairs,
    part('caveat', 'What it is not'),
    check,
  ],
};

const freely: readonly BlockKind[] = ['part', 'heading', 'text', 'snippet', 'picture', 'evidence', 'page-break'];

/**
 * What can be put together, and of which blocks. Charts and briefs of claims take no words of one's own: those would be read by everybody
 * in the workspace, and what is drafted of claims is for those who draft and review it.
 */
export const studioKinds: readonly {
  kind: DocumentKind;
  label: string;
  aboutOne: boolean;
  blocks: readonly BlockKind[];
}[] = [
  { kind: 'quote', label: 'Quote', aboutOne: true, blocks: freely },
  { kind: 'order-form', label: 'Order form', aboutOne: true, blocks: freely },
  { kind: 'proof-deck', label: 'Proof deck', aboutOne: true, blocks: freely },
  { kind: 'roi', label: 'Value readout', aboutOne: true, blocks: freely },
  { kind: 'claim-chart', label: 'Claim chart', aboutOne: true, blocks: ['part', 'snippet', 'page-break'] },
  {
    kind: 'defensibility-brief',
    label: 'Defensibility brief',
    aboutOne: true,
    blocks: ['part', 'snippet', 'page-break'],
  },
  { kind: 'case-study', label: 'Case study', aboutOne: true, blocks: freely },
  { kind: 'success-plan', label: 'Success plan', aboutOne: true, blocks: freely },
  { kind: 'one-pager', label: 'One-pager', aboutOne: false, blocks: freely },
  { kind: 'binder', label: 'Binder', aboutOne: false, blocks: ['text', 'snippet', 'document', 'attachment'] },
];

/** What the studio says of a kind; undefined for kinds that are made in one piece only. */
export const studioKindOf = (kind: DocumentKind) => studioKinds.find((one) => one.kind === kind);

/** Before these parts a new page begins in the standard composition of a kind. */
const onNewPage: Partial<Record<DocumentKind, string>> = { 'proof-deck': 'environment' };

/** The blocks that a document of a kind has unless somebody says otherwise; of one-pagers and binders there are none. */
export function standardBlocks(kind: DocumentKind): BlockDraft[] {
  if (!studioKindOf(kind)?.aboutOne) return [];
  return (partsOfKinds[kind] ?? []).flatMap(({ key, width }): BlockDraft[] => [
    ...(onNewPage[kind] === key ? [{ width: 'full' as const, content: { kind: 'page-break' as const } }] : []),
    { width, content: { kind: 'part', part: key, of: null } },
  ]);
}

/** Whether blocks are, in order and settings, the standard ones of their kind. */
export function areStandard(kind: DocumentKind, blocks: readonly Pick<BlockDraft, 'width' | 'content'>[]): boolean {
  const plain = (list: readonly Pick<BlockDraft, 'width' | 'content'>[]) =>
    JSON.stringify(list.map(({ width, content }) => [width, Object.entries(content).sort()]));
  return plain(blocks) === plain(standardBlocks(kind));
}
