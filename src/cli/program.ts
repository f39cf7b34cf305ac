import { Command, CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import {
  allGroups,
  type Environment,
  environmentHelp,
  type Flags,
  readSettings,
  type Settings,
  settingOptions,
} from '../app/config.ts';
import type { SettingGroup } from '../app/settings.ts';
import { typed } from '../assets/assets.ts';
import { StartError } from '../core/errors/start-error.ts';
import { processTerminal, type Terminal } from './terminal.ts';
import { type Verb, verbs } from './verbs.ts';

/** Runs the verb that was typed. Returns the exit status. */
export async function run(argv: string[], env: Environment, terminal: Terminal = processTerminal): Promise<number> {
  const program = new CommandLine(env, terminal);
  try {
    await program.command.parseAsync(withVerb(argv));
    return program.status;
  } catch (error) {
    return failed(error, terminal);
  }
}

/** A mistake of the user is one sentence. Everything else is a bug of koli and shows its stack. */
function failed(error: unknown, { note }: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode;
  if (error instanceof Mistakes) for (const sentence of error.sentences) note(`koli: ${sentence}`);
  else if (error instanceof StartError) note(`koli: ${error.message}`);
  else console.error(error);
  return 1;
}

/** Options of the program itself. */
const program_options = ['-h', '--help', '-V', '--version'];

/** Without a verb, koli starts the service. */
function withVerb([node = '', program = '', first, ...rest]: string[]): string[] {
  if (first === undefined) return [node, program, 'serve'];
  const serves = first.startsWith('-') && !program_options.includes(first);
  return [node, program, ...(serves ? ['serve'] : []), first, ...rest];
}

class Mistakes extends Error {
  readonly sentences: string[];
  constructor(sentences: string[]) {
    super(sentences.join('\n'));
    this.sentences = sentences;
  }
}

const learn_text = `
First steps, with a running sandbox (${typed.start}):
  koli order --line MUG=3        create an order and print its package id
  koli cancel <package> 1=1      cancel one unit of its first line
  koli package <package>         show what happened to it
  koli listen                    in another terminal: print every event
  koli clock advance 3h          move the clock by three hours
  koli reset                     start again

koli <command> --help describes a command. Commands call --url, KOLI_URL or http://127.0.0.1:4000.
Exit status: 0 done, 1 refused or wrong arguments, 2 no answer.`;

/** Options of every verb that calls a running koli. */
const everywhere = [
  ['--json', 'print the whole answer as JSON'],
  ['--url <url>', 'address of koli (KOLI_URL, http://127.0.0.1:4000)'],
  ['--token <token>', "operator token (KOLI_OPERATOR_TOKEN, the sandbox's)"],
  ['--seller <id>', 'the seller (2738)'],
  ['--key <key:secret>', "the seller's key (KOLI_SELLER_KEY, the sandbox's)"],
] as const;

/** The verbs that work on a database. They are loaded when they are used, so that help and small verbs start quickly. */
type ServiceVerb = {
  name: string;
  says: string;
  groups: readonly SettingGroup[];
  json?: true;
  run(settings: Settings, flags: Flags): Promise<number>;
};

const service: readonly ServiceVerb[] = [
  {
    name: 'serve',
    says: 'start koli',
    groups: allGroups,
    run: async (settings) => {
      const files = (await import('./early.ts')).openEarly(settings);
      return (await import('./serve.ts')).serveVerb(settings, files);
    },
  },
  {
    name: 'migrate',
    says: 'update the database to the schema of this koli',
    groups: ['Database'],
    run: async (settings) => (await import('./migrate.ts')).migrateVerb(settings),
  },
  {
    name: 'reseal',
    says: 'encrypt all secrets with the newest KOLI_SECRET_KEY; exit status 1 if one cannot be decrypted',
    groups: ['Database', 'Secrets'],
    run: async (settings) => (await import('./reseal.ts')).resealVerb(settings),
  },
  {
    name: 'verify',
    says: 'check the whole database against the laws; exit status 1 if one is broken',
    groups: ['Database'],
    json: true,
    run: async (settings, flags) =>
      (await import('./verify.ts')).verifyVerb(settings, { json: flags['json'] === true }),
  },
];

/** The command line as Commander knows it. */
class CommandLine {
  readonly command: Command;
  /** The exit status of the verb that ran. */
  status = 0;
  readonly #env: Environment;
  readonly #terminal: Terminal;

  constructor(env: Environment, terminal: Terminal) {
    this.#env = env;
    this.#terminal = terminal;
    this.command = new Command('koli')
      .description(manifest.description)
      .version(manifest.version)
      .showHelpAfterError('(koli --help lists the commands)')
      .enablePositionalOptions()
      .configureOutput({
        writeOut: (text) => terminal.out(text.trimEnd()),
        writeErr: (text) => terminal.note(text.trimEnd()),
        outputError: (text, write) => write(text.replace(/^error: /, 'koli: ')),
      })
      .addHelpText('after', learn_text)
      .exitOverride();
    for (const verb of service) this.#addService(verb);
    for (const [group, rows] of Object.entries(verbs)) for (const verb of rows) this.#addVerb(group, verb);
    this.#commandOf(['seller']).description('create and delete sellers');
    this.#commandOf(['scenario']).description('run scripted stories of packages and check their outcome');
    this.#addCheck();
    for (const one of this.command.commands) if (one.commands.length > 0) one.allowExcessArguments();
  }

  #addService({ name, says, groups, json, run }: ServiceVerb): void {
    const command = this.command
      .command(name)
      .helpGroup('The service:')
      .description(says)
      .addHelpText('after', `\n${environmentHelp(groups)}`);
    for (const { flags, description } of settingOptions(groups)) command.option(flags, description);
    if (json) command.option('--json', 'print the result as JSON');
    command.action(async (flags: Flags) => {
      this.status = await run(settingsFor(this.#env, flags), flags);
    });
  }

  /** A verb of several words is a command below that of its first word. */
  #addVerb(group: string, verb: Verb): void {
    const words = verb.words.split(' ');
    const names = words.filter((word) => /^[a-z]/.test(word));
    const command = this.#commandOf(names).description(verb.says);
    this.#commandOf(names.slice(0, 1)).helpGroup(group);
    for (const word of words.slice(names.length)) command.argument(word);
    for (const [flags, says] of [...(verb.options ?? []), ...everywhere]) command.option(flags, says);
    const examples = verb.examples?.map((example) => `  koli ${example}`) ?? [];
    if (examples.length > 0) command.addHelpText('after', `\nExamples:\n${examples.join('\n')}`);
    command.action(async () => {
      if (command.commands.length > 0) refuseWords(command);
      const { runVerb: work } = await import('./koli.ts');
      const flags = command.optsWithGlobals<Flags>();
      this.status = await work(await verb.load(), command.args, flags, this.#env, this.#terminal);
    });
  }

  #addCheck(): void {
    this.#commandOf(['webhooks'])
      .command('check <url>')
      .description('test a webhook receiver; exit status 1 if a case fails, 2 without an answer')
      .option('--basic <user:password>', 'send Basic credentials')
      .option('--api-key <key>', 'send this x-api-key; without either, an invented key')
      .option('--secret <whsec_…>', "the receiver's signing secret: sign the calls, and try wrong signatures")
      .option('--seller <id>', 'the seller of the packages')
      .option('--strict', 'exit status 1 for warnings too')
      .option('--json', 'print the report as JSON')
      .addHelpText(
        'after',
        '\nKOLI_WEBHOOK_TIMEOUT_MS, KOLI_WEBHOOK_ALLOW_HTTP and KOLI_WEBHOOK_ALLOWED_NETWORKS apply here too.',
      )
      .action(async (url: string, flags: Flags) => {
        const { checkReceiverVerb } = await import('./check-receiver.ts');
        this.status = await checkReceiverVerb(url, settingsFor(this.#env, {}), flags);
      });
  }

  /** The command with these names; missing ones are added. */
  #commandOf(names: string[]): Command {
    return names.reduce(
      (parent, name) => parent.commands.find((one) => one.name() === name) ?? parent.command(name),
      this.command,
    );
  }
}

/** Some commands have both an action and commands below them. Any other word is unknown, not one argument too many. */
function refuseWords(group: Command): void {
  const below = group.commands.map((command) => command.name()).join(', ');
  if (group.args.length > 0) group.error(`error: unknown command '${group.name()} ${group.args[0]}': use ${below}`);
}

function settingsFor(env: Environment, flags: Flags): Settings {
  const result = readSettings(env, flags);
  if ('mistakes' in result) throw new Mistakes(result.mistakes);
  return result.settings;
}
