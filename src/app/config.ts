import { isIP } from 'node:net';
import { defaultLimits, type Limits } from '../core/domain/limits.ts';

/** Where `npm start` encrypts webhook credentials with a key that everybody knows; core mode refuses it. */
export const sandbox_secret_key = Buffer.from('koli-sandbox-key-is-not-a-secret').toString('base64');
export const sandbox_operator_token = 'sandbox-operator';

type Setting = {
  /** Key in `Settings`; `group.key` is a key of a group. */
  name: string;
  env?: string;
  /** Long option of the command line. Secrets have none: a process list shows what was typed. */
  flag?: string;
  kind: keyof Values;
  min?: number;
  max?: number;
  choices?: readonly string[];
  /** Absent: the setting has no value unless one is given. */
  default?: string;
  /** Where core mode differs; `required`: one must be given, and not the sandbox's. */
  core?: string;
  secret?: true;
  description: string;
};

const limit = (name: keyof Limits, max: number, description: string) => ({
  name: `limits.${name}` as const,
  env: `KOLI_LIMIT_${name.toUpperCase()}`,
  kind: 'int' as const,
  min: 1,
  max,
  default: String(defaultLimits[name]),
  description,
});

const list = [
  {
    name: 'port',
    env: 'PORT',
    flag: 'port',
    kind: 'int',
    min: 0,
    max: 65_535,
    default: '4000',
    description: 'port to listen on; 0 takes any free one',
  },
  {
    name: 'host',
    env: 'HOST',
    flag: 'host',
    kind: 'text',
    default: '127.0.0.1',
    description: 'address to listen on; 0.0.0.0 listens on all',
  },
  {
    name: 'mode',
    env: 'KOLI_MODE',
    flag: 'mode',
    kind: 'choice',
    choices: ['sandbox', 'core'],
    default: 'sandbox',
    description: 'sandbox: for tests, with ready sellers and test services; core: for real orders',
  },
  {
    name: 'database_url',
    env: 'DATABASE_URL',
    kind: 'url',
    secret: true,
    description:
      'PostgreSQL 15 or newer, postgres://user:password@host:5432/database; without it the embedded database',
  },
  {
    name: 'data_folder',
    env: 'KOLI_DATA',
    flag: 'data',
    kind: 'text',
    default: './.koli',
    description: 'folder of the embedded database',
  },
  {
    name: 'invoice_folder',
    env: 'KOLI_INVOICE_FOLDER',
    kind: 'text',
    description: 'folder for invoice files, one and the same for all nodes; without it they lie in the database',
  },
  {
    name: 'memory',
    flag: 'memory',
    kind: 'switch',
    default: 'off',
    description: 'keep the embedded database in memory: all is forgotten at the end',
  },
  {
    name: 'from',
    flag: 'from',
    kind: 'text',
    description: 'sandbox only: a file of an export to start a new sandbox from',
  },
  {
    name: 'payment_delay_ms',
    env: 'KOLI_PAYMENT_DELAY_MS',
    kind: 'int',
    min: 0,
    max: 2_592_000_000,
    default: '0',
    description: "sandbox only: time after which the test service's orders are paid, by the sandbox's clock",
  },
  {
    name: 'operator_token',
    env: 'KOLI_OPERATOR_TOKEN',
    kind: 'token',
    min: 16,
    default: sandbox_operator_token,
    core: 'required',
    secret: true,
    description: 'bearer token of the operator API, at least 16 characters',
  },
  {
    name: 'secret_key',
    env: 'KOLI_SECRET_KEY',
    kind: 'key',
    default: sandbox_secret_key,
    core: 'required',
    secret: true,
    description: '32 bytes in base64 or hex that encrypt webhook credentials at rest (openssl rand -base64 32)',
  },
  {
    name: 'previous_secret_keys',
    env: 'KOLI_PREVIOUS_SECRET_KEYS',
    kind: 'keys',
    default: 'none',
    secret: true,
    description:
      'former secret keys, with commas between, that still open what they sealed until `koli reseal` has run',
  },
  {
    name: 'rate_limits',
    env: 'KOLI_RATE_LIMITS',
    flag: 'rate-limits',
    kind: 'switch',
    default: 'on',
    description: "the marketplace's request limits, answered with 429",
  },
  {
    name: 'v1',
    env: 'KOLI_V1',
    kind: 'choice',
    choices: ['on', 'off', 'brownout'],
    default: 'on',
    description: 'the old list GET …/orders: served, unknown (556), or closed (426) at the times of the brown-out',
  },
  {
    name: 'v1_brownout',
    env: 'KOLI_V1_BROWNOUT',
    kind: 'times',
    default: '06:00/10,12:00/10,18:00/10',
    description: 'when a brown-out closes the old list: UTC times of day and minutes, with commas between',
  },
  {
    name: 'write_limit_ms',
    env: 'KOLI_WRITE_LIMIT_MS',
    kind: 'int',
    min: 50,
    max: 5_000,
    default: '5000',
    description: 'a write that takes longer is rolled back (503); followers of the stream count on at most 5 s',
  },
  {
    name: 'log_level',
    env: 'KOLI_LOG_LEVEL',
    flag: 'log-level',
    kind: 'choice',
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    default: 'warn',
    core: 'info',
    description: 'least level that is logged to stderr',
  },
  {
    name: 'pool',
    env: 'KOLI_POOL',
    flag: 'pool',
    kind: 'int',
    min: 2,
    max: 500,
    default: '12',
    description: 'most connections to PostgreSQL; the embedded database has one',
  },
  {
    name: 'lanes',
    env: 'KOLI_LANES',
    flag: 'lanes',
    kind: 'int',
    min: 1,
    max: 64,
    default: '2',
    description: 'how many batches of commands commit beside each other on PostgreSQL',
  },
  {
    name: 'seed',
    env: 'KOLI_SEED',
    flag: 'seed',
    kind: 'int',
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    description: 'sandbox only: the same seed repeats the same random choices',
  },
  {
    name: 'webhook.envelope',
    env: 'KOLI_WEBHOOK_ENVELOPE',
    kind: 'choice',
    choices: ['flat', 'page'],
    default: 'flat',
    description: 'body of a webhook call: the package itself, or a page that holds it',
  },
  {
    name: 'webhook.profile',
    env: 'KOLI_WEBHOOK_PROFILE',
    kind: 'choice',
    choices: ['trendyol', 'standard'],
    default: 'trendyol',
    description: 'when failed webhook calls are repeated: every 5 minutes, or by the schedule of Standard Webhooks',
  },
  {
    name: 'webhook.timeout_ms',
    env: 'KOLI_WEBHOOK_TIMEOUT_MS',
    kind: 'int',
    min: 10,
    max: 60_000,
    default: '10000',
    description: 'how long a webhook call may take, connecting included',
  },
  {
    name: 'webhook.retry_ms',
    env: 'KOLI_WEBHOOK_RETRY_MS',
    kind: 'int',
    min: 10,
    max: 86_400_000,
    default: '300000',
    description: 'time between two attempts of a webhook call, in profile trendyol',
  },
  {
    name: 'webhook.standard_divisor',
    env: 'KOLI_WEBHOOK_STANDARD_DIVISOR',
    kind: 'int',
    min: 1,
    max: 1_000_000,
    default: '1',
    description: 'divides every wait of profile standard, so that a test need not take days',
  },
  {
    name: 'webhook.log_days',
    env: 'KOLI_WEBHOOK_LOG_DAYS',
    kind: 'int',
    min: 1,
    max: 36_500,
    default: '30',
    description: 'how long attempts, notices and delivered deliveries are kept; what was not delivered stays',
  },
  {
    name: 'webhook.limit_per_seller',
    env: 'KOLI_WEBHOOK_LIMIT_PER_SELLER',
    kind: 'int',
    min: 1,
    max: 1_000,
    default: '15',
    description: 'webhooks that one seller may have',
  },
  {
    name: 'webhook.forbidden_words',
    env: 'KOLI_WEBHOOK_FORBIDDEN_WORDS',
    kind: 'switch',
    default: 'off',
    core: 'on',
    description: 'refuse webhook addresses with trendyol, dolap or localhost in them',
  },
  {
    name: 'webhook.allow_http',
    env: 'KOLI_WEBHOOK_ALLOW_HTTP',
    kind: 'switch',
    default: 'on',
    core: 'off',
    description: 'allow webhook addresses without TLS',
  },
  {
    name: 'webhook.allowed_networks',
    env: 'KOLI_WEBHOOK_ALLOWED_NETWORKS',
    kind: 'networks',
    default: '127.0.0.0/8,::1/128',
    core: 'none',
    description: 'private networks that webhooks may call all the same: CIDRs with commas between, or none',
  },
  limit('lines_per_package', 1_000, 'lines of one package'),
  limit('units_per_line', 10_000, 'units of one line'),
  limit('units_per_package', 20_000, 'units of one package'),
  limit('children_per_split', 200, 'packages that one split may open'),
] as const satisfies Setting[];

