import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { distributions, readCifar, readIdx, readUserSet } from '../../../src/data/images/user-files.ts';
import { BadInput, NoData } from '../../../src/errors.ts';
import { folder } from '../../folder.ts';

const header = (...numbers: number[]) => {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, k) => {
    bytes.writeUInt32BE(number, 4 * k);
  });
  return bytes;
};
const pictures = (n: number) =>
  Buffer.concat([header(0x803, n, 2, 3), Buffer.from(Array.from({ length: 6 * n }, (_, k) => (k % 6) * 51))]);
const labels = (...digits: number[]) => Buffer.concat([header(0x801, digits.length), Buffer.from(digits)]);

/** One file of a ustar archive. */
function member(name: string, bytes: Buffer): Buffer {
  const head = Buffer.alloc(512);
  head.write(name, 0, 'latin1');
  head.write(bytes.length.toString(8).padStart(11, '0'), 124, 'latin1');
  head.write('ustar', 257, 'latin1');
  return Buffer.concat([head, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}
/** A CIFAR record whose red, green and blue planes count up from 0, 1 and 2. */
const record = (...lead: number[]) =>
  Buffer.concat([
    Buffer.from(lead),
    ...[0, 1, 2].map((c) => Buffer.from(Array.from({ length: 1024 }, (_, k) => (k + c) % 256))),
  ]);
const cifar10 = Buffer.concat([
  ...[1, 2, 3, 4, 5].map((k) => member(`cifar-10-batches-bin/data_batch_${k}.bin`, record(k))),
  member('cifar-10-batches-bin/test_batch.bin', Buffer.concat([record(7), record(9)])),
  Buffer.alloc(1024),
]);
const batches = [1, 2, 3, 4, 5].map((k) => `cifar-10-batches-bin/data_batch_${k}.bin`);

describe('MNIST', () => {
  test('pixels are scaled and padded, labels kept', () => {
    const set = readIdx(['images', pictures(2)], ['labels', labels(3, 9)], 1);
    expect(set).toMatchObject({ samples: 2, height: 4, width: 5, channels: 1, classes: 10 });
    const rounded = [...set.pixels].map((value) => Number(value.toFixed(6)));
    expect(rounded.slice(0, 20)).toEqual([0, 0, 0, 0, 0, 0, 0, 0.2, 0.4, 0, 0, 0.6, 0.8, 1, 0, 0, 0, 0, 0, 0]);
    expect([...set.labels]).toEqual([3, 9]);
  });

  test.each([
    ['another magic number', pictures(1).fill(1, 3, 4), labels(1), /images: must begin with the magic number 2051/],
    ['a torn file', pictures(2).subarray(0, 20), labels(1, 2), /images: must hold 28 bytes; got 20/],
    ['a missing label', pictures(2), labels(1), /labels: must hold 2 labels, as there are pictures; got 1/],
    ['a label past 9', pictures(1), labels(10), /labels: must hold labels from 0 to 9/],
  ])('%s is named', (_, images, digits, message) => {
    const read = () => readIdx(['images', images], ['labels', digits]);
    expect(read).toThrow(BadInput);
    expect(read).toThrow(message);
  });
});

describe('CIFAR', () => {
  test('the planes of a record become the channels of a picture', () => {
    const { train, test: held } = readCifar(cifar10, batches, 'cifar-10-batches-bin/test_batch.bin', 10);
    expect(train).toMatchObject({ samples: 5, height: 32, width: 32, channels: 3, classes: 10 });
    expect([[...train.labels], [...held.labels]]).toEqual([
      [1, 2, 3, 4, 5],
      [7, 9],
    ]);
    // Pixel 33 of the second test picture: row 1, column 1.
    const at = (1024 + 33) * 3;
    expect([...held.pixels.subarray(at, at + 3)].map((value) => Math.round(value * 255))).toEqual([33, 34, 35]);
  });

  test('CIFAR-100 takes the fine label', () => {
    const archive = Buffer.concat([
      member('cifar-100-binary/train.bin', record(4, 77)),
      member('cifar-100-binary/test.bin', record(0, 99)),
    ]);
    const { train, test: held } = readCifar(archive, ['cifar-100-binary/train.bin'], 'cifar-100-binary/test.bin', 100);
    expect([train.labels[0], held.labels[0]]).toEqual([77, 99]);
  });

  test.each([
    [
      'a missing member',
      member('readme', Buffer.alloc(3)),
      /must hold cifar-10-batches-bin\/data_batch_1.bin; got \["readme"\]/,
    ],
    [
      'half a record',
      member(batches[0], Buffer.alloc(3000)),
      /data_batch_1.bin: must hold whole records of 3073 bytes; got 3000/,
    ],
    ['a label past 9', member(batches[0], record(10)), /data_batch_1.bin: must hold labels below 10; got 10/],
    ['a torn archive', cifar10.subarray(0, 2000), /must be a whole tar archive/],
  ])('%s is named', (_, archive, message) => {
    expect(() => readCifar(archive, [batches[0]], batches[0], 10)).toThrow(message);
  });
});

describe("the user's folder", () => {
  const files = Object.entries({
    'train-images-idx3-ubyte.gz': gzipSync(pictures(3)),
    'train-labels-idx1-ubyte.gz': gzipSync(labels(1, 2, 3)),
    't10k-images-idx3-ubyte.gz': gzipSync(pictures(1)),
    't10k-labels-idx1-ubyte.gz': gzipSync(labels(4)),
  });
  const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');
  const tiny = { ...distributions.mnist, files: Object.fromEntries(files.map(([name, bytes]) => [name, md5(bytes)])) };
  const filled = () => {
    const path = folder();
    for (const [name, bytes] of files) writeFileSync(join(path, name), bytes);
    return path;
  };

  test('is read whole', () => {
    const { train, test: held } = readUserSet('mnist', filled(), tiny);
    expect([train.samples, train.height, held.samples, held.labels[0]]).toEqual([3, 6, 1, 4]);
  });

  test('without the files there is no data, and how to get them', () => {
    const read = (folder?: string) => () => readUserSet('cifar-10', folder);
    expect(read()).toThrow(NoData);
    expect(read()).toThrow(
      /no data: cifar-10-binary.tar.gz \(no folder was given\).*cs.toronto.edu.*--data or LEMMATA_DATA/,
    );
    expect(read('/nowhere')).toThrow(/not in \/nowhere/);
  });

  test('a file that its authors did not distribute is named with both checksums', () => {
    const folder = filled();
    const read = () => readUserSet('mnist', folder);
    expect(read).toThrow(BadInput);
    const [name, bytes] = files[0];
    expect(read).toThrow(
      `${join(folder, name)}: must have the MD5 ${distributions.mnist.files[name]}; got "${md5(bytes)}"`,
    );
  });
});
