import { defaultLimits, type Limits } from '../core/domain/limits.ts';

/** The key with which a sandbox encrypts webhook credentials. It is public, so core mode refuses it. */
export const sandbox_secret_key = Buffer.from('koli-sandbox-key-is-not-a-secret').toString('base64');
export const sandbox_operator_token = 'sandbox-operator';

/** The type of each kind of setting, once it is read. */
export type SettingValues = {
  text: string;
  token: string;
  url: string;
  int: number;
  choice: string;
  switch: boolean;
  networks: string[];
  hosts: string[];
  path: string;
  times: { start: number; minutes: number }[];
  key: Buffer;
  keys: Buffer[];
};

export type Setting = {
  /** Key in `Settings`; `group.key` is a key of a group. */
  name: string;
  env?: string;
  /** Option of the command line. Secrets have none: a process list shows what was typed. */
  flag?: string;
  kind: keyof SettingValues;
  min?: number;
  max?: number;
  choices?: readonly string[];
  /** Without a default, the setting is undefined unless it is given. */
  default?: string;
  /** The default of core mode where it differs. `required`: it must be given, and must not be the sandbox's. */
  core?: string;
  secret?: true;
  description: string;
};

const place_settings = [
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
    name: 'port',
    env: 'PORT',
    flag: 'port',
    kind: 'int',
    min: 0,
    max: 65_535,
    default: '4000',
    description: 'port to listen on; 0 takes a free port',
  },
  {
    name: 'host',
    env: 'HOST',
    flag: 'host',
    kind: 'text',
    default: '127.0.0.1',
    description: 'address to listen on; 0.0.0.0 listens on all addresses, as a container needs',
  },
  {
    name: 'allowed_hosts',
    env: 'KOLI_ALLOWED_HOSTS',
    kind: 'hosts',
    default: 'none',
    description:
      'host names that requests may ask for, beside addresses and localhost: names, *.names or *, separated by commas; with none, a koli that listens on other addresses than loopback takes any',
  },
  {
    name: 'base_path',
    env: 'KOLI_BASE_PATH',
    kind: 'path',
    default: '/',
    description: 'path below which koli answers, if a proxy in front of it does not take the path away: /tools/koli',
  },
  {
    name: 'trusted_proxies',
    env: 'KOLI_TRUSTED_PROXIES',
    kind: 'networks',
    default: 'none',
    description: 'proxies whose X-Forwarded-For names the caller: CIDRs separated by commas, or none',
  },
  {
    name: 'drain_ms',
    env: 'KOLI_DRAIN_MS',
    kind: 'int',
    min: 0,
    max: 600_000,
    default: '1000',
    core: '5000',
    description:
      'how long koli still answers after a signal to stop, while ready says 503; a sandbox without open connections ends at once',
  },
  {
    name: 'log_level',
    env: 'KOLI_LOG_LEVEL',
    flag: 'log-level',
    kind: 'choice',
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    default: 'warn',
    core: 'info',
    description: 'lowest level that is logged to stderr',
  },
] as const satisfies Setting[];

const database = [
  {
    name: 'database_url',
    env: 'DATABASE_URL',
    kind: 'url',
    secret: true,
    description:
      'PostgreSQL 15 or newer: postgres://user:password@host:5432/database; without it, the embedded database',
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
    name: 'memory',
    flag: 'memory',
    kind: 'switch',
    default: 'off',
    description: 'keep the embedded database in memory; it is lost when koli stops',
  },
  {
    name: 'invoice_folder',
    env: 'KOLI_INVOICE_FOLDER',
    kind: 'text',
    description: 'folder for invoice files, the same for all nodes; without it, they are stored in the database',
  },
  {
    name: 'pool',
    env: 'KOLI_POOL',
    flag: 'pool',
    kind: 'int',
    min: 2,
    max: 500,
    default: '12',
    description: 'maximum number of connections to PostgreSQL; the embedded database has one',
  },
  {
    name: 'lanes',
    env: 'KOLI_LANES',
    flag: 'lanes',
    kind: 'int',
    min: 1,
    max: 64,
    default: '2',
    description: 'number of write transactions at the same time on PostgreSQL',
  },
  {
    name: 'write_limit_ms',
    env: 'KOLI_WRITE_LIMIT_MS',
    kind: 'int',
    min: 50,
    max: 5_000,
    default: '5000',
    description: 'time limit of a write, which is then rolled back (503); readers of the stream rely on at most 5 s',
  },
] as const satisfies Setting[];

const secrets = [
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
    description: 'key that encrypts webhook credentials: 32 bytes in base64 or hex (openssl rand -base64 32)',
  },
  {
    name: 'previous_secret_keys',
    env: 'KOLI_PREVIOUS_SECRET_KEYS',
    kind: 'keys',
    default: 'none',
    secret: true,
    description: 'former secret keys, separated by commas; needed until `koli reseal` has run',
  },
] as const satisfies Setting[];

const limitSetting = (name: keyof Limits, max: number, description: string) => ({
  name: `limits.${name}` as const,
  env: `KOLI_LIMIT_${name.toUpperCase()}`,
  kind: 'int' as const,
  min: 1,
  max,
  default: String(defaultLimits[name]),
  description,
});

