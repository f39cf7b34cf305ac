import { Button } from '@mantine/core';
import { useText } from '../language/index.ts';
import { TypedField } from '../parts/typed-field.tsx';
import { useSession } from '../session.ts';
import { type FilterText, isNumberName, isWrong, type TextName } from './filter.ts';
import styles from './packages.module.css';

type Props = {
  open: boolean;
  filter: FilterText;
  filtered: boolean;
  change(part: Partial<FilterText>): void;
};

const none: Omit<FilterText, 'view'> = {
  status: [],
  sellerId: '',
  orderNumber: '',
  packageId: '',
  barcode: '',
  from: '',
  to: '',
};

export function Filters({ open, filter, filtered, change }: Props) {
  const text = useText();
  const operator = useSession()?.who.kind === 'operator';
  const field = (name: TextName, label: string, type: 'text' | 'datetime-local' = 'text') => (
    <TypedField
      key={name}
      label={label}
      type={type}
      inputMode={isNumberName(name) ? 'numeric' : undefined}
      problemOf={(typed) => (isWrong(name, typed) ? text.list.number : undefined)}
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
