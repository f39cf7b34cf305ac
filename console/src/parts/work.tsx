import { Button, type ButtonProps } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, type SyntheticEvent, useRef } from 'react';
import { type Action, perform } from '../action.ts';
import { isAway, newKey } from '../api.ts';
import { useText } from '../language/index.ts';
import { CurlBelow, CurlBeside } from './curl.tsx';
import styles from './work.module.css';

// All writes of the console go through here, and each one shows its request.

/** Private to this file: only the component that shows a request can send it. */
const go = Symbol('go');

/** An action in progress, or its result. */
export type Work<R> = {
  isPending: boolean;
  error: Error | null;
  data: R | undefined;
  /** The message if it failed. */
  problem: string | null;
  [go]: (of: string, action: () => Action<R>) => void;
};

type Intent<R> = { of: string; action: Action<R>; idempotencyKey: string };

/**
 * One idempotency key per intention. If no answer came, a retry sends the same call with the same body, and koli does it
 * once. Another intention, or another try after an answer, gets a new key.
 */
export function useWork<R>(done: (result: R) => unknown = () => {}): Work<R> {
  const text = useText();
  const sent = useRef<Intent<R> | null>(null);
  const work = useMutation({
    mutationFn: ({ action, idempotencyKey }: Intent<R>) => perform(action, { idempotencyKey }),
    onError: (error) => {
      if (!isAway(error)) sent.current = null;
    },
    onSuccess: (result) => {
      sent.current = null;
      return done(result);
    },
  });
  return {
    isPending: work.isPending,
    error: work.error,
    data: work.data,
    problem: work.error === null ? null : problemOf(work.error, text.away.work, text.act.refused),
    [go]: (of, action) => {
      if (work.isPending) return;
      if (sent.current?.of !== of) sent.current = { of, action: action(), idempotencyKey: newKey() };
      work.mutate(sent.current);
    },
  };
}

/** A busy koli has a message of its own; one that is away has none. */
function problemOf(error: Error, away: string, refused: string): string {
  const told = 'key' in error && error.key !== null;
  return isAway(error) && !told ? away : `${refused}: ${error.message}`;
}

export const Problem = ({ work: { problem } }: { work: Pick<Work<unknown>, 'problem'> }) =>
  problem === null ? null : (
    <p className={styles.problem} role="alert">
      {problem}
    </p>
  );

/** A button that acts at once. */
export type Deed<R> = Pick<ButtonProps, 'variant' | 'disabled' | 'leftSection' | 'color' | 'size'> & {
  /** Its intention: buttons with the same key mean the same. */
  key: string;
  label: string;
  /** Its position among similar buttons. */
  name?: string;
  icon?: ReactNode;
  pressed?: boolean;
  action(): Action<R>;
};

type ButtonsProps<R> = {
  work: Work<R>;
  deeds: readonly Deed<R>[];
  /** The subject, if there are several similar buttons. */
  of?: string;
  children?: ReactNode;
};

export function WorkButtons<R>({ work, deeds, of, children }: ButtonsProps<R>) {
  const latest = useRef<string>(null);
  return (
    <span className={styles.buttons}>
      {children}
      {deeds.map(({ key, label, name, icon, pressed, action, disabled, ...look }) => (
        <Button
          key={key}
          variant="default"
          {...look}
          aria-label={name}
          aria-pressed={pressed}
          disabled={disabled === true || (work.isPending && latest.current !== key)}
          loading={work.isPending && latest.current === key}
          onClick={() => {
            latest.current = key;
            work[go](key, action);
          }}
        >
          {icon ?? label}
        </Button>
      ))}
      <CurlBeside
        of={of}
        shown={deeds.map(({ key, label, name, action }) => ({ key, label: name ?? label, action }))}
      />
    </span>
  );
}

type FormProps<R> = {
  work: Work<R>;
  /** The filled-in action, or null while the form is incomplete. */
  of: unknown;
  action(): Action<R>;
  submit: string;
  label?: string;
  className?: string | undefined;
  /** It deletes data, so it looks dangerous. */
  danger?: boolean;
  plain?: boolean;
  inline?: boolean;
  disabled?: boolean;
  /** Content beside the button. */
  beside?: ReactNode;
  children?: ReactNode;
};

/** A form with its request, koli's refusal, and its button. */
export function WorkForm<R>(props: FormProps<R>) {
  const { work, of, action, submit, label, className, inline = false, disabled = false, beside, children } = props;
  const ready = of !== null && !disabled;
  function send(event: SyntheticEvent): void {
    event.preventDefault();
    if (ready) work[go](JSON.stringify(of) ?? '', action);
  }
  const button = (
    <Button
      type="submit"
      variant={props.plain ? 'default' : 'filled'}
      className={props.danger ? styles.danger : undefined}
      disabled={!ready}
      loading={work.isPending}
    >
      {submit}
    </Button>
  );
  return (
    <form className={`${inline ? 'inline' : 'stack'} ${className ?? ''}`} aria-label={label} onSubmit={send}>
      {children}
      {inline ? button : null}
      <Problem work={work} />
      {of === null ? null : <CurlBelow of={of} action={action} />}
      {inline ? null : (
        <footer className={styles.foot}>
          {beside}
          {button}
        </footer>
      )}
    </form>
  );
}