export const settingList: readonly Setting[] = list;

type Values = {
  text: string;
  token: string;
  url: string;
  int: number;
  choice: string;
  switch: boolean;
  networks: string[];
  times: { start: number; minutes: number }[];
  key: Buffer;
  keys: Buffer[];
};
type Entry = (typeof list)[number];
type ValueOf<S extends Entry> = S extends { choices: readonly (infer Choice)[] } ? Choice : Values[S['kind']];
type Flat = { [S in Entry as S['name']]: ValueOf<S> | (S extends { default: string } ? never : undefined) };
type Group<G extends string> = { [N in keyof Flat as N extends `${G}.${infer Key}` ? Key : never]: Flat[N] };

export type Settings = { [N in keyof Flat as N extends `${string}.${string}` ? never : N]: Flat[N] } & {
  webhook: Group<'webhook'>;
  limits: Group<'limits'>;
};

export type Environment = Record<string, string | undefined>;
export type Flags = Record<string, string | boolean | undefined>;

/** The settings, or every mistake at once: nobody should have to start five times to hear of five. */
export function readSettings(env: Environment, flags: Flags = {}): { settings: Settings } | { mistakes: string[] } {
  const mode = given(env, flags, byName('mode')).text === 'core' ? 'core' : 'sandbox';
  const mistakes: string[] = [];
  const flat: Record<string, unknown> = {};
  for (const setting of settingList) {
    const result = readOne(env, flags, setting, mode);
    if ('mistake' in result) mistakes.push(result.mistake);
    else flat[setting.name] = result.value;
  }
  mistakes.push(...disagreements(mode, flat, (name) => given(env, flags, byName(name)).text !== undefined));
  if (mistakes.length > 0) return { mistakes };
  // The embedded database has one connection, so a second lane could only wait for the first.
  if (flat['database_url'] === undefined) Object.assign(flat, { lanes: 1, pool: 1 });
  return { settings: grouped(flat) };
}

