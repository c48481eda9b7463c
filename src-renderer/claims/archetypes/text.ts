import { defineText } from '../../ui';

/** Words of archetypes. */
export const archetypesText = defineText('archetypes', {
  about: 'An archetype describes a class of product. Charts are held against it, and nobody is named.',
  new: 'New archetype',
  shipped: 'shipped',
  charts: { one: '{count} chart', other: '{count} charts' },
  edit: 'Edit',
  take: 'Take over and edit',
  archive: 'Archive',
  'archive.title': 'Archive “{title}”?',
  'archive.about': 'It is no longer offered; charts against it stay.',
  'edit.title': 'Archetype',
  'edit.name': 'Title',
  'edit.description': 'Description',
  'edit.traits': 'Traits',
  'edit.traits.hint': 'One a line: how such a product behaves, as somebody could observe it.',
  'edit.save': 'Save',
  'edit.needs': 'It needs a title.',
});
