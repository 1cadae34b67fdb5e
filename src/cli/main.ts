import { Console } from 'node:console';
import { run } from './program.ts';

// A reader that has left (`lemmata list | head`) ends the output, not the run.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
// What a claim prints is not what a command found.
globalThis.console = new Console(process.stderr, process.stderr);
process.exitCode = await run(process.argv.slice(2));