/** What is right by itself and wrong together. */
function disagreements(mode: string, flat: Record<string, unknown>, has: (name: string) => boolean): string[] {
  const mistakes: string[] = [];
  if (mode === 'core' && !has('database_url'))
    mistakes.push(
      'Core mode needs a DATABASE_URL: the embedded database serves one process and does not survive a power cut.',
    );
  if (mode === 'core' && has('seed'))
    mistakes.push('Core mode takes no KOLI_SEED, which would make its secrets predictable: leave it out.');
  if (mode === 'core' && has('from')) mistakes.push('Core mode takes no --from: only a sandbox starts from a file.');
  if (has('memory') && has('database_url'))
    mistakes.push('--memory and DATABASE_URL exclude each other: leave one out.');
  if (has('database_url') && Number(flat['pool']) <= Number(flat['lanes']))
    mistakes.push('KOLI_POOL must be larger than KOLI_LANES: readers and webhooks need connections as well.');
  return mistakes;
}

const byName = (name: string): Setting => settingList.find((setting) => setting.name === name)!;

const camel = (flag: string): string => flag.replace(/-\w/g, (dash) => dash.charAt(1).toUpperCase());

/** What was given for a setting and under which name; the command line goes before the environment. */
function given(env: Environment, flags: Flags, setting: Setting): { text: string | undefined; source: string } {
  const flag = setting.flag && flags[camel(setting.flag)];
  if (flag) return { text: flag === true ? 'on' : flag, source: `--${setting.flag}` };
  const text = setting.env && env[setting.env]?.trim();
  return { text: text || undefined, source: setting.env ?? `--${setting.flag}` };
}

type Read = { value: unknown } | { mistake: string };

function readOne(env: Environment, flags: Flags, setting: Setting, mode: 'sandbox' | 'core'): Read {
  const { text, source } = given(env, flags, setting);
  const required = mode === 'core' && setting.core === 'required';
  if (text === undefined) {
    if (required) return { mistake: `Core mode needs a ${source}: ${setting.description}.` };
    const fallback = (mode === 'core' && setting.core) || setting.default;
    return { value: fallback === undefined ? undefined : parsers[setting.kind](fallback, setting) };
  }
  const value = parsers[setting.kind](text, setting);
  const shown = setting.secret ? '' : `, not ${JSON.stringify(text)}`;
  if (value instanceof Wanted) return { mistake: `${source} must be ${value.what}${shown}.` };
  if (required && isSandboxDefault(value, setting))
    return { mistake: `${source} is the one of the sandbox, which everybody knows: give core mode its own.` };
  return { value };
}

function isSandboxDefault(value: unknown, setting: Setting): boolean {
  const known = parsers[setting.kind](setting.default!, setting);
  return Buffer.isBuffer(value) ? value.equals(known as Buffer) : value === known;
}

