import { defineJob } from '../../../src-core/jobs';

export interface PngInput {
  svg: string;
  /** Folder with the house fonts. */
  fonts: string;
}

/** How many pixels stand for one of the picture's. */
const ZOOM = 2;

let ready: Promise<typeof import('@resvg/resvg-wasm')> | null = null;

/** The renderer, made ready once in a thread. */
function renderer(): Promise<typeof import('@resvg/resvg-wasm')> {
  ready ??= (async () => {
    const [resvg, { readFile }, { createRequire }] = await Promise.all([
      import('@resvg/resvg-wasm'),
      import('node:fs/promises'),
      import('node:module'),
    ]);
    await resvg.initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
    return resvg;
  })();
  return ready;
}

/** Draws an SVG of ours as PNG, in the house fonts alone, so that every machine draws the same pixels. Text in no house font stays blank. */
export const pngJob = defineJob<PngInput, Uint8Array>({
  kind: 'bakeoff.picture',
  async run({ svg, fonts }) {
    const [{ Resvg }, { readFile }, { join }] = await Promise.all([
      renderer(),
      import('node:fs/promises'),
      import('node:path'),
    ]);
    const names = ['Inter_400Regular.ttf', 'Inter_600SemiBold.ttf', 'Inter_700Bold.ttf', 'NotoSansJP_400Regular.ttf'];
    const fontBuffers = await Promise.all(names.map((name) => readFile(join(fonts, name))));
    const drawing = new Resvg(svg, {
      fitTo: { mode: 'zoom', value: ZOOM },
      font: { fontBuffers, defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
    });
    const image = drawing.render();
    try {
      return image.asPng();
    } finally {
      image.free();
      drawing.free();
    }
  },
});
