import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type Status, statuses } from '../../../src/core/domain/package.ts';
import type { PackageFilter } from '../api.ts';

/** The filter as the user typed it, stored in the address. */
export type FilterText = {
  status: Status[];
  sellerId: string;
  orderNumber: string;
  packageId: string;
  barcode: string;
  from: string;
  to: string;
  view: View;
};

/** All packages, last changed first; or those that have not left, the earliest date first; or the late ones of these. */
export const views = ['all', 'handOver', 'overdue'] as const;
export type View = (typeof views)[number];
const asked: Record<View, Pick<PackageFilter, 'overdue' | 'sort'>> = {
  all: {},
  handOver: { sort: 'agreedDeliveryDate' },
  overdue: { overdue: 'true' },
};

const texts = ['sellerId', 'orderNumber', 'packageId', 'barcode', 'from', 'to'] as const;
export type TextName = (typeof texts)[number];

export const whole = (text: string): number | undefined => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined);
export const isNumberName = (name: TextName): boolean => name === 'sellerId' || name === 'packageId';
export const isWrong = (name: TextName, text: string): boolean =>
  isNumberName(name) && text !== '' && whole(text) === undefined;

export const minute_ms = 60_000;
export const moment = (text: string): number | undefined => {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
};

/** The query for koli. Invalid fields are left out and marked. */
export function filterOf(filter: FilterText): PackageFilter {
  const { status, sellerId, orderNumber, packageId, barcode, from, to, view } = filter;
  const end = moment(to);
  return {
    ...asked[view],
    status: status.length === 0 ? undefined : status,
    sellerId: whole(sellerId),
    orderNumber: orderNumber || undefined,
    packageId: whole(packageId),
    barcode: barcode || undefined,
    startDate: moment(from),
    endDate: end === undefined ? undefined : end + minute_ms - 1,
  };
}

export function useFilter() {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const filter = useMemo((): FilterText => {
    const named = (search['status'] ?? '').split(',');
    const text = Object.fromEntries(texts.map((name) => [name, search[name] ?? ''])) as Record<TextName, string>;
    const view = views.find((one) => one === search['view']) ?? 'all';
    return { status: statuses.filter((status) => named.includes(status)), ...text, view };
  }, [search]);
  const change = useCallback(
    (part: Partial<FilterText>) => {
      const { status, view, ...rest } = { ...filter, ...part };
      const next = { status: status.join(','), ...rest, view: view === 'all' ? '' : view };
      const given = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== ''));
      void navigate({ to: '/packages', search: given as never, replace: true, resetScroll: false });
    },
    [filter, navigate],
  );
  const count = texts.filter((name) => filter[name] !== '').length;
  return { filter, change, count };
}