/** What a text should have been. */
class Wanted {
  readonly what: string;
  constructor(what: string) {
    this.what = what;
  }
}

type Parser = (text: string, setting: Setting) => unknown;

const parsers: Record<Setting['kind'], Parser> = {
  text: (text) => text,
  token: (text, { min = 1 }) =>
    text.length >= min && /^[\x21-\x7e]+$/.test(text)
      ? text
      : new Wanted(`at least ${min} characters, letters, digits and signs of ASCII without blanks`),
  int: (text, { min = 0, max = Number.MAX_SAFE_INTEGER }) =>
    /^\d{1,16}$/.test(text) && Number(text) >= min && Number(text) <= max
      ? Number(text)
      : new Wanted(`a whole number from ${min} to ${max}`),
  choice: (text, { choices = [] }) => (choices.includes(text) ? text : new Wanted(`one of ${choices.join(', ')}`)),
  switch: (text) => {
    if (['on', 'true', '1'].includes(text.toLowerCase())) return true;
    return ['off', 'false', '0'].includes(text.toLowerCase()) ? false : new Wanted('on or off');
  },
  networks: (text) => {
    if (text === 'none') return [];
    const networks = text.split(',').map((part) => network(part.trim()));
    return networks.includes(null) ? new Wanted('CIDRs like 10.0.0.0/8 with commas between, or none') : networks;
  },
  times: (text) => {
    const times = text.split(',').map((part) => dayTime(part.trim()));
    return times.includes(null)
      ? new Wanted('times like 06:00/10 (from 06:00, 10 minutes) with commas between')
      : times;
  },
  key: (text) => secretKey(text) ?? new Wanted('32 bytes in base64 or hex'),
  keys: (text) => {
    if (text === 'none') return [];
    const keys = text.split(',').map((part) => secretKey(part.trim()));
    return keys.includes(null) ? new Wanted('keys of 32 bytes in base64 or hex with commas between, or none') : keys;
  },
  url: (text) =>
    URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)
      ? text
      : new Wanted(
          'an address like postgres://user:password@host:5432/database, special characters of the password percent-encoded',
        ),
};

/** `HH:MM/minutes`; `start` is a minute of the day. */
function dayTime(text: string): { start: number; minutes: number } | null {
  const [, hour, minute, length] = /^([01]\d|2[0-3]):([0-5]\d)\/(\d{1,4})$/.exec(text) ?? [];
  const minutes = Number(length);
  return minutes >= 1 && minutes <= 1_440 ? { start: Number(hour) * 60 + Number(minute), minutes } : null;
}

function secretKey(text: string): Buffer | null {
  const bytes = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');
  return bytes.length === 32 && /^[\w+/=-]+$/.test(text) ? bytes : null;
}

function network(text: string): string | null {
  const [address = '', prefix, ...rest] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)]!;
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : 999;
  return bits < 0 || length > bits || rest.length > 0 ? null : `${address}/${length}`;
}

function grouped(flat: Record<string, unknown>): Settings {
  const settings: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flat)) {
    const [group, key] = name.split('.') as [string, string | undefined];
    if (key === undefined) settings[name] = value;
    else settings[group] = { ...(settings[group] as object | undefined), [key]: value };
  }
  return settings as Settings;
}

/** A default in parentheses; of secrets only whether core mode demands one. */
function defaultText(setting: Setting): string {
  if (setting.secret) return setting.core === 'required' ? '; core mode needs one' : '';
  if (setting.default === undefined || setting.env === undefined) return '';
  return setting.core === undefined ? ` (${setting.default})` : ` (${setting.default}, core ${setting.core})`;
}

const valueName = (setting: Setting): string =>
  setting.choices?.join('|') ?? { int: 'number', switch: 'on|off' }[setting.kind as string] ?? 'text';

/** Options of the command line: one for each setting that has a flag. */
export const settingOptions = (): { flags: string; description: string }[] =>
  settingList
    .filter((setting) => setting.flag !== undefined)
    .map((setting) => ({
      flags:
        setting.kind === 'switch' && !setting.env ? `--${setting.flag}` : `--${setting.flag} <${valueName(setting)}>`,
      description: setting.description + defaultText(setting),
    }));

/** The table of environment variables under --help. */
export function environmentHelp(): string {
  const rows = settingList.filter((setting) => setting.env !== undefined);
  const width = Math.max(...rows.map((setting) => setting.env!.length));
  const line = (setting: Setting) => `  ${setting.env!.padEnd(width)}  ${setting.description}${defaultText(setting)}`;
  return ['Environment (an option goes before its variable):', ...rows.map(line)].join('\n');
}
