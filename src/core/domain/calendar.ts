const day_ms = 86_400_000;
/** Turkey keeps UTC+3 all year (since 2016), so its calendar is plain arithmetic. */
export const istanbul_offset_ms = 3 * 3_600_000;

/** Days on which a customer has time to confirm an alternative delivery; then it counts as confirmed. */
const confirmation_days = 3;

/** The same time of day after some working days. Saturday and Sunday, in Istanbul, are none; holidays count as working days. */
function afterWorkingDays(at: number, days: number): number {
  let reached = at;
  for (let left = days; left > 0; ) {
    reached += day_ms;
    const weekday = new Date(reached + istanbul_offset_ms).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return reached;
}

export const confirmationEnd = (reported_at: number): number => afterWorkingDays(reported_at, confirmation_days);
