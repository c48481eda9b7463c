import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsedRun } from '../../inspect';
import { fixtures, inspectText, refusalOf } from '../testing';

const results = (more: object = {}): string =>
  JSON.stringify({
    results: {
      mmlu: { 'acc,none': 0.61, 'acc_stderr,none': 0.004, alias: 'mmlu' },
      mmlu_law: { 'acc,none': 0.5, 'acc_stderr,none': 'N/A', alias: ' - law' },
      wikitext: { 'word_perplexity,none': 9.5, 'word_perplexity_stderr,none': 'N/A', 'bits_per_byte,none': NaN },
    },
    groups: { mmlu: { 'acc,none': 0.61 }, extra: { 'acc,none': 0.4 } },
    group_subtasks: { mmlu: ['mmlu_law'] },
    higher_is_better: { mmlu_law: { acc: true }, wikitext: { word_perplexity: false } },
    'n-samples': { mmlu_law: { original: 100, effective: 10 } },
    config: { model: 'hf', model_args: { pretrained: 'x' }, limit: 10 },
    git_hash: 'abc123',
    date: 1730000000,
    lm_eval_version: '0.4.5',
    total_evaluation_time_seconds: '93.4',
    ...more,
  });

describe('lm-evaluation-harness results', () => {
  it('of 0.4 have groups, versions, directions and what a limit cut', async () => {
    const found = await inspectText('results.json', results());
    expect(found.series.map(({ key, metric, better, value }) => [key, metric, better, value])).toEqual([
      ['mmlu', 'acc,none', 'higher', 0.61],
      ['mmlu_law', 'acc,none', 'higher', 0.5],
      ['wikitext', 'word_perplexity,none', 'lower', 9.5],
      ['extra', 'acc,none', 'higher', 0.4],
    ]);
    expect(found.series[0]).toMatchObject({ subtasks: ['mmlu_law'], stderr: 0.004 });
    expect(found.series[1]).toMatchObject({ itemsOfTask: 100, itemsTaken: 10, stderr: null });
    expect(found.totals).toEqual({ durationSeconds: 93.4, itemsOfTasks: 100, itemsTaken: 10 });
    expect(found.metadata).toMatchObject({
      ...{ toolVersion: '0.4.5', harnessCommit: 'abc123', startedAt: '2024-10-27T03:33:20.000Z' },
      modelArgs: { pretrained: 'x' },
    });
  });

  it('with a bare NaN and text around the document are read', async () => {
    const text = `hf (pretrained=x)\n${results().replace('null', 'NaN')}\n|Tasks|Version|\n`;
    expect((await inspectText('results.json', text)).series).toHaveLength(4);
  });

  it('without tasks are empty; with a text for a score they are refused', async () => {
    expect(await inspectText('results.json', results({ results: {}, groups: {} }))).toMatchObject({ parse: 'empty' });
    expect(await refusalOf('results.json', results().replace('0.61', '"many"'))).toMatchObject({
      code: 'bad-input',
      where: { line: 1 },
    });
  });
});

const item = (more: object): string =>
  JSON.stringify({ doc_id: 0, doc: {}, target: '1', resps: [['x']], filtered_resps: ['x'], ...more });
const samples = async (name: string, text: string) =>
  (await parsedRun({ name, bytes: new TextEncoder().encode(text) })).series;

describe('lm-evaluation-harness items', () => {
  it('keep the ids by which two runs are paired, one series a score and filter', async () => {
    const log = [
      item({ filter: 'strict-match', metrics: ['exact_match'], doc_hash: '0123456789abcdef99', exact_match: 1 }),
      item({ doc_id: 1, filter: 'strict-match', metrics: ['exact_match'], exact_match: false }),
      item({ filter: 'flexible-extract', metrics: ['exact_match'], exact_match: 1 }),
    ].join('\n');
    const found = await samples('m/samples_gsm8k_2024-11-09T10-00-00.123456.jsonl', log);
    expect(found.map(({ key, metric, samples: own }) => [key, metric, [...own!.values], own!.items])).toEqual([
      ['gsm8k', 'exact_match,strict-match', [1, 0], ['0:0123456789abcdef', '1']],
      ['gsm8k', 'exact_match,flexible-extract', [1], ['0']],
    ]);
  });

  it('of earlier versions are a list, name no scores, or write numbers as texts', async () => {
    const list = `[\n${item({ acc: 1, acc_norm: 0.5 })},\n${item({ doc_id: 1, acc: 0, acc_norm: 0 })}\n]`;
    const early = await samples('samples_arc.json', list);
    expect(early.map(({ key, metric, samples: own }) => [key, metric, own!.values.length])).toEqual([
      ['arc', 'acc', 2],
      ['arc', 'acc_norm', 2],
    ]);
    const written = JSON.stringify([
      { doc_id: 0, prompt_0: 'a', logit_0: '-1.5', truth: '2', acc: '1.0', acc_norm: 'False' },
    ]);
    const [acc, norm] = await samples('piqa_write_out_info.json', written);
    expect([acc!.key, [...acc!.samples!.values], [...norm!.samples!.values]]).toEqual(['piqa', [1], [0]]);
  });

  it('that are cut off or without a score are skipped and said', async () => {
    const log = `${item({ metrics: ['acc'], acc: 1 })}\n${item({ doc_id: 1, metrics: ['f1'], f1: [0, 1] })}\n{"doc_id": 2, "doc`;
    const found = await inspectText('items', log);
    expect(found).toMatchObject({ parse: 'ok-with-warnings', totals: { count: 1, skippedLines: 2 } });
    expect(found.warnings.map(({ where }) => where?.line)).toEqual([2, 3]);
    expect(found.series[0]).toMatchObject({ key: 'all', metric: 'acc', n: 1 });
  });
});

describe('lm-evaluation-harness table', () => {
  const printed = readFileSync(join(fixtures, 'lm-eval/made-printed.txt'), 'utf8');

  it('has the same names as the result file, groups once, and the settings above it', async () => {
    const found = await inspectText('out.txt', printed);
    expect(found).toMatchObject({ format: 'lm-eval-table', parse: 'ok' });
    expect(found.series.map(({ key, metric, better, value, stderr }) => [key, metric, better, value, stderr])).toEqual([
      ['mmlu', 'acc,none', 'higher', 0.61, 0.004],
      ['law', 'acc,none', 'higher', 0.5, null],
      ['gsm8k', 'exact_match,flexible-extract', 'higher', 0.025, 0.0043],
      ['gsm8k', 'exact_match,strict-match', 'higher', 0.021, 0.004],
      ['wikitext', 'word_perplexity,none', 'lower', 9.5, null],
    ]);
    expect(found.metadata).toMatchObject({ model: 'hf', limit: 100, numFewshot: null });
  });

  it('of 0.3 has no filter', async () => {
    const text =
      '|  Task  |Version|Metric|Value |   |Stderr|\n|--------|------:|------|-----:|---|-----:|\n|lambada |      0|ppl   |7.6057|±  |0.1961|\n|        |       |acc   |0.5676|±  |0.0069|\n';
    const found = await inspectText('out.txt', text);
    expect(found.series.map(({ key, metric, better }) => [key, metric, better])).toEqual([
      ['lambada', 'ppl', 'lower'],
      ['lambada', 'acc', 'higher'],
    ]);
  });

  it('with a score that is none is refused at its line', async () => {
    expect(await refusalOf('out.txt', printed.replace('0.0250', '0,0250'))).toMatchObject({
      code: 'bad-input',
      where: { line: 7 },
    });
  });
});
