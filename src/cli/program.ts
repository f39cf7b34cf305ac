import { Command, CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import {
  type Environment,
  environmentHelp,
  type Flags,
  readSettings,
  type Settings,
  settingOptions,
} from '../app/config.ts';
import { typed } from '../assets/assets.ts';
import { StartError } from '../core/start-error.ts';
import { processTerminal, type Terminal } from './terminal.ts';
import { type Verb as RemoteVerb, verbs } from './verbs.ts';

/** What a verb does; the exit status, when it is not 0. */
type Verb = (settings: Settings, flags: Flags) => Promise<number | undefined>;

/** Runs one verb of the command line; returns the exit status. */
export async function run(argv: string[], env: Environment, terminal: Terminal = processTerminal): Promise<number> {
  const program = new Command('koli')
    .description(manifest.description)
    .version(manifest.version)
    .showHelpAfterError('(--help tells what koli understands)')
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
    })
    .addHelpText('after', learn)
    .exitOverride();
  let status = 0;
  const withSettings = (name: string, description: string, verb: Verb) => {
    const command = program
      .command(name)
      .helpGroup('The service:')
      .description(description)
      .addHelpText('after', `\n${environmentHelp()}`);
    for (const option of settingOptions()) command.option(option.flags, option.description);
    command.action(async (flags: Flags) => {
      status = (await verb(settingsOf(env, flags), flags)) ?? 0;
    });
    return command;
  };
  // A verb is loaded when it is asked for: help and small verbs need not wait for the whole service.
  withSettings('serve', 'start the service, and with it the webhooks', async (settings) => {
    const { serveVerb } = await import('./serve.ts');
    await serveVerb(settings);
  });
  withSettings('migrate', 'bring the database to the schema of this koli', async (settings) => {
    const { migrateVerb } = await import('./migrate.ts');
    await migrateVerb(settings);
  });
  withSettings(
    'reseal',
    'seal all secrets with the newest KOLI_SECRET_KEY; exit status 1 when one does not open',
    async (settings) => {
      const { resealVerb } = await import('./reseal.ts');
      return resealVerb(settings);
    },
  );
  withSettings(
    'verify',
    'hold every order and package against the laws; exit status 1 when one is broken',
    async (settings, flags) => {
      const { verifyVerb } = await import('./verify.ts');
      return verifyVerb(settings, { json: flags['json'] === true });
    },
  ).option('--json', 'the whole answer as JSON');
  for (const [group, rows] of Object.entries(verbs))
    for (const verb of rows)
      addVerb(program, group, verb, async (words, flags) => {
        const { work } = await import('./koli.ts');
        status = await work(await verb.load(), words, flags, env, terminal);
      });
  commandOf(program, ['seller']).description('make and delete sellers');
  commandOf(program, ['scenario']).description('play stories of packages, and see that they end as they should');
  commandOf(program, ['webhooks'])
    .command('check <url>')
    .description('send a receiver everything that it may meet; exit status 1 when a case fails, 2 when nobody answers')
    .option('--basic <user:password>', 'sign in with Basic')
    .option('--api-key <key>', 'sign in with x-api-key; without either, a key that is made up')
    .option('--secret <whsec_…>', "the receiver's signing secret: calls are signed, and wrong signatures tried")
    .option('--seller <id>', 'the seller that the packages are of')
    .option('--strict', 'exit status 1 for warnings, too')
    .option('--json', 'the report as JSON')
    .addHelpText(
      'after',
      '\nKOLI_WEBHOOK_TIMEOUT_MS, KOLI_WEBHOOK_ALLOW_HTTP and KOLI_WEBHOOK_ALLOWED_NETWORKS hold here as well.',
    )
    .action(async (url: string, flags: Flags) => {
      const { checkReceiverVerb } = await import('./check-receiver.ts');
      status = await checkReceiverVerb(url, settingsOf(env, {}), flags);
    });
  for (const command of program.commands) if (command.commands.length > 0) command.allowExcessArguments();
  try {
    await program.parseAsync(withVerb(argv));
    return status;
  } catch (error) {
    return failed(error, terminal);
  }
}

