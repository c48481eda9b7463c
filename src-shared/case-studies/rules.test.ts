import { expect, it } from 'vitest';
import { identifyingNames, identityLeaks } from './identity';
import { quotePrinting } from './rules';

const names = identifyingNames({
  name: 'Hálden Energy GmbH',
  website: 'https://www.halden-power.example/',
  contacts: [{ name: 'Marit Solberg', email: 'm@nordkraft.example' }],
});
const leaks = (text: string) => identityLeaks([{ place: 'Results', text }], names).map(({ found }) => found);

it('a name is found with other accents, as a part of a longer word, in addresses and in people', () => {
  expect(leaks('At halden nobody waits.')).toEqual(['halden']);
  expect(leaks('Haldens reports')).toEqual(['halden']);
  expect(leaks('The Haldenwerk')).toEqual(['halden']);
  expect(leaks('Hálden Energy GmbH saves hours')).toEqual(['Hálden Energy GmbH']);
  expect(leaks('see halden-power.example')).toEqual(['halden-power']);
  expect(leaks('nordkraft')).toEqual(['nordkraft']);
  expect(leaks('said Mrs Solberg')).toEqual(['solberg']);
});

it('words that many companies share tell nobody', () => {
  expect(leaks('A European energy company saves hours.')).toEqual([]);
  expect(
    identityLeaks(
      [{ place: 'Title', text: 'Bank systems' }],
      identifyingNames({ name: 'Data Bank Systems', contacts: [] }),
    ),
  ).toEqual([]);
});

it('words of a customer are printed for what they were approved, and for nothing wider', () => {
  const approval = { by: 'c', on: '2026-11-05', how: 'call', use: 'named' as const };
  const study = { disclosure: 'nda' as const, anonymised: false };
  expect(quotePrinting({ approval: null, withdrawn: null }, study).as).toBeNull();
  expect(quotePrinting({ approval, withdrawn: null }, study).as).toBe('named');
  expect(quotePrinting({ approval, withdrawn: null }, { ...study, disclosure: 'public' }).as).toBeNull();
  expect(quotePrinting({ approval, withdrawn: null }, { ...study, anonymised: true }).as).toBe('anonymous');
  expect(quotePrinting({ approval: { ...approval, use: 'anonymous' }, withdrawn: null }, study).as).toBe('anonymous');
  expect(
    quotePrinting({ approval: { ...approval, use: 'public' }, withdrawn: { on: '2026-11-06' } }, study).as,
  ).toBeNull();
});
