/**
 * The folders of `src/`, each with the folders that its files may import. A folder imports only folders above it in this
 * list, so no circle is possible. `npm run generate` draws the picture in ARCHITECTURE.md from it, and
 * `test/house.test.ts` holds every import against it. An edge that no import uses any more has to go.
 */
export const rooms: Record<string, string[]> = {
  assets: [],
  client: [],
  'core/errors': [],
  'core/domain': [],
  'core/wire': ['assets', 'core/domain'],
  'core/postgres': ['assets', 'core/errors', 'core/domain'],
  core: ['core/errors', 'core/domain', 'core/wire', 'core/postgres'],
  'core/corridor': ['core/domain', 'core/wire', 'core/postgres', 'core'],
  'core/webhook': ['core/domain', 'core/wire', 'core/postgres', 'core'],
  maintenance: ['core/domain', 'core/wire', 'core/postgres', 'core', 'core/corridor'],
  'http/language': ['core/domain', 'core/wire'],
  'http/contract': ['core/domain', 'core/wire', 'core/postgres', 'core', 'core/corridor', 'http/language'],
  'http/server': ['assets', 'core/domain', 'core/postgres', 'core', 'core/corridor', 'http/contract'],
  'http/shared': ['core/domain', 'core/wire', 'core/postgres', 'core', 'core/corridor', 'http/contract'],
  'http/doors/marketplace': [
    ...['core/domain', 'core/wire', 'core/postgres', 'core', 'core/webhook'],
    ...['http/contract', 'http/shared'],
  ],
  'http/doors/operator': [
    ...['core/domain', 'core/wire', 'core/postgres', 'core', 'maintenance'],
    ...['http/contract', 'http/shared'],
  ],
  'http/doors/own': [
    ...['core/domain', 'core/wire', 'core/postgres', 'core', 'core/corridor'],
    ...['http/contract', 'http/shared'],
  ],
  'http/doors/own/webhooks': [
    ...['core/domain', 'core/wire', 'core/postgres', 'core/webhook'],
    ...['http/contract', 'http/shared', 'http/doors/own'],
  ],
  http: ['http/contract', 'http/doors/marketplace', 'http/doors/operator', 'http/doors/own', 'http/doors/own/webhooks'],
  'sandbox/wire': ['core/domain', 'core/wire'],
  'sandbox/postgres': ['core/postgres', 'sandbox/wire'],
  'sandbox/language': [],
  sandbox: [
    ...['core/domain', 'core/wire', 'core/postgres', 'core', 'core/corridor'],
    ...['sandbox/wire', 'sandbox/postgres'],
  ],
  'sandbox/receiver': ['core/domain', 'core/wire', 'core/webhook', 'sandbox/wire'],
  'sandbox/story': ['assets', 'client', 'core/domain', 'core', 'core/wire', 'sandbox/wire', 'sandbox'],
  'sandbox/http': [
    ...['core/domain', 'core/wire', 'core/postgres', 'core', 'core/corridor', 'core/webhook'],
    ...['http/server', 'http/language', 'http/contract', 'http/shared'],
    ...['sandbox/wire', 'sandbox/postgres', 'sandbox/language', 'sandbox', 'sandbox/receiver', 'sandbox/story'],
  ],
  app: [
    ...['core/errors', 'core/domain', 'core/postgres', 'core', 'core/corridor', 'core/webhook', 'maintenance'],
    ...['http/server', 'http', 'sandbox', 'sandbox/story', 'sandbox/http'],
  ],
  embed: ['assets', 'core/postgres', 'sandbox', 'app'],
  cli: [
    ...[
      'assets',
      'core/errors',
      'client',
      'core/domain',
      'core',
      'core/wire',
      'core/postgres',
      'core/webhook',
      'maintenance',
    ],
    ...['http/language', 'sandbox/wire', 'sandbox/language', 'sandbox/receiver', 'app'],
  ],
  main: ['cli'],
};

/** The room of a file, given from the root of the repository; null for files outside of all rooms. */
export function roomOf(path: string): string | null {
  if (path === 'src/main.ts') return 'main';
  if (path.startsWith('client/src/')) return 'client';
  const folder = path.match(/^src\/(.+)\/[^/]+$/)?.[1];
  return folder !== undefined && folder in rooms ? folder : null;
}

/** A room that another arrow leads to anyway needs no arrow of its own: the picture would be black with them. */
function drawn(from: string): string[] {
  const below = (room: string): string[] => rooms[room]!.flatMap((next) => [next, ...below(next)]);
  const imports = rooms[from]!;
  return imports.filter((to) => !imports.some((other) => other !== to && below(other).includes(to)));
}

/** For Mermaid, which GitHub and most editors show as a picture. */
export function picture(): string {
  const names = Object.keys(rooms);
  const node = (room: string) => `${room.replaceAll('/', '_')}["${room}"]`;
  const floor = (of: string) => [
    `  subgraph ${of}_floor["${of}"]`,
    ...names.filter((room) => room === of || room.startsWith(`${of}/`)).map((room) => `    ${node(room)}`),
    '  end',
  ];
  const grouped = ['core', 'http', 'sandbox'];
  const single = names.filter((room) => !grouped.includes(room.split('/')[0]!));
  const arrows = names.toReversed().flatMap((from) => drawn(from).map((to) => `  ${node(from)} --> ${node(to)}`));
  return [
    '```mermaid',
    'flowchart TD',
    ...grouped.toReversed().flatMap(floor),
    ...single.map((room) => `  ${node(room)}`),
    ...arrows.map((arrow) => arrow.replaceAll(/\["[^"]+"\]/g, '')),
    '```',
  ].join('\n');
}
