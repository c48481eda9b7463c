/**
 * A stream that ends as soon as its reader stops reading or the call is aborted, even while it waits for the next event. An async
 * generator alone would finish its present wait first.
 */
export function stoppable<T>(
  signal: AbortSignal | undefined,
  open: (stop: AbortSignal) => AsyncIterator<T>,
): AsyncIteratorObject<T, unknown, void> {
  const controller = new AbortController();
  const stop = signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
  const source = open(stop);
  const ended = new Promise<IteratorResult<T>>((resolve) => {
    const end = () => resolve({ done: true, value: undefined });
    if (stop.aborted) end();
    else stop.addEventListener('abort', end, { once: true });
  });
  const close = async (): Promise<IteratorReturnResult<undefined>> => {
    controller.abort();
    // The source ends by the signal; waiting for it here would hang on sources that ignore it.
    void source.return?.();
    return { done: true, value: undefined };
  };
  return {
    next: () => Promise.race([source.next(), ended]),
    return: close,
    async [Symbol.asyncDispose]() {
      await close();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
