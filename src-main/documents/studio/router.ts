import { implement } from '@orpc/server';
import {
  addBlock,
  archiveComposition,
  archiveSnippet,
  archiveTemplate,
  brandContract,
  checkContrast,
  compositionsContract,
  createComposition,
  createSnippet,
  editBlock,
  editComposition,
  editSnippet,
  moveBlock,
  removeBlock,
  restoreStandard,
  snippetsContract,
  submitComposition,
  submitSnippet,
  templatesContract,
} from '../../../src-shared/documents';
import { brandFonts } from '../../../src-shared/workspace';
import { running } from '../../desk';
import type { Session } from '../../session';
import { choosableRows } from './choosable';
import { getComposition, listCompositions, listStudioKinds } from './compositions';
import { keepAttachment, keepPicture, logoLimits, pictureLimits } from './kept-files';
import { sourcesFor, sourcesOfDeal } from './offered-sources';
import { previewComposition } from './preview';
import { getSnippet, listSnippets } from './snippets';
import { guideOf } from './template-example';
import { checkTemplate, copyTemplate, getTemplate, listTemplates, saveTemplate } from './templates';

const compositions = implement(compositionsContract).$context<Session>();
const snippets = implement(snippetsContract).$context<Session>();
const templates = implement(templatesContract).$context<Session>();
const brand = implement(brandContract).$context<Session>();

export const compositionsRouter = compositions.router({
  kinds: compositions.kinds.handler(() => listStudioKinds()),
  list: compositions.list.handler(({ context, input }) => listCompositions(context, input)),
  get: compositions.get.handler(({ context, input }) => getComposition(context, input.composition)),
  sourcesOfDeal: compositions.sourcesOfDeal.handler(({ context, input }) => sourcesOfDeal(context, input.deal)),
  sources: compositions.sources.handler(({ context, input }) => sourcesFor(context, input.composition)),
  rows: compositions.rows.handler(({ context, input }) =>
    choosableRows(context.desk.workspace().reader, input.of, input.part),
  ),
  preview: compositions.preview.handler(({ context, input, signal }) => previewComposition(context, input, signal)),
  keepPicture: compositions.keepPicture.handler(({ context, input }) =>
    keepPicture(context, input.file, pictureLimits),
  ),
  keepAttachment: compositions.keepAttachment.handler(({ context, input }) => keepAttachment(context, input.file)),
  create: compositions.create.handler(running(createComposition)),
  edit: compositions.edit.handler(running(editComposition)),
  archive: compositions.archive.handler(running(archiveComposition)),
  addBlock: compositions.addBlock.handler(running(addBlock)),
  editBlock: compositions.editBlock.handler(running(editBlock)),
  moveBlock: compositions.moveBlock.handler(running(moveBlock)),
  removeBlock: compositions.removeBlock.handler(running(removeBlock)),
  restoreStandard: compositions.restoreStandard.handler(running(restoreStandard)),
  submit: compositions.submit.handler(running(submitComposition)),
});

export const snippetsRouter = snippets.router({
  list: snippets.list.handler(({ context, input }) => listSnippets(context, input)),
  get: snippets.get.handler(({ context, input }) => getSnippet(context, input.snippet)),
  create: snippets.create.handler(running(createSnippet)),
  edit: snippets.edit.handler(running(editSnippet)),
  archive: snippets.archive.handler(running(archiveSnippet)),
  submit: snippets.submit.handler(running(submitSnippet)),
});

export const templatesRouter = templates.router({
  list: templates.list.handler(({ context, input }) => listTemplates(context, input.kind)),
  get: templates.get.handler(({ context, input }) => getTemplate(context, input)),
  copy: templates.copy.handler(({ context, input }) => copyTemplate(context, input)),
  save: templates.save.handler(({ context, input }) => saveTemplate(context, input)),
  check: templates.check.handler(({ context, input }) =>
    checkTemplate(
      context,
      input.kind,
      Object.fromEntries(input.files.map(({ name, text }) => [name, text])),
      input.have,
    ),
  ),
  guide: templates.guide.handler(({ input }) => guideOf(input.kind)),
  archive: templates.archive.handler(running(archiveTemplate)),
});

export const brandRouter = brand.router({
  fonts: brand.fonts.handler(() => [...brandFonts]),
  check: brand.check.handler(({ input }) => checkContrast(input)),
  keepLogo: brand.keepLogo.handler(({ context, input }) => keepPicture(context, input.file, logoLimits)),
});
