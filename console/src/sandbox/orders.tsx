import type { Schema } from '@koli/client';
import { ActionIcon, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { countries } from '../../../src/core/domain/countries.ts';
import { statuses as allStatuses } from '../../../src/core/domain/package.ts';
import { useText } from '../language/index.ts';
import { PackageLink } from '../package/facts.tsx';
import { Icon } from '../parts/icon.tsx';
import { Section } from '../parts/section.tsx';
import { StatusBadge } from '../parts/status.tsx';
import { useWork, WorkForm } from '../parts/work.tsx';
import { type Orders as Placed, placeOrders } from './actions.ts';
import type { MadeOrder } from './data.ts';
import { isSeller, SellerField, WholeNumber, wholeOf } from './parts.tsx';
import styles from './sandbox.module.css';

type Line = { key: number; barcode: string; quantity: string };
type Form = {
  sellerId: string;
  count: string;
  status: Status;
  country: Country;
  seed: string;
  silent: boolean;
  lines: Line[];
};
type Country = NonNullable<Placed['country']>;

/** The statuses that one call can reach. */
const statuses = allStatuses.filter((status) => status !== 'UnPacked');
type Status = Exclude<(typeof allStatuses)[number], 'UnPacked'>;

const most_orders = 1_000;
const most_lines = 200;
const most_units = 1_000;
const most_seed = Number.MAX_SAFE_INTEGER;
const shown_orders = 20;

function bodyOf({ sellerId, count, status, country, seed, silent, lines }: Form) {
  return {
    sellerId: Number(sellerId),
    count: Number(count),
    status: status as Exclude<Schema<'SandboxOrder'>['status'], 'UnPacked'>,
    ...(country === 'TR' ? {} : { country }),
    ...(seed === '' ? {} : { seed: Number(seed) }),
    ...(silent ? { silent } : {}),
    ...(lines.length === 0
      ? {}
      : {
          lines: lines.map(({ barcode, quantity }) => ({
            ...(barcode.trim() === '' ? {} : { barcode: barcode.trim() }),
            quantity: Number(quantity),
          })),
        }),
  };
}

const isComplete = ({ sellerId, count, seed, lines }: Form): boolean =>
  isSeller(sellerId) &&
  wholeOf(count, 1, most_orders) !== null &&
  (seed === '' || wholeOf(seed, 0, most_seed) !== null) &&
  lines.every(({ quantity }) => wholeOf(quantity, 1, most_units) !== null);

/** Orders on demand. koli generates what the form leaves empty. */
export function Orders({ sellerId }: { sellerId: number }) {
  const text = useText();
  const [form, setForm] = useState<Form>({
    sellerId: String(sellerId),
    count: '1',
    status: 'Created',
    country: 'TR',
    seed: '',
    silent: false,
    lines: [],
  });
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });
  const work = useWork<{ orders: MadeOrder[] }>();
  return (
    <Section title={text.sandbox.orders.title} hint={text.sandbox.orders.hint}>
      <WorkForm
        className={styles.inset}
        work={work}
        of={isComplete(form) ? bodyOf(form) : null}
        action={() => placeOrders(bodyOf(form))}
        submit={text.sandbox.orders.submit}
        beside={
          <Checkbox
            className={styles.beside}
            label={text.sandbox.orders.silent}
            checked={form.silent}
            onChange={(event) => change({ silent: event.currentTarget.checked })}
          />
        }
      >
        <div className={styles.fields}>
          <SellerField value={form.sellerId} onChange={(next) => change({ sellerId: next })} />
          <WholeNumber
            label={text.sandbox.orders.count}
            from={1}
            to={most_orders}
            value={form.count}
            onChange={(count) => change({ count })}
          />
          <NativeSelect
            label={text.sandbox.orders.status}
            data={statuses.map((status) => ({ value: status, label: text.status[status] }))}
            value={form.status}
            onChange={(event) => change({ status: event.currentTarget.value as Status })}
          />
          <NativeSelect
            label={text.sandbox.orders.country}
            data={countries.map(({ code, name }) => ({
              value: code,
              label: text.locale === 'tr-TR' ? name.tr : name.en,
            }))}
            value={form.country}
            onChange={(event) => change({ country: event.currentTarget.value as Country })}
          />
          <WholeNumber
            label={text.sandbox.orders.seed}
            empty={text.sandbox.orders.seedHint}
            from={0}
            to={most_seed}
            value={form.seed}
            onChange={(seed) => change({ seed })}
          />
        </div>
        <Lines lines={form.lines} onChange={(lines) => change({ lines })} />
      </WorkForm>
      <div role="status">{work.data === undefined ? null : <Made orders={work.data.orders} />}</div>
    </Section>
  );
}

function Lines({ lines, onChange }: { lines: Line[]; onChange(lines: Line[]): void }) {
  const text = useText();
  const words = text.sandbox.orders;
  const set = (key: number, part: Partial<Line>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const key = Math.max(0, ...lines.map((line) => line.key)) + 1;
  return (
    <fieldset className={styles.lines}>
      <legend>{words.lines}</legend>
      {lines.length === 0 ? <p className="pale">{words.drawn}</p> : null}
      {lines.map((line, at) => (
        <div key={line.key} className={styles.line}>
          <TextInput
            aria-label={words.barcode(at + 1)}
            placeholder={words.barcodeHint}
            maxLength={128}
            autoComplete="off"
            value={line.barcode}
            onChange={(event) => set(line.key, { barcode: event.currentTarget.value })}
          />
          <TextInput
            className={styles.short}
            aria-label={words.quantity(at + 1)}
            inputMode="numeric"
            leftSection="×"
            value={line.quantity}
            error={wholeOf(line.quantity, 1, most_units) === null ? text.sandbox.number(1, most_units) : undefined}
            onChange={(event) => set(line.key, { quantity: event.currentTarget.value.trim() })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={words.removeLine(at + 1)}
            onClick={() => onChange(lines.filter((one) => one.key !== line.key))}
          >
            <Icon name="close" size={13} />
          </ActionIcon>
        </div>
      ))}
      {lines.length >= most_lines ? null : (
        <Button
          className={styles.add}
          variant="default"
          leftSection={<Icon name="plus" size={12} />}
          onClick={() => onChange([...lines, { key, barcode: '', quantity: '1' }])}
        >
          {words.addLine}
        </Button>
      )}
    </fieldset>
  );
}

function Made({ orders }: { orders: MadeOrder[] }) {
  const text = useText();
  const words = text.sandbox.orders;
  const rest = orders.length - shown_orders;
  return (
    <div className={styles.made}>
      <h3>{words.made(orders.length)}</h3>
      <ul className={styles.rows}>
        {orders.slice(0, shown_orders).map(({ sellerId, orderNumber, shipmentPackageId, status, lines }) => (
          <li key={shipmentPackageId} className={styles.order}>
            <PackageLink sellerId={sellerId} id={shipmentPackageId} />
            <StatusBadge status={status} />
            <span className="pale">
              {text.list.order} {orderNumber}
            </span>
            <span className={styles.what}>
              {lines.map(({ quantity, barcode }) => `${quantity} × ${barcode}`).join(', ')}
            </span>
          </li>
        ))}
      </ul>
      {rest <= 0 ? null : (
        <p className="pale">
          {words.more(rest)} <Link to="/packages">{words.inList}</Link>
        </p>
      )}
    </div>
  );
}