const limit_settings = [
  {
    name: 'rate_limits',
    env: 'KOLI_RATE_LIMITS',
    flag: 'rate-limits',
    kind: 'switch',
    default: 'on',
    description: "the marketplace's request limits (429)",
  },
  {
    name: 'wrong_key_delay_ms',
    env: 'KOLI_WRONG_KEY_DELAY_MS',
    kind: 'int',
    min: 0,
    max: 10_000,
    default: '1000',
    description:
      'longest delay of the answer to a wrong key or token; it grows from the 20th within a minute from one address; 0: none',
  },
  limitSetting('lines_per_package', 1_000, 'maximum number of lines in a package'),
  limitSetting('units_per_line', 10_000, 'maximum number of units in a line'),
  limitSetting('units_per_package', 20_000, 'maximum number of units in a package'),
  limitSetting('children_per_split', 200, 'maximum number of packages that one split opens'),
] as const satisfies Setting[];

const webhook_settings = [
  {
    name: 'webhook.envelope',
    env: 'KOLI_WEBHOOK_ENVELOPE',
    kind: 'choice',
    choices: ['flat', 'page'],
    default: 'flat',
    description: 'body of a webhook call: the package (flat), or a list page that contains it (page)',
  },
  {
    name: 'webhook.profile',
    env: 'KOLI_WEBHOOK_PROFILE',
    kind: 'choice',
    choices: ['trendyol', 'standard'],
    default: 'trendyol',
    description: 'retries of failed webhook calls: every 5 minutes, or by the schedule of Standard Webhooks',
  },
  {
    name: 'webhook.timeout_ms',
    env: 'KOLI_WEBHOOK_TIMEOUT_MS',
    kind: 'int',
    min: 10,
    max: 60_000,
    default: '10000',
    description: 'time limit of a webhook call, including the connection',
  },
  {
    name: 'webhook.retry_ms',
    env: 'KOLI_WEBHOOK_RETRY_MS',
    kind: 'int',
    min: 10,
    max: 86_400_000,
    default: '300000',
    description: 'time between two attempts, in profile trendyol',
  },
  {
    name: 'webhook.standard_divisor',
    env: 'KOLI_WEBHOOK_STANDARD_DIVISOR',
    kind: 'int',
    min: 1,
    max: 1_000_000,
    default: '1',
    description: 'divides the waiting times of profile standard, for tests',
  },
  {
    name: 'webhook.log_days',
    env: 'KOLI_WEBHOOK_LOG_DAYS',
    kind: 'int',
    min: 1,
    max: 36_500,
    default: '30',
    description: 'days to keep attempts, notices and delivered deliveries; undelivered ones are always kept',
  },
  {
    name: 'webhook.limit_per_seller',
    env: 'KOLI_WEBHOOK_LIMIT_PER_SELLER',
    kind: 'int',
    min: 1,
    max: 1_000,
    default: '15',
    description: 'maximum number of webhooks of a seller',
  },
  {
    name: 'webhook.forbidden_words',
    env: 'KOLI_WEBHOOK_FORBIDDEN_WORDS',
    kind: 'switch',
    default: 'off',
    core: 'on',
    description: 'refuse webhook addresses that contain trendyol, dolap or localhost',
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
    description: 'private networks that webhooks may call: CIDRs separated by commas, or none',
  },
] as const satisfies Setting[];

const sandbox = [
  {
    name: 'seed',
    env: 'KOLI_SEED',
    flag: 'seed',
    kind: 'int',
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    description: 'makes random choices repeatable: the same seed gives the same ids and contents',
  },
  { name: 'from', flag: 'from', kind: 'text', description: 'exported file with which a new sandbox starts' },
  {
    name: 'payment_delay_ms',
    env: 'KOLI_PAYMENT_DELAY_MS',
    kind: 'int',
    min: 0,
    max: 2_592_000_000,
    default: '0',
    description: "time on the sandbox's clock until orders of the test service are paid",
  },
] as const satisfies Setting[];

/** The marketplace's first list has ended. These settings serve it for tests of old code. */
const retired = [
  {
    name: 'v1',
    env: 'KOLI_V1',
    kind: 'choice',
    choices: ['on', 'off', 'brownout'],
    default: 'off',
    description: 'the old list GET …/orders: off is 426; brownout is 426 at certain times; on serves it',
  },
  {
    name: 'v1_brownout',
    env: 'KOLI_V1_BROWNOUT',
    kind: 'times',
    default: '06:00/10,12:00/10,18:00/10',
    description: 'when a brown-out closes the old list: UTC times of day and minutes, separated by commas',
  },
] as const satisfies Setting[];

export type SettingGroup =
  | 'Mode and address'
  | 'Database'
  | 'Secrets'
  | 'Limits'
  | 'Webhooks'
  | 'Sandbox only'
  | 'For old code';

/** The settings in the order of the help and of docs/settings.md. */
export const settingGroups: Record<SettingGroup, readonly Setting[]> = {
  'Mode and address': place_settings,
  Database: database,
  Secrets: secrets,
  Limits: limit_settings,
  Webhooks: webhook_settings,
  'Sandbox only': sandbox,
  'For old code': retired,
};

const setting_rows = [
  ...place_settings,
  ...database,
  ...secrets,
  ...limit_settings,
  ...webhook_settings,
  ...sandbox,
  ...retired,
] as const;

export const settingList: readonly Setting[] = setting_rows;

type SettingRow = (typeof setting_rows)[number];
type ValueOf<S extends SettingRow> = S extends { choices: readonly (infer Choice)[] }
  ? Choice
  : SettingValues[S['kind']];
type Flat = { [S in SettingRow as S['name']]: ValueOf<S> | (S extends { default: string } ? never : undefined) };
type Group<G extends string> = { [N in keyof Flat as N extends `${G}.${infer Key}` ? Key : never]: Flat[N] };

export type Settings = { [N in keyof Flat as N extends `${string}.${string}` ? never : N]: Flat[N] } & {
  webhook: Group<'webhook'>;
  limits: Group<'limits'>;
};
