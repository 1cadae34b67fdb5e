import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { profiles } from '../claim/claim.ts';
import { defaultOptions } from '../claim/options.ts';
import { loadClaims } from '../claim/registry.ts';
import { versions } from '../claim/run.ts';
import { cacheSize, clearCache } from '../engines/cache.ts';
import { engineNames, survey } from '../engines/select.ts';
import { BadInput } from '../errors.ts';
import { listing } from './list.ts';
import { map } from './map.ts';
import { replay } from './replay.ts';
import { report, show } from './show.ts';
import { verify } from './verify.ts';
import { work } from './worker.ts';

const badUse = 2;

/** Runs a command line (without node and script). @returns the exit code; problems go to stderr. */
export async function run(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command('lemmata')
    .description('Verifies the lemmas and theorems of papers by running them.')
    .version(versions.lemmata)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .option('--claims <folder>', 'folder of the claims', 'claims')
    .addHelpText('after', '\nExit codes: 0 the gate passed, 1 it failed, 2 bad use, 130 interrupted.');

  const withRun = (command: Command): Command =>
    command
      .option('--profile <name>', `size of the regimes: ${profiles.join(', ')}`, defaultOptions.profile)
      .option('--engine <name>', `what trains: ${engineNames.join(', ')}`, defaultOptions.engine)
      .option('--seed <seed>', 'root of every seed', defaultOptions.seed);

  const withOut = (command: Command): Command => command.option('--out <folder>', 'folder of the records', 'reports');

  withOut(withRun(program.command('verify')))
    .description('run claims and their controls, write the records and print the matrix')
    .argument('[filter...]', 'parts of claim names, e.g. lemma-4-6 or igr-momentum/')
    .option('--json', 'print the run as JSON in place of the matrix')
    .option('--resume', 'keep the finished records of an interrupted run')
    .option('--workers <count>', 'worker processes (default: one per core)')
    .option('--no-cache', 'train everything anew, in a cache of this run alone')
    .action(async (filters: string[], _flags, command: Command) => {
      exitCode = await verify(filters, command.optsWithGlobals());
    });

  program
    .command('list')
    .description('list the claims by paper')
    .argument('[filter...]', 'parts of claim names')
    .action(async (filters: string[], _flags, command: Command) => {
      process.stdout.write(listing(await loadClaims(resolve(command.optsWithGlobals().claims)), filters));
    });

  withOut(program.command('show'))
    .description('show a claim: statement, regime, last record')
    .argument('<id>', 'name of one claim')
    .action(async (id: string, _flags, command: Command) => {
      process.stdout.write(await show(id, command.optsWithGlobals()));
    });

  withRun(program.command('replay'))
    .description('run one claim again, or look at one of its trials, without the cache')
    .argument('<id>', 'name of one claim')
    .option('--trial <k>', 'print what this trial observes')
    .option('--control <name>', 'in this control instead of the statement')
    .action(async (id: string, _flags, command: Command) => {
      exitCode = await replay(id, command.optsWithGlobals());
    });

  withOut(withRun(program.command('map')))
    .description('decide a claim over a grid of two parameters of its regime, and draw where the verdict changes')
    .argument('<id>', 'name of one claim')
    .requiredOption('--x <axis>', 'key:from:to:count[:log]')
    .requiredOption('--y <axis>', 'key:from:to:count[:log]')
    .option('--trials <count>', 'trials at each point (default: those of the profile)')
    .action(async (id: string, _flags, command: Command) => {
      exitCode = await map(id, command.optsWithGlobals());
    });

  program
    .command('doctor')
    .description('say which engines and devices are here, and why others are not')
    .action(async () => {
      for (const { name, available, device, reason } of await survey()) {
        process.stdout.write(`${available ? 'yes' : 'no '}  ${name.padEnd(22)} ${available ? device : reason}\n`);
      }
      const { entries, bytes } = cacheSize(defaultOptions.cache);
      process.stdout.write(
        `cache: ${entries} trajectories, ${(bytes / 2 ** 20).toFixed(1)} MiB in ${defaultOptions.cache}\n`,
      );
    });

  withOut(program.command('report'))
    .description('render the last run again from its record')
    .option('--format <name>', 'terminal, markdown, junit or json', 'terminal')
    .action((_flags, command: Command) => {
      process.stdout.write(report(command.optsWithGlobals()));
    });

  program
    .command('cache')
    .description('the trained trajectories that claims share')
    .command('clear')
    .description('remove them all')
    .action(() => {
      const { entries } = cacheSize(defaultOptions.cache);
      clearCache(defaultOptions.cache);
      process.stdout.write(`removed ${entries} trajectories from ${defaultOptions.cache}\n`);
    });

  program.command('worker', { hidden: true }).action(work);

  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : badUse;
    if (!(error instanceof BadInput)) throw error;
    process.stderr.write(`lemmata: ${error.message}\n`);
    return badUse;
  }
  return exitCode;
}
