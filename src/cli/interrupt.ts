/** Exit code of what Ctrl-C stopped, by convention 128 + SIGINT. */
export const interrupted = 130;

/**
 * A signal that Ctrl-C (or SIGTERM) aborts; a second one ends the process at once. `release` when done: Ctrl-C is as
 * before then.
 */
export function interruptible(): { signal: AbortSignal; release(): void } {
  const abort = new AbortController();
  const stop = () => {
    if (abort.signal.aborted) process.exit(interrupted);
    abort.abort();
  };
  // Not `once`: signal-exit, which log-update and write-file-atomic bring along, kills where nobody else listens.
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const name of signals) process.on(name, stop);
  const release = () => {
    for (const name of signals) process.off(name, stop);
  };
  return { signal: abort.signal, release };
}
