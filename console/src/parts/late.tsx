import { open } from '../../../src/core/domain/lifecycle.ts';
import type { Status } from '../../../src/core/domain/package.ts';
import { useText } from '../language/index.ts';
import { Badge } from './badge.tsx';

/** koli's answer may be older than the status, which the live page changes at once. */
export const isLate = ({ overdue, status }: { overdue: boolean; status: Status }): boolean =>
  overdue && (open as readonly Status[]).includes(status);

/** The agreed delivery has passed, and the package has not left. */
export function Late() {
  const text = useText();
  return (
    <Badge tone="bad" title={text.detail.overdueHint}>
      {text.detail.overdue}
    </Badge>
  );
}
