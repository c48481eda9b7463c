import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { prepareRoom, type RoiPresentation, type RoiScenarioAnswer } from '../../../src-shared/roi';
import { Loaded, leaveCustomerView, useAddress, useHere } from '../../app';
import { useDeskQueries } from '../../client';
import { Button, EmptyState, Segment, useActions, useFormat, useText } from '../../ui';
import { CostsChart, firstScenario, PositionChart } from '../cases/charts';
import { Figures } from './figures';
import styles from './room.module.css';
import { Sliders } from './sliders';
import { roomText } from './text';

/**
 * A case on the wall: big figures, charts, and inputs to be moved. It lies in the customer view, whose connection knows this account's
 * customer-visible values only: what is internal was never sent, so no slip can show it. Everything is worked out on the spot.
 */
export function RoomScreen() {
  const t = useText(roomText);
  const { params } = useAddress();
  const id = params['case'] ?? '';
  const query = useQuery(
    useDeskQueries().roi.presentation.queryOptions({
      input: { case: id },
      // What is shown stands still while people look at it, until it is opened again.
      staleTime: Number.POSITIVE_INFINITY,
    }),
  );
  useHere({ crumbs: [{ label: t('title') }] });
  return <Loaded query={query}>{(presentation) => <Room id={id} presentation={presentation} />}</Loaded>;
}

function Room({ id, presentation }: { id: string; presentation: RoiPresentation }) {
  const t = useText(roomText);
  const room = useMemo(() => prepareRoom(presentation), [presentation]);
  const before = useMemo(() => room.answer({}), [room]);
  const [moved, setMoved] = useState<Readonly<Record<string, number>>>({});
  const answers = useMemo(() => room.answer(moved), [room, moved]);
  const [scenario, setScenario] = useState(() => firstScenario(before));
  const stage = useRef<HTMLDivElement>(null);
  const full = useFullScreen(stage);
  const answer = answers.find(({ key }) => key === scenario);
  useActions(
    useMemo(
      () => [{ id: 'room-full', label: t(full.on ? 'room.window' : 'room.full'), shortcut: 'F', run: full.toggle }],
      [t, full],
    ),
  );
  const count = Object.keys(moved).length;
  return (
    <div className={styles.room} ref={stage} data-whole-width="true" data-full={full.on || undefined}>
      <header className={styles.head}>
        <div className={styles.named}>
          <h1>{presentation.title}</h1>
          <p>{t('room.for', { account: presentation.accountName })}</p>
        </div>
        <Segment
          label={t('room.scenario')}
          options={answers.map(({ key, label }) => ({ value: key, label }))}
          value={scenario}
          onChange={setScenario}
        />
        <Button kind="quiet" onClick={full.toggle}>
          {t(full.on ? 'room.window' : 'room.full')}
        </Button>
        {!full.on && (
          <Button kind="quiet" onClick={() => leaveCustomerView(`/roi/cases/${id}`)}>
            {t('room.leave')}
          </Button>
        )}
      </header>
      <div className={styles.stage}>
        <div className={styles.shown}>
          <Shown answer={answer} answers={answers} before={before} scenario={scenario} presentation={presentation} />
        </div>
        <aside className={styles.moved} aria-label={t('room.sliders')}>
          <Sliders presentation={presentation} moved={moved} onMove={setMoved} />
          <footer>
            <span role="status">{count > 0 && t('room.changed', { count })}</span>
            <Button size="small" unavailable={count === 0 && t('room.unmoved')} onClick={() => setMoved({})}>
              {t('room.reset')}
            </Button>
          </footer>
        </aside>
      </div>
    </div>
  );
}

interface ShownProps {
  presentation: RoiPresentation;
  answer: RoiScenarioAnswer | undefined;
  answers: readonly RoiScenarioAnswer[];
  before: readonly RoiScenarioAnswer[];
  scenario: string;
}

function Shown({ presentation, answer, answers, before, scenario }: ShownProps) {
  const t = useText(roomText);
  const format = useFormat();
  const height = useChartHeight();
  if (!answer?.figures) {
    const message = answer?.problem?.message;
    return <EmptyState>{message ? t('room.problem', { message }) : t('room.missing')}</EmptyState>;
  }
  const { currency } = presentation.content;
  return (
    <>
      <Figures
        figures={answer.figures}
        before={before.find(({ key }) => key === scenario)?.figures ?? null}
        format={format}
      />
      <div className={styles.charts}>
        <section aria-label={t('chart.position', { currency })}>
          <h2>{t('chart.position', { currency })}</h2>
          <PositionChart answers={answers} scenario={scenario} height={height} fontSize={13} />
        </section>
        <section aria-label={t('chart.costs', { currency })}>
          <h2>{t('chart.costs', { currency })}</h2>
          <CostsChart figures={answer.figures} height={height} fontSize={13} />
        </section>
      </div>
    </>
  );
}

/** Charts as high as the window has room for below the figures, so that a wall is filled. */
function useChartHeight(): number {
  const [height, setHeight] = useState(() => window.innerHeight);
  useEffect(() => {
    const resized = () => setHeight(window.innerHeight);
    window.addEventListener('resize', resized);
    return () => window.removeEventListener('resize', resized);
  }, []);
  return Math.round(Math.min(620, Math.max(280, height - 440)));
}

/** The browser's full screen for one element; where it is refused, the room still covers the window's frame. */
function useFullScreen(stage: React.RefObject<HTMLDivElement | null>) {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const changed = () => setOn(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, []);
  useEffect(() => {
    if (!on) return;
    const onEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && document.fullscreenElement === null) setOn(false);
    };
    window.addEventListener('keydown', onEscape);
    return () => window.removeEventListener('keydown', onEscape);
  }, [on]);
  return useMemo(
    () => ({
      on,
      toggle: () => {
        if (document.fullscreenElement) void document.exitFullscreen();
        else if (on) setOn(false);
        else void (stage.current?.requestFullscreen?.() ?? Promise.reject()).catch(() => setOn(true));
      },
    }),
    [on, stage],
  );
}
