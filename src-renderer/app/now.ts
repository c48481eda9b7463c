import { useEffect, useState } from 'react';

/** The present, told again every minute (or as often as asked): for times of the same day, and clocks. Milliseconds since 1970. */
export function useNow(every = 60_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
