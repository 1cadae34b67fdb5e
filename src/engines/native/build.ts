import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadInput } from '../../errors.ts';
import { backends } from '../backends.ts';
import { addonOf, noteOf, packageFolder, tensorflowPackage } from './tensorflow.ts';

// `npm run native:build`: the addon of @tensorflow/tfjs-node-gpu from source, where its own download cannot be reached,
// against the C library and headers that the tensorflow-cpu wheel on PyPI carries. docs/native.md says more.

const wheel = {
  requirement: 'tensorflow-cpu==2.21.0',
  python: '3.11',
  platform: 'manylinux_2_27_x86_64',
  sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
  members: [
    'libtensorflow_',
    ...['tensorflow/c', 'tensorflow/core/platform', 'tsl', 'xla/tsl/c'].map((name) => `include/${name}/`),
  ],
};
const unzip = `
import sys, zipfile
wheel = zipfile.ZipFile(sys.argv[1])
wanted = tuple('tensorflow/' + name for name in sys.argv[3:])
wheel.extractall(sys.argv[2], [name for name in wheel.namelist() if name.startswith(wanted)])`;

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../../..', import.meta.url));
const elsewhere = 'Everything but the backend `tensorflow` works without it.';

/** Runs a command to its end and throws what it said last, or `otherwise`, made of that. */
function run(command: string, args: readonly string[], otherwise: (said: string) => Error): void {
  try {
    execFileSync(command, args, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    const lines = (stderr || message).trim().split('\n');
    throw otherwise((lines.find((line) => /error/i.test(line)) ?? lines.at(-1)!).trim());
  }
}

/** @throws BadInput on a platform, or without a tool, that the build needs. */
function checkMachine(): void {
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  const value = `${process.platform}-${process.arch}${header.glibcVersionRuntime ? '-glibc' : ''}`;
  if (value !== 'linux-x64-glibc') {
    throw new BadInput({ field: 'platform', rule: 'must be linux-x64-glibc', value, remedy: elsewhere });
  }
  const tools = [
    ['g++', ['--version'], 'g++'],
    ['python3', ['-m', 'pip', '--version'], 'python3-pip'],
  ] as const;
  for (const [command, args, debian] of tools) {
    const remedy = `Install it (on Debian: apt-get install ${debian}). ${elsewhere}`;
    run(command, args, (value) => new BadInput({ field: debian, rule: 'must be installed', value, remedy }));
  }
}

function unreachable(field: string, registry: string) {
  const remedy = `See whether ${registry} can be reached, and try again. ${elsewhere}`;
  return (value: string) => new BadInput({ field, rule: `must come from ${registry}`, value, remedy });
}

/** The package's folder: from npm at the lock file's version, without the install script that would download. */
function fetchPackage(): string {
  if (!packageFolder()) {
    say(`fetching ${tensorflowPackage} from npm`);
    const args = ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund'];
    run('npm', args, unreachable(tensorflowPackage, 'npm'));
  }
  return packageFolder()!;
}

/** The wheel, verified, in an empty folder. */
function fetchWheel(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  say(`fetching ${wheel.requirement} (274 MB) from PyPI, through pip`);
  const which = [
    '--no-deps',
    '--only-binary=:all:',
    `--python-version=${wheel.python}`,
    `--platform=${wheel.platform}`,
  ];
  const args = ['-m', 'pip', 'download', ...which, '--dest', folder, wheel.requirement];
  run('python3', args, unreachable(wheel.requirement, 'PyPI'));
  const file = join(folder, readdirSync(folder)[0]);
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (sha256 !== wheel.sha256) throw new Error(`${file} has the digest ${sha256}, not ${wheel.sha256}`);
  return file;
}

function compile(folder: string, library: string): void {
  say('compiling the addon');
  const addon = addonOf(folder);
  const flags = ['-std=c++17', '-O2', '-fPIC', '-shared', '-DNAPI_VERSION=8'];
  const headers = [
    join(dirname(require.resolve('node-api-headers/package.json')), 'include'),
    join(library, 'include'),
  ];
  const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(folder, 'binding', name));
  const libraries = ['-L', library, '-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2'];
  const seek = `-Wl,-rpath,$ORIGIN/${relative(dirname(addon), library)}`;
  const include = headers.flatMap((path) => ['-I', path]);
  // Written aside, so that an addon is never half there.
  run('g++', [...flags, ...include, ...sources, ...libraries, seek, '-o', `${addon}.part`], (said) => new Error(said));
  renameSync(`${addon}.part`, addon);
}

function say(what: string): void {
  process.stdout.write(`native:build: ${what}\n`);
}

/** Builds the addon, unless one that works is there: the package's own, or one of this very build. */
async function build(): Promise<void> {
  const digest = createHash('sha256')
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest('hex');
  const there = packageFolder();
  const builtBy = there && existsSync(noteOf(there)) ? readFileSync(noteOf(there), 'utf8') : digest;
  if (builtBy === digest) {
    const found = await backends.tensorflow.probe();
    if (found.available) return say(`nothing to do: ${found.device}`);
  }
  checkMachine();
  const folder = fetchPackage();
  const download = join(folder, 'download');
  const library = join(folder, 'deps');
  const file = fetchWheel(download);
  for (const old of [library, dirname(addonOf(folder))]) rmSync(old, { recursive: true, force: true });
  say('unpacking its C library and headers (850 MB)');
  run('python3', ['-c', unzip, file, library, ...wheel.members], (said) => new Error(said));
  rmSync(download, { recursive: true });
  mkdirSync(dirname(addonOf(folder)), { recursive: true });
  writeFileSync(noteOf(folder), digest);
  compile(folder, join(library, 'tensorflow'));
  const built = await backends.tensorflow.probe();
  if (!built.available) throw new Error(`the addon is built, but does not start: ${built.reason}`);
  say(`done: ${built.device}`);
}

try {
  await build();
} catch (error) {
  process.stderr.write(`native:build: ${(error as Error).message}\n`);
  process.exitCode = error instanceof BadInput ? 2 : 1;
}
