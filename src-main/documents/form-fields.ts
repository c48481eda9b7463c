import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, type PDFPage, PDFRef, PDFString } from 'pdf-lib';
import { ABOUT_FIELD, ALTERNATIVE_FIELD, alternativeOption } from '../../src-shared/documents';
import { ProofdeskError } from '../../src-shared/kernel/errors';

/** Begins the address of a link that marks where a template wants a field: `proofdesk:field/name`, `proofdesk:field/alternative/0`. */
export const FIELD_LINK = 'proofdesk:field/';

/** What is asked for in a form's fields. */
export interface SheetForm {
  /** Text fields by the name in their link, with what a screen reader says of each. */
  texts: ReadonlyMap<string, string>;
  /** What can be picked, by place, and the question. */
  choice: { question: string; names: readonly string[] } | null;
  /** Text of the hidden field that says what the sheet is about. */
  about: string;
}

const TEXT_COLOUR = '0.11 0.106 0.102';
const MOST_CHARACTERS = 120;
/** Bits of a field's flags (ISO 32000-2, tables 227 and 229). */
const READ_ONLY = 1;
const REQUIRED = 2;
const RADIO = (1 << 15) | (1 << 14);

/**
 * Puts fields to fill in (AcroForm, ISO 32000-2, 12.7) where the template set links for them. Each link's annotation becomes the
 * field's, in place, so that reading order and tags stay as the typesetter wrote them. Same bytes in, same bytes out.
 *
 * @throws ProofdeskError `bad-input` for a template that marks a field which the sheet does not have, or has one twice.
 */
export async function addFormFields(pdf: Uint8Array, form: SheetForm): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const { context } = document;
  const name = PDFName.of;
  const font = context.register(
    context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica', Encoding: 'WinAnsiEncoding' }),
  );
  const appearance = `/Helv 11 Tf ${TEXT_COLOUR} rg`;
  const fields: PDFRef[] = [];
  const picks = new Map<number, PDFRef>();
  const placed = new Set<string>();
  const radio = context.nextRef();
  for (const page of document.getPages()) {
    for (const { ref, link, wanted } of fieldLinks(page)) {
      if (placed.has(wanted)) throw wrongTemplate(`It marks the place of the field ${wanted} twice`);
      placed.add(wanted);
      const label = form.texts.get(wanted);
      const place = form.choice ? choicePlace(wanted, form.choice.names.length) : null;
      const common = {
        Type: 'Annot',
        Subtype: 'Widget',
        F: 4,
        P: page.ref,
        Rect: link.get(name('Rect'))!,
        ...(link.has(name('StructParent')) && { StructParent: link.get(name('StructParent'))! }),
      };
      if (label !== undefined) {
        const empty = context.register(context.formXObject([], { BBox: boxOf(link) }));
        context.assign(
          ref,
          context.obj({
            ...common,
            FT: 'Tx',
            T: PDFString.of(wanted),
            TU: PDFHexString.fromText(label),
            Ff: wanted === 'title' ? 0 : REQUIRED,
            MaxLen: MOST_CHARACTERS,
            DA: PDFString.of(appearance),
            V: PDFString.of(''),
            AP: { N: empty },
          }),
        );
        fields.push(ref);
      } else if (place !== null) {
        const [, , width, height] = boxOf(link) as [number, number, number, number];
        const off = context.register(context.formXObject([], { BBox: [0, 0, width, height] }));
        const cross = context.stream(
          `q 1.4 w ${TEXT_COLOUR} RG 1.5 1.5 m ${width - 1.5} ${height - 1.5} l S
1.5 ${height - 1.5} m ${width - 1.5} 1.5 l S Q`,
          { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, width, height] },
        );
        context.assign(
          ref,
          context.obj({
            ...common,
            Parent: radio,
            TU: PDFHexString.fromText(form.choice!.names[place]!),
            MK: { CA: PDFString.of('8') },
            AS: 'Off',
            AP: { N: { [alternativeOption(place)]: context.register(cross), Off: off } },
          }),
        );
        picks.set(place, ref);
      } else throw wrongTemplate(`It marks a place for ${wanted}, which the sheet does not ask for`);
      tagAsForm(document, ref);
    }
  }
  if (picks.size > 0) {
    context.assign(
      radio,
      context.obj({
        FT: 'Btn',
        Ff: RADIO | REQUIRED,
        T: PDFString.of(ALTERNATIVE_FIELD),
        TU: PDFHexString.fromText(form.choice!.question),
        Kids: [...picks].sort(([a], [b]) => a - b).map(([, ref]) => ref),
        V: 'Off',
      }),
    );
    fields.unshift(radio);
  }
  // A field needs a box; this one is hidden (bit 2) and none is drawn.
  const [first] = document.getPages();
  const about = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      F: 2,
      P: first!.ref,
      Rect: [0, 0, 0, 0],
      FT: 'Tx',
      T: PDFString.of(ABOUT_FIELD),
      Ff: READ_ONLY,
      DA: PDFString.of(appearance),
      V: PDFString.of(form.about),
      AP: { N: context.register(context.formXObject([], { BBox: [0, 0, 0, 0] })) },
    }),
  );
  first!.node.addAnnot(about);
  fields.push(about);
  document.catalog.set(
    name('AcroForm'),
    context.obj({ Fields: fields, DR: { Font: { Helv: font } }, DA: PDFString.of(appearance) }),
  );
  return document.save({ useObjectStreams: false, updateFieldAppearances: false });
}

/** The links of a page that mark places for fields, in their order. */
function fieldLinks(page: PDFPage): { ref: PDFRef; link: PDFDict; wanted: string }[] {
  const annotations = page.node.Annots();
  return (annotations?.asArray() ?? []).flatMap((ref) => {
    if (!(ref instanceof PDFRef)) return [];
    const link = page.doc.context.lookup(ref, PDFDict);
    const address = link.lookupMaybe(PDFName.of('A'), PDFDict)?.lookup(PDFName.of('URI'));
    const text = address instanceof PDFString || address instanceof PDFHexString ? address.decodeText() : '';
    return text.startsWith(FIELD_LINK) ? [{ ref, link, wanted: text.slice(FIELD_LINK.length) }] : [];
  });
}

/** A field's own box, from 0. */
function boxOf(link: PDFDict): number[] {
  const { width, height } = link.lookup(PDFName.of('Rect'), PDFArray).asRectangle();
  return [0, 0, width, height];
}

function choicePlace(wanted: string, count: number): number | null {
  const digits = new RegExp(`^${ALTERNATIVE_FIELD}/(\\d{1,2})$`).exec(wanted)?.[1];
  return digits !== undefined && Number(digits) < count ? Number(digits) : null;
}

/** The structure element that held the link is a field now. */
function tagAsForm(document: PDFDocument, annotation: PDFRef): void {
  const { context } = document;
  const name = PDFName.of;
  for (const [, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.get(name('S')) !== name('Link')) continue;
    const held = object.lookup(name('K'));
    const kids = held instanceof PDFArray ? held.asArray().map((_, index) => held.lookup(index)) : [held];
    if (kids.some((kid) => kid instanceof PDFDict && kid.get(name('Obj')) === annotation)) {
      object.set(name('S'), name('Form'));
    }
  }
}

const wrongTemplate = (what: string): ProofdeskError =>
  new ProofdeskError({
    code: 'bad-input',
    message: `The acceptance sheet's template cannot be used: ${what}.`,
    hint: 'Correct the template, or restore the one that came with Proofdesk.',
  });
