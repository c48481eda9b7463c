import type { HarnessFile, Importer, ParseContext, ParsedRun } from '../interface';
import type { Unusable } from '../reading/skipped';
import { headText, isBlank } from '../reading/text';
import { type XmlTag, xmlTags } from '../reading/xml';
import { metrics, ResultRows, transactionMessage } from './rows';

const format = 'jmeter-jtl-xml';

/** Names of a sample's attributes: as written since JMeter 2.1, and before. */
const attributes = {
  elapsed: ['t', 'time'],
  start: ['ts', 'timeStamp'],
  label: ['lb', 'label'],
  success: ['s', 'success'],
  code: ['rc', 'responseCode'],
  message: ['rm', 'responseMessage'],
  threads: ['na'],
  samples: ['sc'],
} as const;

/** JMeter results (JTL) as XML. */
export const importer: Importer = {
  tool: 'jmeter',
  formats: [format],
  metrics,

  detect(head) {
    if (isBlank(head)) return null;
    return /^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<testResults[\s>]/.test(headText(head))
      ? { format, by: 'content' }
      : null;
  },

  async parse([file], context): Promise<ParsedRun> {
    return new XmlResults(file!, context).read();
  },
};

const isSample = (name: string): boolean => name === 'httpSample' || name === 'sample' || name === 'sampleResult';

class XmlResults {
  readonly #results: ResultRows;
  /** The samples that are open, outermost first: whether each is a transaction controller's. */
  readonly #open: boolean[] = [];
  #parts = 0;
  #version: string | undefined;
  #closed = false;

  constructor(
    private readonly file: HarnessFile,
    private readonly context: ParseContext,
  ) {
    this.#results = new ResultRows(file, context, { times: true });
  }

  async read(): Promise<ParsedRun> {
    const { file, context } = this;
    for await (const tags of xmlTags(file, context)) for (const tag of tags) this.#tag(tag);
    if (!this.#closed) {
      context.warn({
        code: 'truncated',
        message: 'The file ends before its closing tag: the run was stopped or the file was cut off.',
        where: { file: file.name },
      });
    }
    const { skipped } = this.#results;
    const failure = skipped.first();
    if (this.#results.count === 0 && failure) {
      throw context.refusal(file, { message: `No sample can be used: ${failure.reason}.`, where: failure.place });
    }
    skipped.report(file, context, 'sample');
    return this.#results.run(
      format,
      {
        ...(this.#version !== undefined && { resultsVersion: this.#version }),
        ...(this.#parts > 0 && { partsOfSamples: this.#parts }),
        ...(file.encoding !== 'utf-8' && { encoding: file.encoding }),
      },
      true,
    );
  }

  #tag(tag: XmlTag): void {
    if (tag.name === 'testResults') {
      if (tag.kind === 'close') this.#closed = true;
      else this.#version = tag.attribute('version');
      if (tag.kind === 'empty') this.#closed = true;
    } else if (isSample(tag.name)) {
      if (tag.kind === 'damaged') this.#results.skipped.add({ reason: 'its tag is damaged' }, { line: tag.line });
      else if (tag.kind === 'close') this.#open.pop();
      else this.#sample(tag);
    }
  }

  /**
   * A sample inside a transaction controller's is one of its own; a sample inside a request (a redirect, an embedded image) is a
   * part of that request, counted but not listed.
   */
  #sample(tag: XmlTag): void {
    const inside = this.#open.at(-1);
    const transaction = attributeOf(tag, 'message')?.startsWith(transactionMessage) ?? false;
    if (tag.kind === 'open') this.#open.push(transaction);
    if (inside === false) {
      this.#parts += 1;
      return;
    }
    const unusable = this.#take(tag, transaction);
    if (unusable) this.#results.skipped.add(unusable, { line: tag.line });
  }

  /** Adds the sample to the results, or says why it cannot be used. */
  #take(tag: XmlTag, transaction: boolean): Unusable | undefined {
    const elapsed = attributeOf(tag, 'elapsed');
    if (!isDigits(elapsed)) return { reason: 'the elapsed time is no duration', value: elapsed ?? 'absent' };
    const start = attributeOf(tag, 'start');
    if (start !== undefined && !isDigits(start)) return { reason: 'the time stamp is no time', value: start };
    const success = attributeOf(tag, 'success');
    if (success !== undefined && success !== 'true' && success !== 'false') {
      return { reason: 'success is neither true nor false', value: success };
    }
    const samples = attributeOf(tag, 'samples') ?? '1';
    if (samples !== '1') return { reason: 'it adds up several samples, so it has no single time', value: samples };
    if (success === 'false') this.#results.failedCode(attributeOf(tag, 'code') || 'none');
    this.#results.threads(Number(attributeOf(tag, 'threads') ?? 0));
    this.#results.add({
      label: this.#results.label(attributeOf(tag, 'label') ?? 'all', { line: tag.line }),
      elapsed: Number(elapsed),
      start: start === undefined ? Number.NaN : Number(start),
      failed: success === undefined ? undefined : success === 'false',
      transaction,
    });
    return undefined;
  }
}

function attributeOf(tag: XmlTag, fact: keyof typeof attributes): string | undefined {
  for (const name of attributes[fact]) {
    const value = tag.attribute(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** At most 15 digits, so that the number is exact. */
function isDigits(text: string | undefined): text is string {
  return text !== undefined && /^\d{1,15}$/.test(text);
}