const learn = `
A first walk, with a sandbox that runs (${typed.start}):
  koli order --line MUG=3        an order, and its package id
  koli cancel <package> 1=1      one unit of its first line cannot be supplied
  koli package <package>         what became of it
  koli listen                    in another terminal: every event as it happens
  koli clock advance 3h          three hours later
  koli reset                     as if nothing had happened

koli <verb> --help tells more of each. Verbs talk to --url, KOLI_URL or http://127.0.0.1:4000.
Exit status: 0 done, 1 refused or mistaken, 2 nobody answers.`;

/** Of these alone the program itself speaks. */
const about = ['-h', '--help', '-V', '--version'];

/** `koli` alone, or with options, starts the service. */
function withVerb([node = '', program = '', first, ...rest]: string[]): string[] {
  if (first === undefined) return [node, program, 'serve'];
  const serves = first.startsWith('-') && !about.includes(first);
  return [node, program, ...(serves ? ['serve'] : []), first, ...rest];
}

type Done = (words: string[], flags: Flags) => Promise<void>;

/** A verb of several words hangs below the verb of its first ones. */
function addVerb(program: Command, group: string, verb: RemoteVerb, done: Done): void {
  const words = verb.words.split(' ');
  const names = words.filter((word) => /^[a-z]/.test(word));
  const command = commandOf(program, names).description(verb.says);
  commandOf(program, names.slice(0, 1)).helpGroup(group);
  for (const word of words.slice(names.length)) command.argument(word);
  for (const [flags, says] of [...(verb.options ?? []), ...everywhere]) command.option(flags, says);
  const examples = verb.examples?.map((example) => `  koli ${example}`) ?? [];
  if (examples.length > 0) command.addHelpText('after', `\nExamples:\n${examples.join('\n')}`);
  command.action(async () => {
    if (command.commands.length > 0) refuseWords(command);
    await done(command.args, command.optsWithGlobals());
  });
}

/** Verbs hang below some verbs that take no words: any other word is one that koli does not know, not one too many. */
function refuseWords(group: Command): void {
  const below = group.commands.map((command) => command.name()).join(', ');
  if (group.args.length > 0) group.error(`error: ${group.name()} knows no '${group.args[0]}': it has ${below}.`);
}

const everywhere = [
  ['--json', 'the whole answer as JSON'],
  ['--url <url>', 'where koli runs (KOLI_URL, http://127.0.0.1:4000)'],
  ['--token <token>', "the operator's (KOLI_OPERATOR_TOKEN, the sandbox's own)"],
  ['--seller <id>', 'whose packages (2738)'],
  ['--key <key:secret>', "the seller's key (KOLI_SELLER_KEY, the sandbox's own)"],
] as const;

/** The command of these names, made with those above it where there is none yet. */
function commandOf(parent: Command, [name, ...rest]: string[]): Command {
  if (name === undefined) return parent;
  const found = parent.commands.find((command) => command.name() === name) ?? parent.command(name);
  return commandOf(found, rest);
}

class Mistakes extends Error {
  readonly sentences: string[];
  constructor(sentences: string[]) {
    super(sentences.join('\n'));
    this.sentences = sentences;
  }
}

function settingsOf(env: Environment, flags: Flags): Settings {
  const result = readSettings(env, flags);
  if ('mistakes' in result) throw new Mistakes(result.mistakes);
  return result.settings;
}

/** What the person can mend is told in a sentence; everything else is our bug and shows where it is. */
function failed(error: unknown, { note }: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode;
  if (error instanceof Mistakes) for (const sentence of error.sentences) note(`koli: ${sentence}`);
  else if (error instanceof StartError) note(`koli: ${error.message}`);
  else console.error(error);
  return 1;
}
