import { z } from 'zod';
import { BadInput } from '../../errors.ts';
import { random } from '../../random/random.ts';
import { drawDigits } from './digits.ts';
import { drawGlyphs, glyphsOf } from './glyphs.ts';
import { type ImageSet, pick, standardiser } from './image-set.ts';
import { shuffled, smallMargin } from './small-margin.ts';
import { readUserSet, userSets } from './user-files.ts';

const noise = z.number().min(0);
const share = z.number().min(0).max(1);

export const imageDataSchema = z.strictObject({
  source: z.discriminatedUnion('set', [
    z.strictObject({ set: z.literal('digits'), noise }),
    z.strictObject({ set: z.literal('glyphs'), classes: z.int().min(2).max(256), noise }),
    z.strictObject({ set: z.enum(userSets) }),
  ]),
  train: z.int().min(1),
  /** Training pictures that are set apart to choose among runs. */
  validation: z.int().min(0).default(0),
  test: z.int().min(1),
  /** The shares of each set that are turned into small-margin pictures (momentum-generalization, Figure 4). */
  smallMargin: z.strictObject({ train: share, test: share }).optional(),
  /** Group 1 stays as it was: only its name is that of a small margin. */
  untouched: z.boolean().default(false),
  /** Permutes the labels of the training set: nothing can be learnt that helps on the test set. */
  shuffledLabels: z.boolean().default(false),
});
export type ImageData = z.output<typeof imageDataSchema>;

/** Pictures of one trial, standardised per channel by the training set. Small margins of the validation set are those of training. */
export interface ImageSplit {
  readonly train: ImageSet;
  readonly validation: ImageSet | null;
  readonly test: ImageSet;
}

/**
 * Draws the pictures of one trial. Pure function of the parameters, the seeds and the user's files in `folder`.
 * @throws NoData without the user's files; BadInput when more pictures are asked for than there are.
 */
export function drawImages(data: ImageData, seeds: { data: string; test: string }, folder?: string): ImageSplit {
  const { standardise, ...raw } = drawRawImages(data, seeds, folder);
  return {
    train: standardise(raw.train),
    validation: raw.validation && standardise(raw.validation),
    test: standardise(raw.test),
  };
}

/** The same before it is standardised, for pictures of the pictures. */
export function drawRawImages(
  { source, train, validation, test, smallMargin: margins, untouched, shuffledLabels }: ImageData,
  seeds: { data: string; test: string },
  folder?: string,
): ImageSplit & { standardise: ReturnType<typeof standardiser> } {
  const [stream, testStream] = [random(seeds.data), random(seeds.test)];
  const draw = (): [ImageSet, ImageSet] => {
    if (source.set === 'digits') {
      return [drawDigits(train + validation, source.noise, stream), drawDigits(test, source.noise, testStream)];
    }
    if (source.set === 'glyphs') {
      const glyphs = glyphsOf(source.classes, stream);
      return [
        drawGlyphs(train + validation, glyphs, source.noise, stream),
        drawGlyphs(test, glyphs, source.noise, testStream),
      ];
    }
    const files = readUserSet(source.set, folder);
    const some = (which: 'train' | 'test', count: number, from: typeof stream) => {
      const { samples } = files[which];
      if (count <= samples) return count === samples ? files[which] : pick(files[which], from.subset(samples, count));
      const remedy = `${source.set} has ${samples}.`;
      throw new BadInput({ field: `${which} pictures`, rule: `must be at most ${samples}`, value: count, remedy });
    };
    return [some('train', train + validation, stream), some('test', test, testStream)];
  };
  const degrade = (set: ImageSet, part: number, from: typeof stream): ImageSet => {
    const indices = from.subset(set.samples, Math.round(part * set.samples));
    if (!untouched) return smallMargin(set, indices, from);
    const groups = new Uint8Array(set.samples);
    for (const i of indices) groups[i] = 1;
    return { ...set, groups };
  };
  const [drawn, fresh] = draw();
  const pool = margins ? degrade(drawn, margins.train, stream) : drawn;
  const order = shuffled(pool.samples, stream);
  const learnt = pick(pool, order.slice(0, train));
  const labels = shuffledLabels ? Uint8Array.from(shuffled(train, stream), (k) => learnt.labels[k]) : learnt.labels;
  return {
    train: { ...learnt, labels },
    validation: validation > 0 ? pick(pool, order.slice(train)) : null,
    test: margins ? degrade(fresh, margins.test, testStream) : fresh,
    standardise: standardiser(learnt),
  };
}
