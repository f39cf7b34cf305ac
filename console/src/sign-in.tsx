import { Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type SyntheticEvent, useState, useSyncExternalStore } from 'react';
import { expired, isAway, isRefused, readReady, whoIs } from './api.ts';
import { languageNames, setLanguage, useLanguage, useText } from './language/index.ts';
import { Icon } from './parts/icon.tsx';
import { type Credentials, signIn } from './session.ts';
import styles from './sign-in.module.css';

/** Only paths of this page are accepted. */
const placeOf = (next: unknown): string => (typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/packages');

export function SignIn() {
  const text = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const { next } = useSearch({ strict: false }) as { next?: string };
  const wasExpired = useSyncExternalStore(expired.subscribe, expired.get);
  const [kind, setKind] = useState<'operator' | 'seller'>('operator');
  const [fields, setFields] = useState({ token: '', apiKey: '', apiSecret: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const ready = useQuery({ queryKey: ['ready'], queryFn: readReady });

  async function enter(credentials: Credentials): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      signIn(await whoIs(credentials));
      expired.set(false);
      await navigate({ href: placeOf(next), replace: true });
    } catch (error) {
      if (isRefused(error)) setProblem(error.status === 401 ? text.signIn.wrong : error.message);
      else if (isAway(error)) setProblem(text.away.banner);
      else throw error;
    } finally {
      setBusy(false);
    }
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const { token, apiKey, apiSecret } = fields;
    void enter(kind === 'operator' ? { token: token.trim() } : { apiKey: apiKey.trim(), apiSecret: apiSecret.trim() });
  }

  const field = (name: keyof typeof fields) => ({
    value: fields[name],
    required: true,
    withAsterisk: false,
    onChange: (event: { currentTarget: { value: string } }) =>
      setFields({ ...fields, [name]: event.currentTarget.value }),
  });

  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <span className={styles.mark} aria-hidden="true">
          <Icon name="box" size={20} />
        </span>
        <h1>{text.signIn.title}</h1>
        {wasExpired ? (
          <p className={styles.notice} role="status">
            {text.signIn.expired}
          </p>
        ) : null}
        <form onSubmit={submit} className={styles.form}>
          <SegmentedControl
            fullWidth
            aria-label={text.signIn.as}
            data={[
              { value: 'operator', label: text.signIn.operator },
              { value: 'seller', label: text.signIn.seller },
            ]}
            value={kind}
            onChange={(value) => setKind(value as typeof kind)}
          />
          {kind === 'operator' ? (
            <PasswordInput label={text.signIn.token} autoComplete="off" {...field('token')} />
          ) : (
            <>
              <TextInput label={text.signIn.key} autoComplete="off" {...field('apiKey')} />
              <PasswordInput label={text.signIn.secret} autoComplete="off" {...field('apiSecret')} />
            </>
          )}
          {problem === null ? null : (
            <p className={styles.problem} role="alert">
              {problem}
            </p>
          )}
          <Button type="submit" loading={busy} fullWidth size="sm">
            {text.signIn.submit}
          </Button>
        </form>
        {ready.data ? (
          <section className={styles.ready}>
            <p>{text.signIn.sandbox}</p>
            <div className={styles.choices}>
              {ready.data.operatorToken === null ? null : (
                <Button variant="default" onClick={() => enter({ token: ready.data!.operatorToken! })}>
                  {text.signIn.enterAs(text.account.operator)}
                </Button>
              )}
              {ready.data.sellers.map(({ sellerId, apiKey, apiSecret }) => (
                <Button key={sellerId} variant="default" onClick={() => enter({ apiKey, apiSecret })}>
                  {text.signIn.enterAs(text.account.seller(sellerId))}
                </Button>
              ))}
            </div>
          </section>
        ) : null}
        <p className="pale">{text.signIn.kept}</p>
      </div>
      <fieldset className={styles.languages} aria-label={text.account.language}>
        {languageNames.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            lang={value}
            aria-pressed={value === language}
            onClick={() => setLanguage(value as typeof language)}
          >
            {label}
          </button>
        ))}
      </fieldset>
    </main>
  );
}
