import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { isAway, isRefused, readReady, whoIs } from '../api.ts';
import { useText } from '../language/index.ts';
import { Icon } from '../parts/icon.tsx';
import { lend, type SellerKey } from '../session.ts';
import styles from './act.module.css';

/** Asks an operator for the seller's key, for this tab. A sandbox offers its public one. */
export function LendKey({ sellerId }: { sellerId: number }) {
  const text = useText();
  const ready = useQuery({ queryKey: ['ready'], queryFn: readReady });
  const [fields, setFields] = useState<SellerKey>({ apiKey: '', apiSecret: '' });
  const [problem, setProblem] = useState<string | null>(null);
  const own = ready.data?.sellers.find((one) => one.sellerId === sellerId);

  async function use(key: SellerKey): Promise<void> {
    setProblem(null);
    try {
      const who = await whoIs(key);
      if (who.kind === 'seller' && who.sellerId === sellerId) lend(sellerId, key);
      else setProblem(text.signIn.wrong);
    } catch (error) {
      setProblem(isAway(error) ? text.away.banner : isRefused(error) ? text.signIn.wrong : String(error));
    }
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    void use(fields);
  }

  const field = (name: keyof SellerKey) => ({
    value: fields[name],
    required: true,
    withAsterisk: false,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) =>
      setFields({ ...fields, [name]: event.currentTarget.value }),
  });
  return (
    <form className={styles.lend} onSubmit={submit}>
      <p className={styles.notice}>
        <Icon name="key" />
        {text.act.needsSeller(sellerId)}
      </p>
      {own === undefined ? null : (
        <Button onClick={() => use({ apiKey: own.apiKey, apiSecret: own.apiSecret })}>{text.act.useReady}</Button>
      )}
      <div className={styles.keys}>
        <TextInput label={text.signIn.key} {...field('apiKey')} />
        <PasswordInput label={text.signIn.secret} {...field('apiSecret')} />
        <Button type="submit" variant="default">
          {text.act.useThis}
        </Button>
      </div>
      {problem === null ? null : (
        <p className="note bad" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
