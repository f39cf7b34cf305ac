import { Command, CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import {
  type Environment,
  environmentHelp,
  type Flags,
  readSettings,
  type Settings,
  settingOptions,
} from '../config.ts';
import { StartError } from '../start-error.ts';

/** What a verb does; the exit status, when it is not 0. */
type Verb = (settings: Settings, flags: Flags) => Promise<number | undefined>;

/** Runs one verb of the command line; returns the exit status. */
export async function run(argv: string[], env: Environment): Promise<number> {
  const program = new Command('koli')
    .description(manifest.description)
    .version(manifest.version)
    .showHelpAfterError('(--help tells what koli understands)')
    .exitOverride();
  let status = 0;
  const withSettings = (name: string, description: string, verb: Verb) => {
    const command = program.command(name).description(description).addHelpText('after', `\n${environmentHelp()}`);
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
  program
    .command('webhooks')
    .description('look at webhook receivers')
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
  try {
    await program.parseAsync(argv);
    return status;
  } catch (error) {
    return failed(error);
  }
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
function failed(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode;
  if (error instanceof Mistakes) for (const sentence of error.sentences) console.error(`koli: ${sentence}`);
  else if (error instanceof StartError) console.error(`koli: ${error.message}`);
  else console.error(error);
  return 1;
}
