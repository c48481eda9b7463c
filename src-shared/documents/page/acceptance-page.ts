import { type AcceptanceField, acceptanceAbout, acceptanceFields } from '../acceptance-form';
import { formatDate, formatMoney } from '../format';
import { labelsOf, orderFormLabels, quoteTermLabels } from '../labels';
import type { AcceptanceSheet } from '../schema/acceptance';
import { type PageContext, type PageFrame, pageFrame } from './frame';
import { printable, verbatim } from './text';

/** An acceptance sheet as its template prints it. */
export interface AcceptancePage extends PageFrame {
  heading: string;
  lead: string;
  facts: { value: string; text: string }[];
  accepts: {
    heading: string;
    rows: { name: string; value: string }[];
    digestName: string;
    digest: string;
    sentence: string;
  };
  /** What was recorded; null where the sheet is to be filled in. */
  accepted: {
    heading: string;
    rows: { name: string; value: string }[];
    signature: { label: string; typed: string | null; picture: string | null } | null;
    remarks: string[];
  } | null;
  /** What is to be filled in; null where an acceptance was recorded. */
  form: {
    heading: string;
    sentence: string;
    choices: { heading: string; names: string[]; amounts: string[] } | null;
    fields: string[];
    /** The names of those fields in the file, and the hidden text that says what the sheet is about. */
    inputs: { names: readonly AcceptanceField[]; about: string };
  } | null;
}

/** Writes an acceptance sheet out in its locale. Pure: the same data give the same page. */
export function acceptancePage(data: AcceptanceSheet, context: PageContext): AcceptancePage {
  const { locale, accepts, accepted } = data;
  const labels = labelsOf(locale);
  const own = orderFormLabels(locale);
  const version = String(data.version);
  const until = formatDate(locale, data.validUntil);
  const { totalOf } = data;
  const totalWords =
    totalOf === undefined || accepted ? labels.total : printable(quoteTermLabels(locale).alternativeTotal(totalOf));
  const { signatureFields: fields } = labels;
  return {
    ...pageFrame(data, context, own.acceptanceOf(data.number, version)),
    heading: own.acceptanceOf(data.number, version),
    lead: printable(own.acceptanceSentence(data.customer.name, accepts.name)),
    facts: [
      { value: formatMoney(locale, data.total, data.currency), text: totalWords },
      accepted
        ? { value: formatDate(locale, accepted.on, 'medium'), text: own.acceptedOn }
        : { value: formatDate(locale, data.validUntil, 'medium'), text: labels.validUntil },
    ],
    accepts: {
      heading: own.accepts,
      rows: [
        { name: own.kinds[accepts.kind], value: printable(accepts.name) },
        { name: own.customer, value: printable(data.customer.name) },
        { name: own.supplier, value: printable(data.company.name) },
      ],
      digestName: own.fileDigest,
      digest: verbatim((accepts.sha256.match(/.{8}/g) ?? []).join(' ')),
      sentence: own.digestSentence,
    },
    accepted: accepted
      ? {
          heading: own.acceptance,
          rows: [
            {
              name: own.acceptedBy,
              value: [accepted.name, accepted.title]
                .filter((text) => text !== undefined)
                .map(printable)
                .join(', '),
            },
            { name: own.acceptedOn, value: formatDate(locale, accepted.on) },
            ...(accepted.alternative ? [{ name: own.picked, value: printable(accepted.alternative) }] : []),
          ],
          signature: accepted.signature
            ? {
                label: own.signedOnScreen,
                typed: accepted.signature.kind === 'typed' ? printable(accepted.signature.text) : null,
                picture: accepted.signature.kind === 'drawn' ? '/charts/signature.svg' : null,
              }
            : null,
          remarks: [...(accepted.signature ? [] : [own.notSigned]), ...(accepted.contested ? [own.contested] : [])],
        }
      : null,
    form: accepted
      ? null
      : {
          heading: own.acceptance,
          sentence: printable(own.returnSentence(data.company.name, until)),
          choices:
            data.alternatives.length > 0
              ? {
                  heading: own.chooseOne,
                  names: data.alternatives.map(printable),
                  amounts: data.alternativeTotals.map((amount) => formatMoney(locale, amount, data.currency)),
                }
              : null,
          fields: [fields.name, fields.title, own.sheetDate, own.sheetSignature],
          inputs: { names: acceptanceFields, about: acceptanceAbout(data) },
        },
  };
}
