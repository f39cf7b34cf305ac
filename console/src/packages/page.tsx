import { Button, SegmentedControl } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import { useText } from '../language/index.ts';
import { Icon } from '../parts/icon.tsx';
import { Empty, Failed } from '../parts/state.tsx';
import { CountsChart } from './chart.tsx';
import { usePackages } from './data.ts';
import { filterOf, useFilter, type View, views } from './filter.ts';
import { Filters } from './filters.tsx';
import styles from './packages.module.css';
import { PackageTable } from './table.tsx';

export default function PackagesPage() {
  const text = useText();
  const { filter, change, count } = useFilter();
  const asked = useMemo(() => filterOf(filter), [filter]);
  const list = usePackages(asked);
  const [open, setOpen] = useState(false);
  const scroller = useRef<HTMLDivElement>(null);

  async function showFresh(): Promise<void> {
    await list.showFresh();
    scroller.current?.scrollTo({ top: 0 });
  }

  const filtered = count > 0 || filter.status.length > 0;
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{text.list.title}</h1>
        <SegmentedControl
          className={styles.views}
          aria-label={text.list.views}
          data={views.map((value) => ({ value, label: text.list.view[value] }))}
          value={filter.view}
          onChange={(view) => change({ view: view as View })}
        />
        <Button
          className={styles.toggle}
          variant="default"
          leftSection={<Icon name="filter" size={14} />}
          aria-expanded={open}
          aria-controls="filters"
          onClick={() => setOpen(!open)}
        >
          {text.list.filtersOn(count)}
        </Button>
      </header>
      <CountsChart sellerId={asked.sellerId} chosen={filter.status} onChoose={(status) => change({ status })} />
      <Filters open={open} filter={filter} change={change} filtered={filtered} />
      <div className={styles.news}>
        {list.fresh === 0 ? null : (
          <button type="button" className={styles.pill} onClick={showFresh}>
            {text.list.fresh(list.fresh)} · {text.list.freshLabel}
          </button>
        )}
        <p className="hidden" role="status">
          {list.fresh === 0 ? '' : text.list.fresh(list.fresh)}
        </p>
      </div>
      {list.isError && list.rows.length === 0 ? (
        <Failed error={list.error} retry={() => list.refetch()} />
      ) : list.isSuccess && list.rows.length === 0 ? (
        <Empty
          title={filtered ? text.list.empty : text.list.emptyOf[filter.view]}
          hint={filtered ? text.list.emptyHint : text.list.emptyOfHint[filter.view]}
        />
      ) : (
        <PackageTable scroller={scroller} list={list} byDate={filter.view !== 'all'} />
      )}
    </div>
  );
}
