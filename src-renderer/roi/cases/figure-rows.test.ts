import { expect, it } from 'vitest';
import { answerScenarios } from '../../../src-shared/roi';
import { filledCase } from '../../../test/roi/filled-case';
import { createFormat } from '../../ui';
import { uiText } from '../../ui/text/english';
import { createTranslate } from '../../ui/text/translate';
import { figureRows } from './figure-rows';
import { caseText } from './text';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', t: createTranslate(uiText, 'en-GB') });
const content = filledCase();
const answers = answerScenarios(content);
const expected = answers.find(({ key }) => key === 'expected')!.figures!;
const rows = figureRows({ content, answers }, createTranslate(caseText, 'en-GB'), format);
const row = (id: string) => rows.find((own) => own.id === id)!;

it('says by what part the proposal could cost more as a part, and what it saves as money', () => {
  const { value } = expected.breakEvenPrice;
  expect(row('breakEvenPrice').label).not.toContain('EUR');
  expect(row('breakEvenPrice').write(expected).text).toBe(format.ratio(value!, { maxDigits: 1 }));
  expect(row('net').label).toContain('EUR');
  expect(row('net').write(expected).text).toBe(format.amount(expected.net.total, 'EUR'));
});

it('says of a result by year which year it is', () => {
  expect(row('saved_hours').label).toContain('Year 3');
  expect(row('saved_share').label).not.toContain('Year');
});
