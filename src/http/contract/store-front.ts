import { type Country, countriesOf, countryCodes, storeFrontOf } from '../../core/domain/countries.ts';
import { invalid, type Refusal } from '../../core/domain/refusal.ts';
import { isMarketplace } from './common.ts';
import type { Call, Operation } from './operation.ts';

const field = 'storeFrontCode';

/** The storefront that a request names, checked against the table of countries; undefined: it names none. */
export function readStoreFront(operation: Operation, headers: Call['headers']): Country | undefined | Refusal {
  if (!isMarketplace(operation)) return undefined;
  const { only_in } = operation;
  const allowed = only_in === undefined ? [...countryCodes] : countriesOf(only_in).map(({ code }) => code);
  const given = String(headers[field.toLowerCase()] ?? '').trim();
  if (given === '')
    return only_in === undefined
      ? undefined
      : invalid(field, { rule: 'required', expected: { form: 'values', values: allowed } });
  const country = storeFrontOf(given);
  return country !== null && allowed.includes(country.code) ? country : invalid(field, { rule: 'allowed', allowed });
}
