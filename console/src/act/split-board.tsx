import { Button, NativeSelect } from '@mantine/core';
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type SplitForm, splitForms } from '../../../src/core/domain/command.ts';
import type { Package } from '../../../src/core/domain/package.ts';
import type { PackageDetails } from '../api.ts';
import { useText } from '../language/index.ts';
import { Icon } from '../parts/icon.tsx';
import type { Filled } from './acts.ts';
import styles from './split.module.css';
import { type Amounts, inParts, partsOf, plainestForm, whyNot } from './split-form.ts';
import { Stepper } from './stepper.tsx';

type Props = { details: PackageDetails; current: Package; filled: Filled; onChange(filled: Filled): void };

/** The dragged unit: its line, and its package (-1 for the remainder). */
type Dragged = { line_id: number; from: number };
const rest = -1;
const drag_type = 'application/x-koli-unit';
/** Chips per line and package. More units are shown as a number. */
const chips_limit = 12;

/** Units in a column per new package. They are dragged or set by number. */
export function SplitBoard({ details, current, filled, onChange }: Props) {
  const text = useText();
  const [amounts, setAmounts] = useState<Amounts>([{}, {}]);
  const [wanted, setWanted] = useState<SplitForm | null>(null);
  const { lines } = details.package;
  const board = useRef<HTMLDivElement>(null);
  /** The focus after a unit was moved by key. */
  const follow = useRef<string>(null);
  const [told, setTold] = useState('');
  useEffect(() => {
    if (follow.current === null) return;
    board.current?.querySelector<HTMLElement>(follow.current)?.focus();
    follow.current = null;
  });

  const formFor = (next: Amounts, wish: SplitForm | null): SplitForm =>
    wish !== null && whyNot(wish, current.lines, next) === null ? wish : plainestForm(current.lines, next);

  function update(next: Amounts, wish: SplitForm | null = wanted): void {
    const form = formFor(next, wish);
    setAmounts(next);
    onChange({ ...filled, form, parts: partsOf(form, current.lines, next) });
  }

  function move({ line_id, from }: Dragged, to: number): void {
    if (from === to) return;
    const next = amounts.map((part, index) => {
      const units = part[line_id] ?? 0;
      if (index === from) return { ...part, [line_id]: units - 1 };
      return index === to ? { ...part, [line_id]: units + 1 } : part;
    });
    update(next);
  }

  /** Left and right move a unit; up and down go to the other lines of a package. */
  function onKeyDown(event: KeyboardEvent<HTMLElement>, dragged: Dragged): void {
    const aside = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const along = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (aside === undefined && along === undefined) return;
    event.preventDefault();
    if (along !== undefined) {
      const groups = [...event.currentTarget.closest('[data-column]')!.querySelectorAll<HTMLElement>('[data-chips]')];
      groups[groups.indexOf(event.currentTarget) + along]?.focus();
      return;
    }
    const to = dragged.from + aside!;
    if (to < rest || to >= amounts.length) return;
    follow.current = `[data-column="${to}"] [data-chips="${dragged.line_id}"]`;
    setTold(text.act.moved(nameOf(dragged.line_id), titleOf(to)));
    move(dragged, to);
  }

  const nameOf = (line_id: number) => lines.find(({ lineId }) => lineId === line_id)?.productName ?? '';
  const titleOf = (index: number) => (index === rest ? text.act.stays : text.act.part(index + 1));
  const set = (index: number, line_id: number, units: number) =>
    update(amounts.map((part, at) => (at === index ? { ...part, [line_id]: units } : part)));

  const left = (line_id: number, quantity: number) => quantity - inParts(amounts, line_id);
  const column = (index: number) => ({
    index,
    title: titleOf(index),
    held: lines.map(({ lineId, productName, quantity }) => ({
      line_id: lineId,
      name: productName,
      units: index === rest ? left(lineId, quantity) : (amounts[index]![lineId] ?? 0),
    })),
    onDrop: (dragged: Dragged) => move(dragged, index),
    onKeyDown,
  });
  return (
    <div className={styles.split}>
      <p className="pale">{text.act.board}</p>
      <p className="hidden" role="status">
        {told}
      </p>
      <div ref={board} className={styles.board}>
        <Column {...column(rest)} />
        {amounts.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a package to be is known by its place
          <Column key={index} {...column(index)} />
        ))}
        <Button
          className={styles.add}
          variant="default"
          leftSection={<Icon name="plus" size={12} />}
          onClick={() => update([...amounts, {}])}
        >
          {text.act.addPart}
        </Button>
      </div>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={text.act.inTable}>
          <thead>
            <tr>
              <th>{text.detail.product}</th>
              <th>{text.act.stays}</th>
              {amounts.map((_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a package to be is known by its place
                <th key={index}>{text.act.part(index + 1)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ lineId, productName, quantity }) => (
              <tr key={lineId}>
                <td>{productName}</td>
                <td className="number">{left(lineId, quantity)}</td>
                {amounts.map((part, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a package to be is known by its place
                  <td key={index}>
                    <Stepper
                      name={`${productName}, ${text.act.part(index + 1)}`}
                      value={part[lineId] ?? 0}
                      max={(part[lineId] ?? 0) + left(lineId, quantity)}
                      onChange={(units) => set(index, lineId, units)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <NativeSelect
        label={text.act.sentAs}
        value={filled.parts.length === 0 ? 'split-packages' : filled.form}
        onChange={(event) => {
          const wish = event.currentTarget.value as SplitForm;
          setWanted(wish);
          update(amounts, wish);
        }}
        data={splitForms.map((form) => {
          const why = whyNot(form, current.lines, amounts);
          const label = text.act.forms[form];
          return {
            value: form,
            label: why === null ? label : `${label} (${text.act.cannotSay[why]})`,
            disabled: why !== null,
          };
        })}
      />
    </div>
  );
}

type ColumnProps = {
  index: number;
  title: string;
  held: { line_id: number; name: string; units: number }[];
  onDrop(dragged: Dragged): void;
  onKeyDown(event: KeyboardEvent<HTMLElement>, dragged: Dragged): void;
};

function Column({ index, title, held, onDrop, onKeyDown }: ColumnProps) {
  const text = useText();
  const [over, setOver] = useState(false);
  const some = held.filter(({ units }) => units > 0);
  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const dragged = event.dataTransfer.getData(drag_type);
    if (dragged !== '') onDrop(JSON.parse(dragged));
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what can be dragged can be set by number below
    <div
      className={styles.column}
      data-column={index}
      data-over={over}
      data-rest={index === rest}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h4>{title}</h4>
      {some.length === 0 ? <p className="pale">{text.act.dropHere}</p> : null}
      {some.map(({ line_id, name, units }) => (
        <div key={line_id} className={styles.line}>
          <span className={styles.lineName}>{name}</span>
          <span
            className={styles.chips}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a group that answers to arrow keys
            tabIndex={0}
            role="group"
            data-chips={line_id}
            aria-label={text.act.chips(name, units, title)}
            onKeyDown={(event) => onKeyDown(event, { line_id, from: index })}
          >
            {Array.from({ length: Math.min(units, chips_limit) }, (_, unit) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: what can be dragged can be set by number below
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: units of a line are all the same
                key={unit}
                className={styles.chip}
                draggable
                title={name}
                data-line={line_id}
                onDragStart={(event) => {
                  event.dataTransfer.setData(drag_type, JSON.stringify({ line_id, from: index }));
                  event.dataTransfer.effectAllowed = 'move';
                }}
              />
            ))}
            {units > chips_limit ? <span className={styles.more}>+{units - chips_limit}</span> : null}
          </span>
        </div>
      ))}
    </div>
  );
}
