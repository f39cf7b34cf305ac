import { type Static, Type } from 'typebox';
import { type FieldRefusal, invalid, isRefusal } from '../../core/domain/refusal.ts';
import { parser } from '../../core/wire/parse.ts';
import { flag, orNull, text } from '../../core/wire/terms.ts';
import { parseWebhook, SigningSecretInput } from '../../core/wire/webhook.ts';

/** Whom to check a receiver for: its address, one way to sign in, and its signing secret if it has one. */
export const ReceiverCheckInput = Type.Object(
  {
    url: Type.String(),
    username: Type.Optional(Type.String()),
    password: Type.Optional(Type.String()),
    apiKey: Type.Optional(Type.String()),
    signingSecret: Type.Optional(SigningSecretInput),
    sellerId: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
  },
  { additionalProperties: false },
);
const parse = parser(ReceiverCheckInput);

/** Defaults: the first seller of every sandbox, and a key that no receiver should accept. */
const defaults = { seller_id: 2738, api_key: 'koli-check' };

type CheckedReceiver = {
  url: string;
  authentication_type: 'BASIC_AUTHENTICATION' | 'API_KEY';
  username: string | null;
  secret: string;
};
export type CheckTerms = { to: CheckedReceiver; secrets: string[]; seller_id: number };

type WebhookSettings = Parameters<typeof parseWebhook>[1];

export function checkTerms(value: unknown, settings: WebhookSettings): CheckTerms | FieldRefusal {
  const input = parse(value);
  if (isRefusal(input)) return input;
  const { url, username, password, apiKey, signingSecret: secret, sellerId } = input;
  const is_basic = username !== undefined || password !== undefined;
  if (is_basic && apiKey !== undefined) return invalid('apiKey', { rule: 'beside', other: 'username' });
  const way = is_basic
    ? { authenticationType: 'BASIC_AUTHENTICATION', username, password }
    : { authenticationType: 'API_KEY', apiKey: apiKey ?? defaults.api_key };
  const terms = parseWebhook({ url, ...way }, settings);
  if (isRefusal(terms)) return terms;
  const { authentication_type } = terms;
  const to = { url, authentication_type, username: terms.username, secret: terms.secret };
  return { to, secrets: secret === undefined ? [] : [secret], seller_id: sellerId ?? defaults.seller_id };
}

export type CaseVerdict = (typeof verdicts)[number];

export type CaseResult = {
  name: string;
  title: string;
  verdict: CaseVerdict;
  /** Of each call; null where none came. */
  statuses: (number | null)[];
  error_class: string | null;
  /** Of the slowest call. */
  duration_ms: number | null;
  /** What to do; empty when there is nothing. */
  advice: string;
  /** Beginning of the first answer that was no success. */
  answer: string;
};

/** `verdict` is the worst of all. */
export type Report = { url: string; verdict: CaseVerdict; reached: boolean; cases: CaseResult[] };

const verdicts = ['ok', 'warning', 'fail', 'skipped'] as const;

export const ReceiverReport = Type.Object(
  {
    url: text('The receiver'),
    verdict: Type.Enum([...verdicts], { description: 'The worst verdict of all cases' }),
    reached: flag('Whether any call was answered'),
    cases: Type.Array(
      Type.Object({
        name: text(),
        title: text('The call'),
        verdict: Type.Enum([...verdicts]),
        statuses: Type.Array(orNull(Type.Integer(), 'HTTP status; null if there was no answer'), {
          description: 'Of each call',
        }),
        errorClass: orNull(Type.String(), 'Why there was no answer'),
        durationMs: orNull(Type.Number({ minimum: 0 }), 'Duration of the slowest call in milliseconds'),
        advice: text('What to do; empty if nothing'),
        answer: text('Beginning of the first answer that was not a success'),
      }),
    ),
  },
  { title: 'ReceiverReport', description: 'What a receiver did with everything that it may meet.' },
);

/** The report in the form of the API, which the command line prints, too. */
export const reportDocument = ({ url, verdict, reached, cases }: Report): Static<typeof ReceiverReport> => ({
  url,
  verdict,
  reached,
  cases: cases.map(({ error_class, duration_ms, ...rest }) => ({
    ...rest,
    errorClass: error_class,
    durationMs: duration_ms,
  })),
});
