import { useMemo } from 'react';
import { useText } from './language/index.ts';

const minute = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;

/** Numbers and times as the chosen language writes them. */
export function useFormat() {
  const { locale } = useText();
  return useMemo(() => {
    const number = new Intl.NumberFormat(locale);
    const time = new Intl.DateTimeFormat(locale, minute);
    const exact = new Intl.DateTimeFormat(locale, { ...minute, year: 'numeric', second: '2-digit' });
    const hour = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
    const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
    const list = new Intl.ListFormat(locale, { type: 'disjunction' });
    return {
      number: (value: number) => number.format(value),
      time: (at: number) => time.format(at),
      exact: (at: number) => exact.format(at),
      hour: (at: number) => hour.format(at),
      day: (at: number) => day.format(at),
      either: (words: string[]) => list.format(words),
      money: (amount: number, currency = 'TRY') => moneyText(locale, amount, currency),
    };
  }, [locale]);
}

function moneyText(locale: string, amount: number, currency: string): string {
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(
      amount,
    );
  } catch {
    // A currency is whatever the order says.
    return `${new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(amount)} ${currency}`;
  }
}
