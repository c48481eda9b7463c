import { useMemo, useState } from 'react';
import type { PageData } from '../src-shared/documents';
import type { RoiScenarioAnswer, RoiScenarioFigures } from '../src-shared/roi';
import { prepareRoom } from '../src-shared/roi/cases/room';
import { tornadoOf } from '../src-shared/roi/cases/tornado';
import { standingInputs, unitFor } from '../src-shared/roi/cases/values';
import { Costs, Position, Sensitivity } from './charts';
import type { PageFormat } from './format';
import { words } from './words';

type Roi = NonNullable<PageData['roi']>;

/** The case with its sliders: every step moves every figure and chart, computed here as in the application. */
export function Room({ roi, format }: { roi: Roi; format: PageFormat }) {
  const { presentation } = roi;
  const room = useMemo(() => prepareRoom(presentation), [presentation]);
  const before = useMemo(() => room.answer({}), [room]);
  const [moved, setMoved] = useState<Readonly<Record<string, number>>>({});
  const answers = useMemo(() => room.answer(moved), [room, moved]);
  const [scenario, setScenario] = useState(
    () => before.find(({ key }) => key === 'expected')?.key ?? before[0]?.key ?? '',
  );
  const answer = answers.find(({ key }) => key === scenario);
  const tornado = useMemo(() => tornadoOf(room.content(moved), { scenario }), [room, moved, scenario]);
  const count = Object.keys(moved).length;
  const { currency } = presentation.content;
  return (
    <>
      <div className="stage">
        <div className="shown">
          <Scenarios answers={answers} scenario={scenario} onChange={setScenario} />
          {answer?.figures ? (
            <>
              <Figures
                figures={answer.figures}
                before={before.find(({ key }) => key === scenario)?.figures ?? null}
                format={format}
              />
              <div className="charts">
                <section aria-label={words.position(currency)}>
                  <h2>{words.position(currency)}</h2>
                  <Position answers={answers} scenario={scenario} format={format} />
                </section>
                <section aria-label={words.costs(currency)}>
                  <h2>{words.costs(currency)}</h2>
                  <Costs figures={answer.figures} format={format} />
                </section>
                {tornado && tornado.bars.length > 0 && (
                  <section className="wide" aria-label={words.sensitivity(currency)}>
                    <h2>{words.sensitivity(currency)}</h2>
                    <Sensitivity tornado={tornado} currency={currency} format={format} />
                  </section>
                )}
              </div>
            </>
          ) : (
            <p className="none">{answer?.problem ? words.problem(answer.problem.message) : words.missing}</p>
          )}
        </div>
        <aside className="moved" aria-label={words.inputs}>
          <Sliders presentation={presentation} moved={moved} onMove={setMoved} format={format} />
          <footer>
            <span role="status">{words.moved(count)}</span>
            <button type="button" disabled={count === 0} onClick={() => setMoved({})}>
              {words.reset}
            </button>
          </footer>
        </aside>
      </div>
      <Assumptions roi={roi} format={format} />
    </>
  );
}

interface ScenariosProps {
  answers: readonly RoiScenarioAnswer[];
  scenario: string;
  onChange(key: string): void;
}

function Scenarios({ answers, scenario, onChange }: ScenariosProps) {
  return (
    <fieldset className="segment">
      <legend>{words.scenario}</legend>
      {answers.map(({ key, label }) => (
        <label key={key}>
          <input type="radio" name="scenario" checked={key === scenario} onChange={() => onChange(key)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface FiguresProps {
  figures: RoiScenarioFigures;
  before: RoiScenarioFigures | null;
  format: PageFormat;
}

/** Four figures that can be read from across the table. */
function Figures({ figures, before, format }: FiguresProps) {
  const { currency, years } = figures;
  const shown = [
    {
      label: `${words.npv}, ${currency}`,
      write: (of: RoiScenarioFigures) => format.number(of.netPresentValue, 0),
      detail: words.at(format.ratio(figures.discountRate, 2)),
    },
    {
      label: `${words.net}, ${currency}`,
      write: (of: RoiScenarioFigures) => format.number(of.net.total, 0),
      detail: words.over(years),
    },
    {
      label: words.payback,
      write: ({ paybackYears: { value } }: RoiScenarioFigures) =>
        value === null ? words.later(years) : words.years(format.number(value, 1)),
      detail: '',
    },
    {
      label: words.return,
      write: ({ returnOnInvestment: { value } }: RoiScenarioFigures) => (value === null ? '–' : format.ratio(value)),
      detail: '',
    },
  ];
  return (
    <dl className="figures">
      {shown.map(({ label, write, detail }) => {
        const value = write(figures);
        const was = before === null ? value : write(before);
        return (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="big">{value}</dd>
            <dd className="was">{was === value ? detail : words.was(was)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

interface SlidersProps {
  presentation: Roi['presentation'];
  moved: Readonly<Record<string, number>>;
  onMove(moved: Record<string, number>): void;
  format: PageFormat;
}

function Sliders({ presentation: { sliders }, moved, onMove, format }: SlidersProps) {
  if (sliders.length === 0) return <p className="none">{words.noInputs}</p>;
  return (
    <ul className="sliders">
      {sliders.map(({ name, label, help, unit, value, from, to, step }) => {
        const now = moved[name] ?? Number(value);
        const written = (amount: string | number) => `${format.number(amount)}${unit === '1' ? '' : `\u00a0${unit}`}`;
        return (
          <li key={name}>
            <label>
              <span className="head">
                <span>{label}</span>
                <b>{written(now)}</b>
              </span>
              <input
                type="range"
                min={from}
                max={to}
                step={step}
                value={now}
                aria-valuetext={written(now)}
                onChange={(event) => {
                  const next = Number(event.currentTarget.value);
                  const { [name]: _, ...others } = moved;
                  onMove(next === Number(value) ? others : { ...others, [name]: next });
                }}
              />
            </label>
            <span className="was">{name in moved ? words.was(written(value)) : help}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** Every input as it was frozen, with its source: what the customer can hold the figures against. */
function Assumptions({ roi, format }: { roi: Roi; format: PageFormat }) {
  const { content, number } = roi.presentation;
  const rows = standingInputs(content).flatMap(({ input: { name, label, unit }, value }) => {
    if (value === null) return [];
    const own = content.inputs[name];
    const shown = unitFor(unit, content.currency);
    const amounts = (Array.isArray(value) ? value : [value]).map((one) => format.number(one)).join(' / ');
    const said = [
      own?.source.text ?? words.modelDefault,
      own?.confirmed && words.confirmed(own.confirmed.who, format.day(`${own.confirmed.on}T00:00:00Z`)),
    ];
    return [
      {
        ...{ name, label, said: said.filter(Boolean).join('; ') },
        value: shown === '1' ? amounts : `${amounts}\u00a0${shown}`,
      },
    ];
  });
  return (
    <section className="facts">
      <h2>{words.assumptions}</h2>
      <p>{words.assumptionsOf(number, roi.version)}</p>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.input}</th>
              <th scope="col" className="right">
                {words.value}
              </th>
              <th scope="col">{words.source}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, label, value, said }) => (
              <tr key={name}>
                <th scope="row">{label}</th>
                <td className="right">{value}</td>
                <td>{said}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
