import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import { defineJob } from '../../src-core/jobs/job-kind';
import { ProofdeskError } from '../../src-shared/kernel/errors';

/** Jobs that tests run, in this thread and in real ones. */
export const double = defineJob({
  kind: 'test.double',
  async run(input: { value: number }, work) {
    work.progress(0.5, 'Half of it');
    return { doubled: input.value * 2, thread: threadId };
  },
});

export const refuse = defineJob({
  kind: 'test.refuse',
  async run(input: { file: string }): Promise<never> {
    throw new ProofdeskError({
      code: 'bad-input',
      message: 'The third line is cut off.',
      where: { file: input.file, line: 3 },
      hint: 'Copy the file again.',
    });
  },
});

export const stumble = defineJob({
  kind: 'test.stumble',
  async run(): Promise<never> {
    throw new TypeError('cells is undefined');
  },
});

export const patient = defineJob({
  kind: 'test.patient',
  async run(input: { milliseconds: number }, work) {
    const folder = await work.scratch();
    await writeFile(join(folder, 'half.txt'), 'half');
    work.progress(0.1, folder);
    await sleep(input.milliseconds, undefined, { signal: work.signal });
    return folder;
  },
});

/** Never looks at its signal and never lets the event loop run. */
export const deaf = defineJob({
  kind: 'test.deaf',
  async run(_input: null, work) {
    work.progress(0.1, await work.scratch());
    await sleep(20);
    for (let end = performance.now() + 60_000; performance.now() < end; );
  },
});

export const crash = defineJob({
  kind: 'test.crash',
  async run(): Promise<void> {
    process.exit(9);
  },
});
