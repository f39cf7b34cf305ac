// Outages that the marketplace announced, as faults. How long they last here is koli's choice where the announcement does
// not say it.

const hour_ms = 3_600_000;

export type Incident = {
  /** When it happened. */
  dates: readonly string[];
  says: { en: string; tr: string };
  lasts_ms: number;
  /** Operation and outcome of the fault. */
  fault: { operation?: string; do: { outcome: string; status?: number; laterMs?: number } };
};

export const incidents = {
  'webhooks-silent': {
    dates: ['2026-10-06'],
    says: {
      en: 'Webhooks were not sent, and were not sent later either: only lists and a replay find the changes.',
      tr: 'Webhook bildirimleri gönderilmedi, sonradan da gelmedi: değişiklikler yalnızca listelerden ve yeniden göndermeyle bulunur.',
    },
    lasts_ms: 4 * hour_ms,
    fault: { do: { outcome: 'lost' } },
  },
  'orders-missing': {
    dates: ['2026-09-02', '2026-09-08'],
    says: {
      en: 'Lists and stream did not show what had changed since the outage began; it appeared afterwards.',
      tr: 'Listeler ve akış, kesinti başladıktan sonra değişenleri göstermedi; bunlar kesinti bitince göründü.',
    },
    lasts_ms: 6 * hour_ms,
    fault: { operation: 'lists', do: { outcome: 'stale' } },
  },
  'lists-failing': {
    dates: ['2026-04-21'],
    says: {
      en: 'Lists and stream answered with an error for a day.',
      tr: 'Listeler ve akış bir gün boyunca hata yanıtı verdi.',
    },
    lasts_ms: 24 * hour_ms,
    fault: { operation: 'lists', do: { outcome: 'refused', status: 500 } },
  },
  'statuses-late': {
    dates: ['2026-03-09'],
    says: {
      en: 'Changes of status were sent two hours late, out of order.',
      tr: 'Durum değişiklikleri iki saat geç ve sırasız bildirildi.',
    },
    lasts_ms: 6 * hour_ms,
    fault: { do: { outcome: 'late', laterMs: 2 * hour_ms } },
  },
  'inner-status-missing': {
    dates: ['2025-08-28'],
    says: {
      en: 'Lists and stream that filtered by status left out shipmentPackageStatus.',
      tr: 'Statüye göre süzülen listelerde ve akışta shipmentPackageStatus alanı yoktu.',
    },
    lasts_ms: 24 * hour_ms,
    fault: { operation: 'lists', do: { outcome: 'status-omitted' } },
  },
} as const satisfies Record<string, Incident>;

export type IncidentName = keyof typeof incidents;
export const incidentNames = Object.keys(incidents) as IncidentName[];
