import type { InvoiceStatus } from '../../../src/core/domain/package.ts';
import { useText } from '../language/index.ts';
import { Badge, type Tone } from './badge.tsx';

const tones: Record<InvoiceStatus, Tone> = {
  NotInvoiced: 'plain',
  Received: 'warn',
  Rejected: 'bad',
  Invoiced: 'good',
};

export function InvoiceBadge({ status }: { status: InvoiceStatus }) {
  const text = useText();
  return <Badge tone={tones[status]}>{text.invoice.status[status]}</Badge>;
}
