/** How a command was told to speak. */
export interface Speech {
  /** Only problems and the exit code. */
  readonly quiet?: boolean;
  /** JSON on stdout, and nothing else there. */
  readonly json?: boolean;
}

/** Prints what a command found on stdout: for machines, for people, or not at all. */
export function tell({ quiet, json }: Speech, found: { text: () => string; json: () => unknown }): void {
  if (json) process.stdout.write(`${JSON.stringify(found.json(), null, 2)}\n`);
  else if (!quiet) process.stdout.write(`${found.text().trimEnd()}\n`);
}

/** Says on stderr what a command is at. */
export function remark({ quiet }: Speech, line: string): void {
  if (!quiet) process.stderr.write(`${line}\n`);
}

/** Colour and width of stdout. */
export function stdoutLook(): { colour: boolean; width: number } {
  const { isTTY, columns } = process.stdout;
  return { colour: isTTY === true && !process.env.NO_COLOR, width: columns ?? 120 };
}
