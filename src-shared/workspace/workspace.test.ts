import { describe, expect, it } from 'vitest';
import { addPerson, brandSchema, Person, revisePerson, reviseWorkspace, roles, Workspace } from './index';

describe('people', () => {
  const personal = Object.entries(Person.fields).filter(([, { readers }]) => readers === 'personal');

  it('have nothing that tells who they are outside of the personal part', () => {
    expect(personal.map(([name]) => name).sort()).toEqual(['email', 'name', 'title']);
  });

  it.each([addPerson, revisePerson])(
    'are written with all of it in the personal part: $name',
    ({ input, inputReaders }) => {
      for (const [name] of personal) {
        if (name in input.shape) expect(inputReaders, name).toHaveProperty(name, 'personal');
      }
    },
  );

  it('are added with at least one role, of those that there are', () => {
    const takes = (given: readonly string[]) => addPerson.input.safeParse({ name: 'Ada', roles: given }).success;
    for (const role of roles) expect(takes([role])).toBe(true);
    expect(takes([]) || takes(['owner'])).toBe(false);
  });

  it('merge their roles as a set, so that two changes at once lose neither', () => {
    expect(Person.fields.roles.merge).toBe('set');
  });
});

describe('settings', () => {
  const takes = (given: object) => reviseWorkspace.input.safeParse(given).success;

  it('take a currency as ISO 4217 writes it', () => {
    expect(['EUR', 'JPY'].every((currency) => takes({ currency }))).toBe(true);
    expect(['eur', 'EURO', '€', ''].some((currency) => takes({ currency }))).toBe(false);
  });

  it('take a turnaround of an hour to a month', () => {
    expect([1, 24, 720].every((turnaroundHours) => takes({ turnaroundHours }))).toBe(true);
    expect([0, -1, 721, 1.5].some((turnaroundHours) => takes({ turnaroundHours }))).toBe(false);
  });

  it('take a colour as documents need it', () => {
    const brand = (accent: string) => brandSchema.safeParse({ accent, logo: null, footer: '' }).success;
    expect(brand('#1a2B3c')).toBe(true);
    expect(['1a2b3c', '#1a2b3', '#1a2b3cff', '#ggg000', 'red', '#1a2b3c;}'].some(brand)).toBe(false);
  });

  it('show a customer who sells, and nothing of how the house works', () => {
    const shown = Object.entries(Workspace.fields).filter(([, { customerVisible }]) => customerVisible);
    expect(shown.map(([name]) => name).sort()).toEqual(['address', 'brand', 'company', 'currency', 'locale']);
  });
});
