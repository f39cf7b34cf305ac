import { randomBytes } from 'node:crypto';
import type { Flags, Settings } from '../app/config.ts';
import { programOf } from '../app/program.ts';
import { isRefusal } from '../core/domain/refusal.ts';
import { StartError } from '../core/errors/start-error.ts';
import { callTerms } from '../core/webhook/attempt.ts';
import { guardedAgent } from '../core/webhook/guard.ts';
import { signingSecret } from '../core/wire/webhook.ts';
import { checkReceiver } from '../sandbox/receiver/check.ts';
import { type CaseResult, checkTerms, type Report, reportDocument } from '../sandbox/wire/receiver-check.ts';
import { fieldText, pairOf, plural } from './text.ts';

/** Returns the exit status: 0 if no case failed, 1 if one did, 2 without an answer. */
export async function checkReceiverVerb(url: string, settings: Settings, flags: Flags): Promise<number> {
  const terms = checkTerms(checkInput(url, flags), settings.webhook);
  if (isRefusal(terms)) throw new StartError(fieldText({ ...terms, field: optionOf[terms.field] ?? terms.field }));
  const agent = guardedAgent(settings.webhook);
  try {
    const stranger = signingSecret(randomBytes(32));
    const options = {
      agent,
      stranger,
      terms: callTerms({ settings, program: programOf(settings.mode) }),
      now: Date.now(),
    };
    const report = await checkReceiver({ ...terms, ...options });
    console.log(flags['json'] === true ? JSON.stringify(reportDocument(report), null, 2) : reportText(report));
    if (!report.reached) return 2;
    return report.verdict === 'fail' || (flags['strict'] === true && report.verdict === 'warning') ? 1 : 0;
  } finally {
    await agent.destroy();
  }
}

/** The options of the fields. */
const optionOf: Record<string, string> = {
  url: 'The address',
  username: '--basic',
  password: '--basic',
  apiKey: '--api-key',
  signingSecret: '--secret',
  sellerId: '--seller',
};

function checkInput(url: string, { basic, apiKey, secret, seller }: Flags): object {
  return {
    url,
    ...(basic === undefined ? {} : pairOf(String(basic), '--basic')),
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(secret === undefined ? {} : { signingSecret: secret }),
    ...(seller === undefined ? {} : { sellerId: Number(seller) }),
  };
}

function reportText({ url, reached, cases }: Report): string {
  const width = Math.max(...cases.map(({ name }) => name.length));
  const count = (verdict: string) => cases.filter((one) => one.verdict === verdict).length;
  const sum = `${count('ok')} ok, ${plural(count('warning'), 'warning')}, ${count('fail')} failed, ${count('skipped')} skipped`;
  return [
    url,
    '',
    ...cases.map((one) => caseText(one, width)),
    '',
    reached ? sum : 'No answer; the other cases were skipped.',
  ].join('\n');
}

function caseText(
  { verdict, name, title, statuses, duration_ms, error_class, advice }: CaseResult,
  width: number,
): string {
  const told = [...new Set(statuses.map((status) => status ?? error_class ?? ''))].join(', ');
  const time = duration_ms === null ? '' : `${duration_ms} ms`;
  const line = `${verdict.padEnd(8)} ${name.padEnd(width)} ${told.padStart(8)} ${time.padStart(8)}  ${title}`;
  return advice === '' ? line : `${line}\n${' '.repeat(9)}→ ${advice}`;
}
