import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../language/index.ts';
import { useSession } from '../session.ts';
import { type FilterText, isNumberName, isWrong, type TextName } from './filter.ts';
import styles from './packages.module.css';

type Props = {
  open: boolean;
  filter: FilterText;
  filtered: boolean;
  change(part: Partial<FilterText>): void;
};

const none: FilterText = { status: [], sellerId: '', orderNumber: '', packageId: '', barcode: '', from: '', to: '' };

export function Filters({ open, filter, filtered, change }: Props) {
  const text = useText();
  const operator = useSession()?.who.kind === 'operator';
  const field = (name: TextName, label: string, type: 'text' | 'datetime-local' = 'text') => (
    <Field
      key={name}
      name={name}
      label={label}
      type={type}
      value={filter[name]}
      onChange={(value) => change({ [name]: value })}
    />
  );
  return (
    <search id="filters" className={styles.filters} data-open={open} aria-label={text.list.filters}>
      {operator ? field('sellerId', text.list.sellerId) : null}
      {field('orderNumber', text.list.orderNumber)}
      {field('packageId', text.list.packageId)}
      {field('barcode', text.list.barcode)}
      {field('from', text.list.from, 'datetime-local')}
      {field('to', text.list.to, 'datetime-local')}
      <Button className={styles.clear} variant="subtle" color="gray" disabled={!filtered} onClick={() => change(none)}>
        {text.common.clear}
      </Button>
    </search>
  );
}

/** While somebody types nothing is asked. */
const pause_ms = 350;

type FieldProps = { name: TextName; label: string; type: string; value: string; onChange(value: string): void };

function Field({ name, label, type, value, onChange }: FieldProps) {
  const text = useText();
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
  const wrong = isWrong(name, typed.trim());
  return (
    <TextInput
      label={label}
      type={type}
      inputMode={isNumberName(name) ? 'numeric' : undefined}
      value={typed}
      error={wrong ? text.list.number : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
