import type { PDFDocument } from 'pdf-lib';

/** Draws lines over a text field of a form as a viewer's pen does; points count from the field's left lower corner. */
export function inked(document: PDFDocument, field: string, strokes: readonly (readonly [number, number])[][]): void {
  const [widget] = document.getForm().getTextField(field).acroField.getWidgets();
  const { x, y, width, height } = widget!.getRectangle();
  const ink = document.context.register(
    document.context.obj({
      Type: 'Annot',
      Subtype: 'Ink',
      Rect: [x, y, x + width, y + height],
      InkList: strokes.map((stroke) => stroke.flatMap(([left, up]) => [x + left, y + up])),
      F: 4,
    }),
  );
  document.getPage(0).node.addAnnot(ink);
}
