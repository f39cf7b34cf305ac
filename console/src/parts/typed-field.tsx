import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

/** No request while the user types. */
const pause_ms = 350;

type Props = {
  label: string;
  type?: string;
  inputMode?: 'numeric' | undefined;
  value: string;
  problemOf?(typed: string): string | undefined;
  onChange(value: string): void;
};

/** A filter field. Its value counts once the user pauses. */
export function TypedField({ label, type = 'text', inputMode, value, problemOf, onChange }: Props) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => {
    if (typed.trim() === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed.trim();
      latest.current(sent.current);
    }, pause_ms);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <TextInput
      label={label}
      type={type}
      inputMode={inputMode}
      value={typed}
      error={problemOf?.(typed.trim())}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
