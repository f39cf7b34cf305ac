import { useText } from './language/index.ts';

const minute = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;

type Format = ReturnType<typeof formatFor>;

/** Formatters of a language. They are cached, because creating them takes longer than drawing a row. */
function formatFor(locale: string) {
  const number = new Intl.NumberFormat(locale);
  const time = new Intl.DateTimeFormat(locale, minute);
  const exact = new Intl.DateTimeFormat(locale, { ...minute, year: 'numeric', second: '2-digit' });
  const hour = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const list = new Intl.ListFormat(locale, { type: 'disjunction' });
  const moneys = new Map<string, Intl.NumberFormat>();
  return {
    number: (value: number) => number.format(value),
    time: (at: number) => time.format(at),
    exact: (at: number) => exact.format(at),
    hour: (at: number) => hour.format(at),
    day: (at: number) => day.format(at),
    size: (bytes: number) => `${number.format(Math.ceil(bytes / 1_024))} KB`,
    either: (words: string[]) => list.format(words),
    money: (amount: number, currency = 'TRY') => {
      const money = moneys.get(currency) ?? moneyFormat(locale, currency);
      moneys.set(currency, money);
      return money.format(amount);
    },
  };
}

const moneyFormat = (locale: string, currency: string): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });

const formats = new Map<string, Format>();

export function useFormat(): Format {
  const { locale } = useText();
  const format = formats.get(locale) ?? formatFor(locale);
  formats.set(locale, format);
  return format;
}
