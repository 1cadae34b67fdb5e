import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { BadInput, NoData } from '../../errors.ts';
import type { ImageSet } from './image-set.ts';

export const userSets = ['mnist', 'cifar-10', 'cifar-100'] as const;
export type UserSet = (typeof userSets)[number];

/** File names as distributed, with their MD5 (those of torchvision and of the CIFAR page). */
export type Checksums = Readonly<Record<string, string>>;
interface Distribution {
  readonly source: string;
  readonly files: Checksums;
  read(contents: ReadonlyMap<string, Buffer>): { train: ImageSet; test: ImageSet };
}

/** The sets that a user may supply, each read from the very files that its authors distribute. */
export const distributions: Readonly<Record<UserSet, Distribution>> = {
  mnist: {
    source: 'https://ossci-datasets.s3.amazonaws.com/mnist/',
    files: {
      'train-images-idx3-ubyte.gz': 'f68b3c2dcbeaaa9fbdd348bbdeb94873',
      'train-labels-idx1-ubyte.gz': 'd53e105ee54ea40749a09fcbcd1e9432',
      't10k-images-idx3-ubyte.gz': '9fb629c4189551a2d022fa330f9573f3',
      't10k-labels-idx1-ubyte.gz': 'ec29112dd5afa0611ce80d1b7f02629c',
    },
    read(contents) {
      const set = (part: string) =>
        readIdx(
          [`${part}-images-idx3-ubyte.gz`, contents.get(`${part}-images-idx3-ubyte.gz`)!],
          [`${part}-labels-idx1-ubyte.gz`, contents.get(`${part}-labels-idx1-ubyte.gz`)!],
        );
      return { train: set('train'), test: set('t10k') };
    },
  },
  'cifar-10': {
    source: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz',
    files: { 'cifar-10-binary.tar.gz': 'c32a1d4ab5d03f1284b67883e8d87530' },
    read: (contents) => {
      const batches = [1, 2, 3, 4, 5].map((k) => `cifar-10-batches-bin/data_batch_${k}.bin`);
      return readCifar(contents.get('cifar-10-binary.tar.gz')!, batches, 'cifar-10-batches-bin/test_batch.bin', 10);
    },
  },
  'cifar-100': {
    source: 'https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz',
    files: { 'cifar-100-binary.tar.gz': '03b5dce01913d631647c71ecec9e9cb8' },
    read: (contents) =>
      readCifar(
        contents.get('cifar-100-binary.tar.gz')!,
        ['cifar-100-binary/train.bin'],
        'cifar-100-binary/test.bin',
        100,
      ),
  },
};

/**
 * The training and test pictures of a set in the user's folder, pixels in [0, 1]. Nothing is ever downloaded.
 * @throws NoData, with how to get them, if files are not there; BadInput if one is not what its authors distribute.
 */
export function readUserSet(
  name: UserSet,
  folder: string | undefined,
  { source, files, read }: Distribution = distributions[name],
): { train: ImageSet; test: ImageSet } {
  const missing = Object.keys(files).filter((file) => folder === undefined || !existsSync(join(folder, file)));
  if (missing.length > 0) {
    const where = folder === undefined ? 'no folder was given' : `not in ${folder}`;
    throw new NoData(
      `no data: ${missing.join(', ')} (${where}). Get ${missing.length > 1 ? 'them' : 'it'} from ${source} and pass the folder as --data or LEMMATA_DATA`,
    );
  }
  const contents = new Map<string, Buffer>();
  for (const [file, expected] of Object.entries(files)) {
    const path = join(folder!, file);
    const bytes = readFileSync(path);
    const found = createHash('md5').update(bytes).digest('hex');
    if (found !== expected) {
      const remedy = `It has ${bytes.length} bytes; get it again from ${source}.`;
      throw new BadInput({ field: path, rule: `must have the MD5 ${expected}`, value: found, remedy });
    }
    contents.set(file, gunzipSync(bytes));
  }
  return read(contents);
}

type Named = readonly [name: string, bytes: Buffer];

