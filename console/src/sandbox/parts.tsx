import { TextInput } from '@mantine/core';
import { useId } from 'react';
import { useFormat } from '../format.ts';
import { useText } from '../language/index.ts';
import type { Became } from './actions.ts';
import { useSellers } from './data.ts';
import styles from './sandbox.module.css';

/** A whole number within bounds, or null. */
export function wholeOf(typed: string, from: number, to: number): number | null {
  const value = Number(typed);
  return /^\d+$/.test(typed.trim()) && value >= from && value <= to ? value : null;
}

type NumberProps = {
  label: string;
  value: string;
  from: number;
  to: number;
  /** The field is optional; this says what an empty one means. */
  empty?: string;
  description?: string;
  disabled?: boolean;
  onChange(value: string): void;
};

/** A number field with its error. */
export function WholeNumber({ label, value, from, to, empty, description, disabled, onChange }: NumberProps) {
  const text = useText();
  const fine = (value === '' && empty !== undefined) || wholeOf(value, from, to) !== null;
  return (
    <TextInput
      label={label}
      description={description}
      inputMode="numeric"
      autoComplete="off"
      placeholder={empty}
      value={value}
      disabled={disabled}
      error={fine ? undefined : text.sandbox.number(from, to)}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
    />
  );
}

type SellerProps = { value: string; empty?: string; onChange(value: string): void };

export const isSeller = (typed: string): boolean => wholeOf(typed, 1, Number.MAX_SAFE_INTEGER) !== null;

/** A seller, chosen from a list or typed. */
export function SellerField({ value, empty, onChange }: SellerProps) {
  const text = useText();
  const list = useId();
  const sellers = useSellers();
  const fine = (value === '' && empty !== undefined) || isSeller(value);
  return (
    <>
      <TextInput
        label={text.sandbox.seller}
        inputMode="numeric"
        autoComplete="off"
        list={list}
        placeholder={empty}
        value={value}
        error={fine ? undefined : text.list.number}
        onChange={(event) => onChange(event.currentTarget.value.trim())}
      />
      <datalist id={list}>
        {sellers.data?.content.map(({ sellerId, name }) => (
          <option key={sellerId} value={sellerId} label={name} />
        ))}
      </datalist>
    </>
  );
}

/** The message after the state was replaced. */
export function useDone(): (became: unknown) => string {
  const text = useText();
  const format = useFormat();
  return (became) => {
    const { packages, now } = became as Became;
    return text.sandbox.state.done(text.packages(packages), format.exact(now));
  };
}

export const Done = ({ said }: { said: string | null }) => (
  <p className={styles.done} role="status">
    {said}
  </p>
);
