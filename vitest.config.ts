import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  resolve: { alias: { lemmata: path('src/index.ts') } },
  test: {
    // Dawn and TensorFlow's native addon break in worker threads.
    pool: 'forks',
    // Vitest leaves one core free; claims are all arithmetic.
    maxWorkers: availableParallelism(),
    // Files share what they import, most of a second each.
    isolate: false,
    globalSetup: path('test/temporary.ts'),
    reporters: ['default', path('src/cli/vitest-reporter.ts')],
    projects: [
      {
        extends: true,
        test: {
          name: 'claims',
          include: ['claims/**/*.claim.ts'],
          runner: path('src/cli/vitest-runner.ts'),
        },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/calibration/**', 'test/contract/**', 'test/browser/**', 'test/cli/**'],
          testTimeout: 30_000,
        },
      },
      // These replace modules.
      { extends: true, test: { name: 'cli', include: ['test/cli/**/*.test.ts'], isolate: true, testTimeout: 30_000 } },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 60_000 } },
      { extends: true, test: { name: 'contract', include: ['test/contract/**/*.test.ts'], testTimeout: 60_000 } },
      {
        extends: true,
        test: { name: 'calibration', include: ['test/calibration/**/*.test.ts'], testTimeout: 120_000 },
      },
    ],
  },
});