/** MNIST's format (LeCun et al.): big-endian magic number and counts, then bytes. Padded by `pad` zeros on each side. */
export function readIdx([imageName, images]: Named, [labelName, labels]: Named, pad = 2): ImageSet {
  const demand = (field: string, ok: boolean, rule: string, value: unknown): void => {
    if (!ok) throw new BadInput({ field, rule, value, remedy: 'Get the file again.' });
  };
  demand(imageName, images.length >= 16, 'must have a header of 16 bytes', images.length);
  demand(imageName, images.readUInt32BE(0) === 0x803, 'must begin with the magic number 2051', images.readUInt32BE(0));
  const [samples, rows, columns] = [4, 8, 12].map((offset) => images.readUInt32BE(offset));
  const size = rows * columns;
  demand(imageName, images.length === 16 + samples * size, `must hold ${16 + samples * size} bytes`, images.length);
  demand(labelName, labels.length >= 8, 'must have a header of 8 bytes', labels.length);
  demand(labelName, labels.readUInt32BE(0) === 0x801, 'must begin with the magic number 2049', labels.readUInt32BE(0));
  const rule = `must hold ${samples} labels, as there are pictures`;
  demand(labelName, labels.readUInt32BE(4) === samples && labels.length === 8 + samples, rule, labels.readUInt32BE(4));
  demand(
    labelName,
    labels.subarray(8).every((label) => label < 10),
    'must hold labels from 0 to 9',
    'another',
  );
  const [height, width] = [rows + 2 * pad, columns + 2 * pad];
  const pixels = new Float32Array(samples * height * width);
  for (let i = 0; i < samples; i++) {
    for (let row = 0; row < rows; row++) {
      const to = (i * height + row + pad) * width + pad;
      for (let column = 0; column < columns; column++) {
        pixels[to + column] = images[16 + i * size + row * columns + column] / 255;
      }
    }
  }
  const groups = new Uint8Array(samples);
  return {
    samples,
    height,
    width,
    channels: 1,
    classes: 10,
    pixels,
    labels: Uint8Array.from(labels.subarray(8)),
    groups,
  };
}

/** The binary version of CIFAR (Krizhevsky 2009), a tar archive of records. CIFAR-100 has a coarse label before the fine one. */
export function readCifar(
  archive: Buffer,
  train: readonly string[],
  test: string,
  classes: 10 | 100,
): { train: ImageSet; test: ImageSet } {
  const members = untar(archive);
  const set = (names: readonly string[]): ImageSet => {
    const records = names.map((name) => {
      const found = members.get(name);
      if (found) return [name, found] as const;
      const remedy = 'Get the archive of the binary version.';
      throw new BadInput({ field: 'CIFAR archive', rule: `must hold ${name}`, value: [...members.keys()], remedy });
    });
    return readRecords(records, classes);
  };
  return { train: set(train), test: set([test]) };
}

const [side, channels] = [32, 3];

function readRecords(files: readonly Named[], classes: 10 | 100): ImageSet {
  const plane = side * side;
  const lead = classes === 10 ? 1 : 2;
  const length = lead + channels * plane;
  for (const [field, bytes] of files) {
    if (bytes.length > 0 && bytes.length % length === 0) continue;
    const rule = `must hold whole records of ${length} bytes`;
    throw new BadInput({ field, rule, value: bytes.length, remedy: 'Get the binary version again.' });
  }
  const samples = files.reduce((sum, [, bytes]) => sum + bytes.length / length, 0);
  const pixels = new Float32Array(samples * channels * plane);
  const labels = new Uint8Array(samples);
  let i = 0;
  for (const [field, bytes] of files) {
    for (let start = 0; start < bytes.length; start += length, i++) {
      labels[i] = bytes[start + lead - 1];
      if (labels[i] >= classes) {
        const rule = `must hold labels below ${classes}`;
        throw new BadInput({ field, rule, value: labels[i], remedy: 'Get the binary version again.' });
      }
      for (let k = 0; k < plane; k++) {
        for (let c = 0; c < channels; c++) {
          pixels[(i * plane + k) * channels + c] = bytes[start + lead + c * plane + k] / 255;
        }
      }
    }
  }
  return { samples, height: side, width: side, channels, classes, pixels, labels, groups: new Uint8Array(samples) };
}

/** The files of a tar archive (POSIX ustar) by name. */
function untar(archive: Buffer): Map<string, Buffer> {
  const block = 512;
  const members = new Map<string, Buffer>();
  for (let at = 0; at + block <= archive.length && archive[at] !== 0; ) {
    const text = (from: number, to: number) => archive.toString('latin1', at + from, at + to).split('\0')[0];
    const size = Number.parseInt(text(124, 136), 8);
    const whole = Number.isInteger(size) && at + block + size <= archive.length;
    if (text(257, 262) !== 'ustar' || !whole) {
      const rule = 'must be a whole tar archive';
      throw new BadInput({ field: 'CIFAR archive', rule, value: text(0, 100), remedy: 'Get it again.' });
    }
    members.set(text(0, 100).replace(/^\.\//, ''), archive.subarray(at + block, at + block + size));
    at += block + Math.ceil(size / block) * block;
  }
  return members;
}
