import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  type Environment,
  environmentHelp,
  type Flags,
  readSettings,
  type Settings,
  sandbox_secret_key,
  settingOptions,
} from '../src/app/config.ts';
import { settingGroups } from '../src/app/settings.ts';
import { defaultLimits } from '../src/core/domain/limits.ts';

const core: Environment = {
  KOLI_MODE: 'core',
  DATABASE_URL: 'postgres://koli:geheim@db.example:5433/koli',
  KOLI_OPERATOR_TOKEN: 'a-token-of-our-own',
  KOLI_SECRET_KEY: randomBytes(32).toString('base64'),
};

function settings(env: Environment, flags: Flags = {}): Settings {
  const result = readSettings(env, flags);
  if ('mistakes' in result) throw new Error(result.mistakes.join('\n'));
  return result.settings;
}

function mistakes(env: Environment, flags: Flags = {}): string[] {
  const result = readSettings(env, flags);
  return 'mistakes' in result ? result.mistakes : [];
}

describe('settings', () => {
  test.each(['', '6:00/10', '24:00/10', '06:60/10', '06:00', '06:00/0', '06:00/1441', '06:00/10,', 'none'])(
    'a brown-out at %j is described',
    (text) => {
      const found = mistakes({ KOLI_V1_BROWNOUT: text });
      expect(found).toHaveLength(text === '' ? 0 : 1);
      for (const one of found) expect(one).toMatch(/^KOLI_V1_BROWNOUT must be times like 06:00\/10/);
    },
  );

  test('any number of former secret keys', () => {
    expect(settings({}).previous_secret_keys).toEqual([]);
    const keys = [randomBytes(32), randomBytes(32)];
    const text = `${keys[0]!.toString('base64')}, ${keys[1]!.toString('hex')}`;
    expect(settings({ KOLI_PREVIOUS_SECRET_KEYS: text }).previous_secret_keys).toEqual(keys);
    for (const wrong of ['short', `${keys[0]!.toString('base64')},`]) {
      const [mistake] = mistakes({ KOLI_PREVIOUS_SECRET_KEYS: wrong });
      expect(mistake).toBe(
        'KOLI_PREVIOUS_SECRET_KEYS must be keys of 32 bytes in base64 or hex, separated by commas, or none.',
      );
    }
  });

  test('the limit of a write may be shorter than followers assume, not longer', () => {
    expect(settings({}).write_limit_ms).toBe(5_000);
    expect(settings({ KOLI_WRITE_LIMIT_MS: '1000' }).write_limit_ms).toBe(1_000);
    expect(mistakes({ KOLI_WRITE_LIMIT_MS: '5001' })).toHaveLength(1);
  });

  test('a sandbox needs none', () => {
    expect(settings({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      mode: 'sandbox',
      database_url: undefined,
      data_folder: './.koli',
      memory: false,
      operator_token: 'sandbox-operator',
      rate_limits: true,
      log_level: 'warn',
      lanes: 1,
      pool: 1,
      seed: undefined,
      limits: defaultLimits,
      webhook: {
        envelope: 'flat',
        timeout_ms: 10_000,
        retry_ms: 300_000,
        limit_per_seller: 15,
        forbidden_words: false,
        allow_http: true,
        allowed_networks: ['127.0.0.0/8', '::1/128'],
      },
    });
    expect(settings({}).secret_key).toHaveLength(32);
  });

  test('core mode is strict about webhooks, and logs more', () => {
    expect(settings(core)).toMatchObject({
      mode: 'core',
      log_level: 'info',
      lanes: 2,
      pool: 12,
      webhook: { forbidden_words: true, allow_http: false, allowed_networks: [] },
    });
  });

  test('an option overrides its variable, and an empty variable counts as absent', () => {
    expect(settings({ PORT: '5000' }, { port: '6000' }).port).toBe(6000);
    expect(settings({ PORT: '', HOST: ' ', DATABASE_URL: '' })).toMatchObject({ port: 4000, host: '127.0.0.1' });
    expect(settings({}, { memory: true }).memory).toBe(true);
    expect(settings({}, { logLevel: 'debug', rateLimits: 'off' })).toMatchObject({
      log_level: 'debug',
      rate_limits: false,
    });
  });

  test('keys may be hex or base64, networks single addresses', () => {
    const key = randomBytes(32);
    expect(settings({ KOLI_SECRET_KEY: key.toString('hex') }).secret_key).toEqual(key);
    expect(settings({ KOLI_SECRET_KEY: key.toString('base64') }).secret_key).toEqual(key);
    const { webhook } = settings({ KOLI_WEBHOOK_ALLOWED_NETWORKS: '10.0.0.0/8, 192.168.1.4 ,fd00::/8' });
    expect(webhook.allowed_networks).toEqual(['10.0.0.0/8', '192.168.1.4/32', 'fd00::/8']);
    expect(settings({ KOLI_V1_BROWNOUT: '23:50/20, 00:00/1440' }).v1_brownout).toEqual([
      { start: 1_430, minutes: 20 },
      { start: 0, minutes: 1_440 },
    ]);
    expect(settings({ KOLI_WEBHOOK_ALLOWED_NETWORKS: 'none' }).webhook.allowed_networks).toEqual([]);
  });
});

describe('mistakes', () => {
  test('are reported all at once, each with what to change', () => {
    const found = mistakes({
      PORT: 'abc',
      KOLI_LANES: '0',
      KOLI_LOG_LEVEL: 'loud',
      KOLI_RATE_LIMITS: 'maybe',
      KOLI_WEBHOOK_ALLOWED_NETWORKS: '10.0.0.0/33',
      KOLI_LIMIT_LINES_PER_PACKAGE: '-1',
      DATABASE_URL: 'mysql://localhost/koli',
    });
    expect(found).toHaveLength(7);
    for (const sentence of found) expect(sentence).toMatch(/^[A-Z-].+\.$/);
    expect(found).toContain('PORT must be a whole number from 0 to 65535, not "abc".');
    expect(found).toContain('KOLI_RATE_LIMITS must be on or off, not "maybe".');
  });

  test('name the option where one was used', () => {
    expect(mistakes({ PORT: '1' }, { port: 'x' })).toEqual(['--port must be a whole number from 0 to 65535, not "x".']);
  });

  test('core mode requires what a sandbox generates, and refuses published defaults', () => {
    const found = mistakes({ KOLI_MODE: 'core', KOLI_SEED: '7' });
    for (const name of ['DATABASE_URL', 'KOLI_OPERATOR_TOKEN', 'KOLI_SECRET_KEY', 'KOLI_SEED'])
      expect(found.filter((sentence) => sentence.includes(name))).toHaveLength(1);
    expect(mistakes({ ...core, KOLI_SECRET_KEY: sandbox_secret_key })[0]).toMatch(
      /KOLI_SECRET_KEY has the public value of the sandbox/,
    );
    expect(mistakes({ ...core, KOLI_OPERATOR_TOKEN: 'sandbox-operator' })[0]).toMatch(
      /has the public value of the sandbox/,
    );
    expect(mistakes({ ...core, KOLI_OPERATOR_TOKEN: 'short' })[0]).toMatch(/at least 16 characters/);
    expect(mistakes(core)).toEqual([]);
  });

  test('include settings that contradict each other', () => {
    expect(mistakes({ DATABASE_URL: core['DATABASE_URL'] }, { memory: true })[0]).toMatch(/exclude each other/);
    expect(mistakes({ ...core, KOLI_POOL: '4', KOLI_LANES: '4' })[0]).toMatch(/KOLI_POOL must be larger/);
  });

  test('never show a secret', () => {
    const wrong = {
      ...core,
      DATABASE_URL: 'mysql://koli:geheim@db/koli',
      KOLI_OPERATOR_TOKEN: 'geheim',
      KOLI_SECRET_KEY: 'geheim',
    };
    expect(mistakes(wrong)).toHaveLength(3);
    expect(mistakes(wrong).join()).not.toContain('geheim');
  });
});

describe('help', () => {
  test('shows every setting and no secret', () => {
    const text = environmentHelp() + JSON.stringify(settingOptions());
    for (const { env, flag } of Object.values(settingGroups).flat()) expect(text).toContain(env ?? `--${flag}`);
    expect(text).not.toContain(sandbox_secret_key);
    for (const { flags } of settingOptions()) expect(flags).not.toMatch(/token|secret|url/);
  });
});
