import { useEffect, useRef, useState } from 'react';
import type { PageData } from '../src-shared/documents';
import { type PageFormat, pageFormat } from './format';
import { Room } from './room';
import { words } from './words';

/** One page for one customer: the case with its sliders, the charts of the documents, the files beside it, and how to check all of that. */
export function Page({ data }: { data: PageData }) {
  const format = pageFormat(data.locale);
  return (
    <>
      <header className="top">
        <div>
          <h1>{data.roi?.presentation.title ?? data.title}</h1>
          <p>
            {words.for(data.account)} · {data.number} · {words.from(data.company, format.day(data.created))}
          </p>
        </div>
        <Theme />
      </header>
      <main>
        {data.roi && <Room roi={data.roi} format={format} />}
        <Pictures data={data} />
        <Files data={data} format={format} />
      </main>
    </>
  );
}

type Choice = keyof typeof words.themes;

/** Light or dark, as the system unless chosen; kept nowhere, since the page writes nothing. */
function Theme() {
  const [choice, setChoice] = useState<Choice>('system');
  useEffect(() => {
    if (choice === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = choice;
  }, [choice]);
  return (
    <label className="theme">
      {words.theme}
      <select value={choice} onChange={(event) => setChoice(event.currentTarget.value as Choice)}>
        {Object.entries(words.themes).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

function Pictures({ data }: { data: PageData }) {
  if (data.pictures.length === 0) return null;
  return (
    <section className="pictures">
      <h2>{words.measured}</h2>
      {data.pictures.map(({ document, label, svg }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pictures of a page never change
        <figure key={at}>
          <figcaption>
            {document}
            {label && label !== document && `: ${label}`}
          </figcaption>
          <Picture svg={svg} />
        </figure>
      ))}
      {data.picturesLeftOut > 0 && <p className="none">{words.leftOut(data.picturesLeftOut)}</p>}
    </section>
  );
}

/** A drawing of ours, put in as elements: its colours are the page's. */
function Picture({ svg }: { svg: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const drawn = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
    drawn.removeAttribute('width');
    drawn.removeAttribute('height');
    place.current?.replaceChildren(document.importNode(drawn, true));
  }, [svg]);
  return <div className="drawing" ref={place} />;
}

function Files({ data, format }: { data: PageData; format: PageFormat }) {
  return (
    <section className="facts">
      {data.files.length > 0 && (
        <>
          <h2>{words.files}</h2>
          <div className="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.file}</th>
                  <th scope="col" className="right">
                    {words.size}
                  </th>
                  <th scope="col">{words.digest}</th>
                </tr>
              </thead>
              <tbody>
                {data.files.map(({ name, title, sha256, size }) => (
                  <tr key={name}>
                    <th scope="row">
                      {title}
                      <span className="was">{name}</span>
                    </th>
                    <td className="right">{format.bytes(size)}</td>
                    <td className="mono">{sha256}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <h2>{words.check}</h2>
      <p>{words.checkText}</p>
      <p className="mono">{data.fingerprint}</p>
    </section>
  );
}
