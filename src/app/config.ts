import { isIP } from 'node:net';
import { type Setting, type SettingGroup, type Settings, settingGroups, settingList } from './settings.ts';

export { type Settings, sandbox_operator_token, sandbox_secret_key, settingList } from './settings.ts';

export type Environment = Record<string, string | undefined>;
export type Flags = Record<string, string | boolean | undefined>;

/** The settings, or all mistakes at once. */
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

/** Mistakes in the combination of settings. */
function disagreements(mode: string, flat: Record<string, unknown>, has: (name: string) => boolean): string[] {
  const mistakes: string[] = [];
  if (mode === 'core' && !has('database_url'))
    mistakes.push(
      'Core mode needs a DATABASE_URL: the embedded database serves one process and does not survive a power cut.',
    );
  if (mode === 'core' && has('seed'))
    mistakes.push('Core mode does not accept KOLI_SEED, which would make its secrets predictable: remove it.');
  if (mode === 'core' && has('from'))
    mistakes.push('Core mode does not accept --from: only a sandbox starts from a file.');
  if (has('memory') && has('database_url'))
    mistakes.push('--memory and DATABASE_URL exclude each other: remove one of them.');
  if (has('database_url') && Number(flat['pool']) <= Number(flat['lanes']))
    mistakes.push('KOLI_POOL must be larger than KOLI_LANES: reads and webhooks need connections too.');
  return mistakes;
}

const byName = (name: string): Setting => settingList.find((setting) => setting.name === name)!;

const camel = (flag: string): string => flag.replace(/-\w/g, (dash) => dash.charAt(1).toUpperCase());

/** The text of a setting and where it came from. The command line wins over the environment. */
function given(env: Environment, flags: Flags, setting: Setting): { text: string | undefined; source: string } {
  const flag = setting.flag && flags[camel(setting.flag)];
  if (flag) return { text: flag === true ? 'on' : flag, source: `--${setting.flag}` };
  const text = setting.env && env[setting.env]?.trim();
  return { text: text || undefined, source: setting.env ?? `--${setting.flag}` };
}

type ReadSetting = { value: unknown } | { mistake: string };

function readOne(env: Environment, flags: Flags, setting: Setting, mode: 'sandbox' | 'core'): ReadSetting {
  const { text, source } = given(env, flags, setting);
  const required = mode === 'core' && setting.core === 'required';
  if (text === undefined) {
    if (required) return { mistake: `Core mode needs a ${source}: ${setting.description}.` };
    const fallback = (mode === 'core' && setting.core) || setting.default;
    return { value: fallback === undefined ? undefined : setting_parsers[setting.kind](fallback, setting) };
  }
  const value = setting_parsers[setting.kind](text, setting);
  const shown = setting.secret ? '' : `, not ${JSON.stringify(text)}`;
  if (value instanceof Wanted) return { mistake: `${source} must be ${value.what}${shown}.` };
  if (required && isSandboxDefault(value, setting))
    return { mistake: `${source} has the public value of the sandbox: core mode needs a secret of its own.` };
  return { value };
}

function isSandboxDefault(value: unknown, setting: Setting): boolean {
  const known = setting_parsers[setting.kind](setting.default!, setting);
  return Buffer.isBuffer(value) ? value.equals(known as Buffer) : value === known;
}

/** What a setting expects instead of the given text. An error at start: the terminal shows it, no client does. */
class Wanted {
  readonly what: string;
  constructor(what: string) {
    this.what = what;
  }
}

type Parser = (text: string, setting: Setting) => unknown;

const setting_parsers: Record<Setting['kind'], Parser> = {
  text: (text) => text,
  token: (text, { min = 1 }) =>
    text.length >= min && /^[\x21-\x7e]+$/.test(text)
      ? text
      : new Wanted(`at least ${min} characters: ASCII letters, digits and signs, without spaces`),
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
    const networks = text.split(',').map((part) => networkText(part.trim()));
    return networks.includes(null) ? new Wanted('CIDRs like 10.0.0.0/8, separated by commas, or none') : networks;
  },
  path: (text) =>
    /^(\/|(\/[\w.~-]+)+)$/.test(text) ? text.replace(/\/$/, '') : new Wanted('a path like /tools/koli, or /'),
  hosts: (text) => {
    if (text === 'none') return [];
    const names = text.split(',').map((part) => part.trim().toLowerCase());
    return names.every((name) => /^(\*|(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*)$/.test(name))
      ? names
      : new Wanted('names like koli.example or *.koli.example, separated by commas, * or none');
  },
  times: (text) => {
    const times = text.split(',').map((part) => dayTime(part.trim()));
    return times.includes(null)
      ? new Wanted('times like 06:00/10 (from 06:00, 10 minutes), separated by commas')
      : times;
  },
  key: (text) => secretKey(text) ?? new Wanted('32 bytes in base64 or hex'),
  keys: (text) => {
    if (text === 'none') return [];
    const keys = text.split(',').map((part) => secretKey(part.trim()));
    return keys.includes(null) ? new Wanted('keys of 32 bytes in base64 or hex, separated by commas, or none') : keys;
  },
  url: (text) =>
    URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)
      ? text
      : new Wanted(
          'an address like postgres://user:password@host:5432/database, with special characters of the password percent-encoded',
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

function networkText(text: string): string | null {
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

/** The default in parentheses. A secret shows only that core mode needs one. */
function defaultText(setting: Setting): string {
  if (setting.secret) return setting.core === 'required' ? ' (required in core mode)' : '';
  if (setting.default === undefined || setting.env === undefined) return '';
  return setting.core === undefined ? ` (${setting.default})` : ` (${setting.default}; core: ${setting.core})`;
}

const valueName = (setting: Setting): string =>
  setting.choices?.join('|') ?? { int: 'number', switch: 'on|off' }[setting.kind as string] ?? 'text';

const flagText = (setting: Setting): string =>
  setting.kind === 'switch' && !setting.env ? `--${setting.flag}` : `--${setting.flag} <${valueName(setting)}>`;

/** The options of the command line, for the settings of some groups. */
export const settingOptions = (groups: readonly SettingGroup[] = allGroups): { flags: string; description: string }[] =>
  groups
    .flatMap((group) => settingGroups[group])
    .filter(({ flag }) => flag !== undefined)
    .map((setting) => ({ flags: flagText(setting), description: setting.description + defaultText(setting) }));

export const allGroups = Object.keys(settingGroups) as SettingGroup[];

/** The environment variables under --help, for the settings of some groups. */
export function environmentHelp(groups: readonly SettingGroup[] = allGroups): string {
  const rows = (group: SettingGroup) => settingGroups[group].filter(({ env }) => env !== undefined);
  const width = Math.max(...groups.flatMap(rows).map(({ env }) => env!.length));
  const line = (setting: Setting) => `    ${setting.env!.padEnd(width)}  ${setting.description}${defaultText(setting)}`;
  const texts = groups.map((group) => [`  ${group}`, ...rows(group).map(line)].join('\n'));
  return ['Environment variables (an option wins over its variable):', ...texts].join('\n');
}
