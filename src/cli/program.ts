import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { profiles } from '../claim/claim.ts';
import { defaultOptions } from '../claim/options.ts';
import { engineNames } from '../engines/select.ts';
import { BadInput } from '../errors.ts';

const badUse = 2;
/** As in sysexits.h: a defect of Lemmata itself, which is not a failed gate. */
const broken = 70;

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

/** Runs a command line (without node and script). @returns the exit code; problems go to stderr. */
export async function run(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  // Each command loads what it needs when it runs: what draws pages costs more than most commands do.
  const program = new Command('lemmata')
    .description('Verifies the lemmas and theorems of papers by running them.')
    .version(version)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .option('--claims <folder>', 'folder of the claims', 'claims')
    .option('--json', 'JSON on stdout and nothing else there')
    .option('--quiet', 'only problems and the exit code')
    .addHelpText(
      'after',
      '\nExit codes: 0 the gate passed, 1 it failed, 2 bad use, 70 a defect of Lemmata, 130 interrupted.',
    );

  const withRun = (command: Command): Command =>
    command
      .option('--profile <name>', `size of the regimes: ${profiles.join(', ')}`, defaultOptions.profile)
      .option('--engine <name>', `what trains: ${engineNames.join(', ')}`, defaultOptions.engine)
      .option('--seed <seed>', 'root of every seed', defaultOptions.seed)
      .option('--data <folder>', 'folder of the image sets that you supply (default: LEMMATA_DATA)', useData);
  const withOut = (command: Command): Command => command.option('--out <folder>', 'folder of the records', 'reports');
  const withBaseline = (command: Command): Command =>
    command.option('--baseline <run>', 'folder or run.json of an earlier run: the summary tells what moved since');

  withBaseline(withOut(withRun(program.command('verify'))))
    .description('run claims and their controls, write the records and print the matrix')
    .argument('[filter...]', 'parts of claim names, e.g. lemma-4-6 or igr-momentum/')
    .option('--shard <k/n>', 'only the k-th of n parts of the claims; `report --merge` joins them')
    .option('--resume', 'keep the finished records of an interrupted run')
    .option('--workers <count>', 'worker processes (default: one per core)')
    .option('--no-cache', 'train everything anew, in a cache of this run alone')
    .action(async (filters: string[], _flags, command: Command) => {
      const { verify } = await import('./verify.ts');
      exitCode = await verify(filters, command.optsWithGlobals());
    });

  program
    .command('list')
    .description('list the claims by paper')
    .argument('[filter...]', 'parts of claim names')
    .action(async (filters: string[], _flags, command: Command) => {
      const { list } = await import('./list.ts');
      await list(filters, command.optsWithGlobals());
    });

  withOut(program.command('show'))
    .description('show a claim: statement, regime, last record')
    .argument('<id>', 'name of one claim')
    .action(async (id: string, _flags, command: Command) => {
      const { show } = await import('./show.ts');
      await show(id, command.optsWithGlobals());
    });

  withRun(program.command('replay'))
    .description('run one claim again, or look at one of its trials, without the cache')
    .argument('<id>', 'name of one claim')
    .option('--trial <k>', 'print what this trial observes')
    .option('--control <name>', 'in this control instead of the statement')
    .action(async (id: string, _flags, command: Command) => {
      const { replay } = await import('./replay.ts');
      exitCode = await replay(id, command.optsWithGlobals());
    });

  withOut(withRun(program.command('map')))
    .description('decide claims over grids of two parameters of their regimes, and draw where the verdicts change')
    .argument('[filter...]', 'the claims whose own maps are drawn; with --x and --y the name of one claim')
    .option('--x <axis>', 'key:from:to:count[:log|:log1m]; log1m is logarithmic in 1 - value')
    .option('--y <axis>', 'the same of another parameter')
    .option('--trials <count>', 'trials per point (default: those of the map or the profile)')
    .action(async (filters: string[], _flags, command: Command) => {
      const { map } = await import('./map.ts');
      exitCode = await map(filters, command.optsWithGlobals());
    });

  program
    .command('doctor')
    .description('say which engines and devices are here, and why others are not')
    .action(async (_flags, command: Command) => {
      const { doctor } = await import('./doctor.ts');
      await doctor(command.optsWithGlobals());
    });

  withBaseline(withOut(program.command('report')))
    .description('write every report of the last run again from its records, or join the parts of a sharded run')
    .option('--merge <folder...>', 'folders of the parts; the whole goes to --out')
    .option('--format <name>', 'what to print: terminal, markdown, junit or json', 'terminal')
    .action(async (_flags, command: Command) => {
      const { report } = await import('./report.ts');
      exitCode = await report(command.optsWithGlobals());
    });

  program
    .command('diff')
    .description('tell what moved between two runs: gates, verdicts, intervals, times; exit 1 where a gate got worse')
    .argument('<run-a>', 'folder or run.json of the earlier run')
    .argument('<run-b>', 'the same of the later one')
    .option('--markdown', 'print it as Markdown')
    .action(async (before: string, after: string, _flags, command: Command) => {
      const { diff } = await import('./diff.ts');
      exitCode = diff(before, after, command.optsWithGlobals());
    });

  program
    .command('cache')
    .description('the trained trajectories that claims share')
    .command('clear')
    .description('remove them all')
    .action(async (_flags, command: Command) => {
      const { clear } = await import('./doctor.ts');
      clear(command.optsWithGlobals());
    });

  program.command('worker', { hidden: true }).action(async () => {
    const { work } = await import('./worker.ts');
    work();
  });

  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : badUse;
    if (error instanceof BadInput) {
      process.stderr.write(`lemmata: ${error.message}\n`);
      return badUse;
    }
    process.stderr.write(`lemmata broke: ${error instanceof Error ? error.stack : String(error)}\n`);
    return broken;
  }
  return exitCode;
}

/** The environment carries the folder to the workers, and to vitest. @throws BadInput if it is not there. */
function useData(folder: string): string {
  if (!existsSync(folder)) {
    const remedy = 'Nothing is downloaded: put the files there yourself.';
    throw new BadInput({ field: '--data', rule: 'must be a folder that is there', value: folder, remedy });
  }
  process.env.LEMMATA_DATA = resolve(folder);
  return folder;
}
