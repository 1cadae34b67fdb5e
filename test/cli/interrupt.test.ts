import { afterEach, expect, test, vi } from 'vitest';
import { interruptible } from '../../src/cli/interrupt.ts';

afterEach(() => void vi.restoreAllMocks());

test.each(['SIGINT', 'SIGTERM'] as const)('%s aborts, is listened to still, and the second one exits', (name) => {
  const before = process.listenerCount(name);
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  const { signal, release } = interruptible();
  expect(signal.aborted).toBe(false);
  process.emit(name);
  expect(signal.aborted).toBe(true);
  // signal-exit kills the process where it finds that nobody else listens.
  expect(process.listenerCount(name)).toBe(before + 1);
  expect(exit).not.toHaveBeenCalled();
  process.emit(name);
  expect(exit).toHaveBeenCalledWith(130);
  release();
  expect(process.listenerCount(name)).toBe(before);
});
