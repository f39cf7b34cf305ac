const paths = {
  box: 'M8 1.5 14 4.6v6.8L8 14.5 2 11.4V4.6z M2 4.6l6 3.1 6-3.1 M8 7.7v6.8',
  scales: 'M8 2v12 M5 14h6 M3 4.5h10 M3 4.5 1.2 9.2a2 2 0 0 0 3.6 0z M13 4.5l-1.8 4.7a2 2 0 0 0 3.6 0z',
  hook: 'M6 6.500a2.500 2.500 0 1 1 3.500 1.500L12 12 M8.500 12H4.500 M10 12a2 2 0 1 0 4 0a2 2 0 1 0-4 0 M7 8 4.500 12a2 2 0 1 1-2-1.500',
  flask: 'M6 2h4 M6.5 2v4.5L2.800 12.600a1 1 0 0 0 .9 1.400h8.600a1 1 0 0 0 .9-1.400L9.500 6.500V2 M4.700 10h6.600',
  filter: 'M2 3.5h12 M4.5 8h7 M6.5 12.5h3',
  menu: 'M2 4h12 M2 8h12 M2 12h12',
  close: 'M3.5 3.5l9 9 M12.5 3.5l-9 9',
  chevron: 'M4 6l4 4 4-4',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  person: 'M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8z M2.8 14c.6-2.5 2.6-3.8 5.2-3.8s4.600 1.300 5.200 3.800',
  copy: 'M5.5 5.500h8v8h-8z M10.500 5.500v-3h-8v8h3',
  check: 'M3 8.500 6.500 12 13 4.500',
  cross: 'M4 4l8 8 M12 4l-8 8',
  split: 'M3 2.500v3.500l5 4v4 M13 2.500v3.500l-5 4',
  truck:
    'M1.500 4h8v7h-8z M9.500 6.500h3l2 2.500v2h-5z M4 12.500a1.200 1.200 0 1 0 0-.100 M11.500 12.500a1.200 1.200 0 1 0 0-.100',
  plus: 'M8 3v10 M3 8h10',
  minus: 'M3 8h10',
  key: 'M9.500 9.500a3.500 3.500 0 1 0-3-3L2 11v3h3v-2h2v-2z',
  shell: 'M3 4.500 6.500 8 3 11.500 M8 12h5',
  alert: 'M8 2 14.500 13.500h-13z M8 6.500v3.200 M8 11.700v.1',
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({ name, size = 16 }: { name: IconName; size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.4}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
);
