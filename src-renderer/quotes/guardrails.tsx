import { Gauge, Section, Stack, useFormat, useText } from '../ui';
import { ApprovalHints, type TakeHint } from './approval-hints';
import { type LiveQuote, useRoom } from './live-quote';
import { useRoleName } from './standing';
import { quotesText } from './text';

/** What the quote still bears, and what it already needs: floors, discount limits, other terms. Not for customers. */
export function Guardrails({ live, onTake }: { live: LiveQuote; onTake?: TakeHint }) {
  const t = useText(quotesText);
  const format = useFormat();
  const roleName = useRoleName();
  const room = useRoom(live);
  const { guardrails, cost, currency } = live.priced;
  // Nothing is offered, so there is nothing to guard.
  if (live.lines.length === 0) return null;
  const nearest = cost?.families
    .filter(({ floorBasisPoints, marginBasisPoints }) => floorBasisPoints !== null && marginBasisPoints !== null)
    .sort((a, b) => a.marginBasisPoints! - a.floorBasisPoints! - (b.marginBasisPoints! - b.floorBasisPoints!))[0];
  const points = (basisPoints: number) => format.number(String(basisPoints / 100), { maxDigits: 1 });
  const percent = (basisPoints: number) => format.percent(basisPoints, { maxDigits: 1 });
  const limit = guardrails.discountLimitBasisPoints;
  const second = guardrails.overLimitBasisPoints > 0 || guardrails.familiesUnderFloor.length > 0;
  return (
    <Section title={t('guard.title')} internal>
      <Stack gap={2}>
        {guardrails.floorsFrom === 'unknown' && <p className="quiet">{t('guard.unknown')}</p>}
        {room !== null && (
          <p>
            {room === 0
              ? t('guard.no-room')
              : nearest
                ? t('guard.room', { amount: format.minor(room, currency), floor: percent(nearest.floorBasisPoints!) })
                : t('guard.room.plain', { amount: format.minor(room, currency) })}
          </p>
        )}
        {nearest && (
          <Gauge
            label={t('guard.gauge')}
            value={nearest.marginBasisPoints! / 10_000}
            mark={nearest.floorBasisPoints! / 10_000}
            text={`${nearest.family}: ${percent(nearest.marginBasisPoints!)}, ${t('line.floor.percent', { percent: percent(nearest.floorBasisPoints!) })}`}
            tone="internal"
          />
        )}
        {guardrails.familiesUnderFloor.map((family) => {
          const own = cost?.families.find((one) => one.family === family);
          const floor = guardrails.floors.find((one) => one.family === family);
          return (
            <p key={family}>
              {own && own.floorBasisPoints !== null
                ? t('guard.under', {
                    family,
                    points: points(own.underFloorBasisPoints),
                    floor: percent(own.floorBasisPoints),
                  })
                : t('guard.under.amount', { family, amount: format.minor(-(floor?.roomMinor ?? 0), currency) })}
            </p>
          );
        })}
        {guardrails.familiesUnchecked.length > 0 && (
          <p>{t('guard.unchecked', { families: format.list(guardrails.familiesUnchecked) })}</p>
        )}
        {limit !== null && guardrails.overLimitBasisPoints === 0 && guardrails.largestDiscountBasisPoints > 0 && (
          <p>{t('guard.limit', { percent: percent(guardrails.largestDiscountBasisPoints), limit: percent(limit) })}</p>
        )}
        {limit !== null && guardrails.overLimitBasisPoints > 0 && (
          <p>
            {t('guard.over', {
              percent: percent(guardrails.largestDiscountBasisPoints),
              limit: percent(limit),
              role: roleName(guardrails.role ?? ''),
            })}
          </p>
        )}
        {second && (
          <p>
            <b>{t('guard.second')}</b>
          </p>
        )}
        {second && onTake && <ApprovalHints live={live} onTake={onTake} />}
        {guardrails.nonStandardTerms.length > 0 && (
          <p>{t('guard.terms', { terms: guardrails.nonStandardTerms.join('; ') })}</p>
        )}
      </Stack>
    </Section>
  );
}
