import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { LineQuantity } from '../../../src/core/domain/command.ts';
import type { Package } from '../../../src/core/domain/package.ts';
import { cancelReasons } from '../../../src/core/domain/reasons.ts';
import type { PackageDetails } from '../api.ts';
import { useText } from '../language/index.ts';
import styles from './act.module.css';
import type { Act, Filled } from './acts.ts';
import { SplitBoard } from './split-board.tsx';
import { Stepper } from './stepper.tsx';

type Props = { act: Act; details: PackageDetails; current: Package; filled: Filled; onChange(filled: Filled): void };

export function ActForm(props: Props) {
  const { act, filled, onChange } = props;
  const text = useText();
  switch (act.name) {
    case 'cancel':
      return (
        <>
          <UnitPicker {...props} />
          <NativeSelect
            label={text.act.reason}
            value={filled.reason_id}
            onChange={(event) => onChange({ ...filled, reason_id: Number(event.currentTarget.value) })}
            data={cancelReasons
              .filter((reason) => !('abroad_only' in reason))
              .map(({ code }) => ({ value: String(code), label: `${code} · ${text.act.reasons[code]}` }))}
          />
          <KeepStatus {...props} />
        </>
      );
    case 'customer-cancel':
      return (
        <>
          <UnitPicker {...props} />
          <Reason {...props} />
        </>
      );
    case 'split':
      return (
        <>
          <SplitBoard {...props} />
          <KeepStatus {...props} />
        </>
      );
    case 'invoice':
      return (
        <TextInput
          label={`${text.act.invoiceNumber} (${text.act.optional})`}
          maxLength={64}
          data-autofocus
          value={filled.invoice_number}
          onChange={(event) => onChange({ ...filled, invoice_number: event.currentTarget.value.trim() })}
        />
      );
    case 'reject-invoice':
      return (
        <Textarea
          label={text.invoice.reasonKeys}
          description={text.invoice.reasonKeysHint}
          required
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2_000}
          data-autofocus
          value={filled.reason_keys}
          onChange={(event) => onChange({ ...filled, reason_keys: event.currentTarget.value })}
        />
      );
    case 'fail-payment':
      return <Reason {...props} />;
    default:
      return null;
  }
}

function Reason({ filled, onChange }: Props) {
  const text = useText();
  return (
    <TextInput
      label={`${text.act.reasonText} (${text.act.optional})`}
      maxLength={256}
      value={filled.reason}
      onChange={(event) => onChange({ ...filled, reason: event.currentTarget.value })}
    />
  );
}

/** Only useful if the status differs from that of new packages. */
function KeepStatus({ current, filled, onChange }: Props) {
  const text = useText();
  if (current.status === 'Created') return null;
  return (
    <Checkbox
      label={`${text.act.keepStatus} (${text.status[current.status]})`}
      checked={filled.keep_status}
      onChange={(event) => onChange({ ...filled, keep_status: event.currentTarget.checked })}
    />
  );
}

function UnitPicker({ details, current, filled, onChange }: Props) {
  const text = useText();
  const chosen = new Map(filled.lines.map((line) => [line.line_id, line.quantity]));
  const choose = (line_id: number, quantity: number) => {
    const next = new Map(chosen).set(line_id, quantity);
    const lines = current.lines.flatMap((line): LineQuantity[] => {
      const units = next.get(line.line_id) ?? 0;
      return units === 0 ? [] : [{ line_id: line.line_id, quantity: units }];
    });
    onChange({ ...filled, lines });
  };
  return (
    <fieldset className={styles.picker}>
      <legend>{text.act.unitsToCancel}</legend>
      {details.package.lines.map(({ lineId, productName, barcode, quantity }) => (
        <div key={lineId} className={styles.pick}>
          <span className={styles.name}>
            {productName}
            <span className="pale">{barcode}</span>
          </span>
          <Stepper
            name={productName}
            value={chosen.get(lineId) ?? 0}
            max={quantity}
            onChange={(units) => choose(lineId, units)}
          />
          <span className="pale">{text.act.ofUnits(quantity)}</span>
          <Button variant="subtle" size="compact-xs" onClick={() => choose(lineId, quantity)}>
            {text.act.all}
          </Button>
        </div>
      ))}
    </fieldset>
  );
}
