import { useText } from '../language/index.ts';
import { Icon } from '../parts/icon.tsx';
import styles from './stepper.module.css';

type Props = { name: string; value: number; max: number; onChange(value: number): void };

/** A number of units, set by button, arrow key or typing. */
export function Stepper({ name, value, max, onChange }: Props) {
  const text = useText();
  const set = (next: number) => onChange(Math.min(Math.max(Math.trunc(next) || 0, 0), max));
  return (
    <span className={styles.stepper}>
      <button type="button" aria-label={text.act.less(name)} disabled={value <= 0} onClick={() => set(value - 1)}>
        <Icon name="minus" size={12} />
      </button>
      <input
        type="number"
        inputMode="numeric"
        aria-label={name}
        min={0}
        max={max}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => set(Number(event.currentTarget.value))}
      />
      <button type="button" aria-label={text.act.more(name)} disabled={value >= max} onClick={() => set(value + 1)}>
        <Icon name="plus" size={12} />
      </button>
    </span>
  );
}
