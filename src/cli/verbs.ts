import { walks } from '../core/wire/words.ts';
import type { VerbWork } from './koli.ts';

/** A verb for a running koli. Its code is loaded when it is used. */
export type Verb = {
  /** The verb as it is typed, with its arguments: `clock set <time>`. */
  words: string;
  says: string;
  options?: readonly (readonly [flags: string, says: string])[];
  /** What follows `koli`. */
  examples?: readonly string[];
  load(): Promise<VerbWork>;
};

const silent = ['--silent', 'create no webhook deliveries'] as const;
const keep_option = ['--keep-status', 'new packages start with the status of this one'] as const;
const limit_option = ['--limit <number>', 'at most this many (20)'] as const;
const seedOption = (says: string) => ['--seed <number>', says] as const;
const lines_say = '2 means all of its second line, 2=1 one unit of it';

const statusVerb = (name: keyof typeof walks, options: Verb['options'] = []): Verb => ({
  words: `${name} <packages...>`,
  says: `${walks[name].says}: ${walks[name].to}`,
  options: [...options, silent],
  load: async () => (await import('./actions.ts')).moveToVerb(walks[name].to),
});

const packages: readonly Verb[] = [
  {
    words: 'order',
    says: 'create orders; fields that are not given are generated',
    options: [
      ['-n, --count <number>', 'number of orders'],
      seedOption('the same seed generates the same customers and lines'),
      ['--status <status>', 'status to reach: Awaiting, Created, Picking, Invoiced, Shipped, Delivered, Cancelled …'],
      ['--country <code>', 'where the customer is: TR, AE, SA, RO, DE … (TR)'],
      ['--line <barcode=units...>', 'a line, like MUG or MUG=3'],
      ['--number <number>', 'order number'],
      ['--package <id>', 'package id'],
      ['--tracking <number>', 'tracking number'],
      ['--payment-delay <duration>', 'stay in Awaiting, and confirm the payment after this time'],
      ['--data <json>', `other fields: '{"commercial":true,"customer":{"firstName":"Ada"}}'; @file reads a file`],
      silent,
    ],
    examples: ['order', 'order -n 20 --status Picking', 'order --line MUG=3 --line LAMP --number MY-1'],
    load: async () => (await import('./orders.ts')).orderVerb,
  },
  {
    words: 'orders',
    says: 'list packages, last changed first',
    options: [
      ['--status <statuses>', 'with one of these statuses, separated by commas'],
      ['--order <number>', 'of this order'],
      ['--barcode <barcode>', 'with this barcode'],
      ['--since <time>', 'changed since: 15m, 2026-11-23T09:00Z'],
      limit_option,
      ['--all', 'of all sellers'],
    ],
    examples: ['orders --status Created,Picking', 'orders --since 15m --json'],
    load: async () => (await import('./packages.ts')).listPackagesVerb,
  },
  {
    words: 'package <id>',
    says: 'show a package: lines, events, lineage, possible commands',
    load: async () => (await import('./packages.ts')).showPackageVerb,
  },
  statusVerb('pay'),
  statusVerb('pick'),
  statusVerb('invoice', [['--invoice-number <number>', 'its invoice number']]),
  {
    words: 'cancel <package> [lines...]',
    says: `the seller cancels units, or all; ${lines_say}`,
    options: [['--reason <code>', '500 to 506 (500, out of stock)'], keep_option],
    examples: ['cancel 3773800001', 'cancel 3773800001 1=1 2 --reason 501'],
    load: async () => (await import('./actions.ts')).cancelVerb,
  },
  {
    words: 'customer-cancel <package> [lines...]',
    says: `the customer cancels units, or all; ${lines_say}`,
    options: [['--reason <text>', "the customer's reason"]],
    load: async () => (await import('./actions.ts')).customerCancelVerb,
  },
  {
    words: 'split <package> <packages...>',
    says: 'the seller splits a package: each argument has the lines of a new package, the rest goes to another',
    options: [keep_option],
    examples: ['split 3773800001 1', 'split 3773800001 1=1,2 1=1'],
    load: async () => (await import('./actions.ts')).splitVerb,
  },
  statusVerb('ship'),
  statusVerb('arrive'),
  statusVerb('deliver'),
  statusVerb('undeliver'),
  statusVerb('return'),
];

const story_verbs: readonly Verb[] = [
  {
    words: 'scenario run <scenarios...>',
    says: 'run scenarios, from the library or from files, each with a seller of its own',
    options: [
      seedOption('chooses the orders and the winner of a race'),
      ['--keep', 'keep the seller and its packages'],
    ],
    examples: ['scenario run cancel-split-cancel', 'scenario run ./my-story.yaml --seed 7'],
    load: async () => (await import('./scenario.ts')).runScenariosVerb,
  },
  {
    words: 'scenario list',
    says: 'list the scenarios of the library',
    load: async () => (await import('./scenario.ts')).listScenariosVerb,
  },
  {
    words: 'traffic',
    says: 'create a stream of orders that are picked, shipped, delivered and cancelled, as on a busy day',
    options: [
      ['--rate <orders>', 'new orders per second or minute: 5/s, 30/m (1/s)'],
      ['--for <duration>', 'how long; without it, until Ctrl-C'],
      seedOption('the same seed makes the same stream (1)'),
    ],
    examples: ['traffic --rate 5/s --seed 7 --for 60s'],
    load: async () => (await import('./traffic.ts')).trafficVerb,
  },
];

const state_verbs: readonly Verb[] = [
  {
    words: 'clock',
    says: "show the sandbox's clock",
    load: async () => (await import('./clock.ts')).readClockVerb,
  },
  {
    words: 'clock set <time>',
    says: 'move the clock forward to a time',
    options: [['--frozen', 'and freeze it there']],
    examples: ['clock set 2026-11-23T09:00Z --frozen'],
    load: async () => (await import('./clock.ts')).setClockVerb,
  },
  {
    words: 'clock advance <duration>',
    says: 'move the clock forward; what falls due on the way happens before the answer',
    examples: ['clock advance 65m', 'clock advance 1d2h'],
    load: async () => (await import('./clock.ts')).advanceClockVerb,
  },
  { words: 'clock freeze', says: 'stop the clock', load: async () => (await import('./clock.ts')).freezeClockVerb },
  {
    words: 'clock run [pace]',
    says: 'let the clock run; x60 is one minute per second',
    load: async () => (await import('./clock.ts')).runClockVerb,
  },
  {
    words: 'reset [to]',
    says: 'delete everything and start with empty, shop or busy; with --seller, only that seller',
    options: [
      seedOption('changes the random choices'),
      ['--at <time>', 'start at this time'],
      ['--frozen', 'with a frozen clock'],
    ],
    examples: ['reset', 'reset empty --seed 7', 'reset --seller 10000'],
    load: async () => (await import('./state.ts')).resetVerb,
  },
  {
    words: 'snapshot <name>',
    says: 'store the current state',
    load: async () => (await import('./state.ts')).takeSnapshotVerb,
  },
  {
    words: 'restore <name>',
    says: 'return to a stored state',
    load: async () => (await import('./state.ts')).restoreVerb,
  },
  {
    words: 'snapshots',
    says: 'list the stored states',
    load: async () => (await import('./state.ts')).listSnapshotsVerb,
  },
  {
    words: 'snapshots delete <name>',
    says: 'delete a stored state',
    load: async () => (await import('./state.ts')).deleteSnapshotVerb,
  },
  {
    words: 'export <file>',
    says: 'write the whole state to a file',
    load: async () => (await import('./state.ts')).exportToVerb,
  },
  {
    words: 'import <file>',
    says: 'replace the whole state with that of a file',
    load: async () => (await import('./state.ts')).importFromVerb,
  },
];

const faults: readonly Verb[] = [
  {
    words: 'faults',
    says: 'list faults and how often each fired; with --seller, those of one seller',
    load: async () => (await import('./faults.ts')).listFaultsVerb,
  },
  {
    words: 'faults add [json]',
    says: 'make requests or deliveries fail, as docs/faults.md describes; @file reads a file',
    options: [['--incident <name>', 'an outage that the marketplace announced']],
    examples: [
      `faults add '{"operation":"cancelItems","times":3,"do":{"outcome":"failed-after"}}'`,
      'faults add --incident webhooks-silent',
    ],
    load: async () => (await import('./faults.ts')).addFaultVerb,
  },
  {
    words: 'faults incidents',
    says: 'list outages that the marketplace announced, with their dates',
    load: async () => (await import('./faults.ts')).listIncidentsVerb,
  },
  {
    words: 'faults clear [id]',
    says: 'delete a fault, or all',
    load: async () => (await import('./faults.ts')).clearFaultsVerb,
  },
];

const webhook_verbs: readonly Verb[] = [
  {
    words: 'requests',
    says: 'list the latest requests to the sandbox and how they were answered',
    options: [
      ['--follow', 'go on with each new one'],
      ['--refused', 'only those that were refused'],
      ['--status <status>', 'only those with this status'],
      ['--method <method>', 'only those with this method'],
      ['--path <text>', 'only those with this text in the path'],
      ['--operation <name>', 'only those of this operation'],
      ['--bodies', 'with the bodies of request and answer, secrets masked'],
      limit_option,
    ],
    examples: ['requests --refused --bodies', 'requests --follow --seller 2738 --json'],
    load: async () => (await import('./requests.ts')).requestsVerb,
  },
  {
    words: 'listen',
    says: 'print each event as it happens, and forward it; the webhook is deleted at the end',
    options: [
      ['--forward-to <url>', 'forward each call, with the same headers and bytes'],
      ['--insecure', 'do not check the certificate of the receiver'],
      ['--ca <file>', 'trust this issuer of certificates, a PEM file'],
      ['--replay <since>', "start with what the seller's other webhooks were owed since: 15m, 2026-11-23T09:00Z"],
      ['--basic <user:password>', 'send Basic credentials'],
      ['--api-key <key>', 'send this x-api-key'],
    ],
    examples: ['listen --forward-to http://127.0.0.1:3000/hook', 'listen --replay 1h --json'],
    load: async () => (await import('./listen.ts')).listenVerb,
  },
  {
    words: 'webhooks',
    says: 'list webhooks and what they are owed',
    load: async () => (await import('./webhooks.ts')).listWebhooksVerb,
  },
  {
    words: 'webhooks log [webhook]',
    says: 'list deliveries, newest first',
    options: [
      ['--state <states>', 'owed, delivered, given-up, held, dropped'],
      ['--package <id>', 'of this package'],
      limit_option,
    ],
    load: async () => (await import('./webhooks.ts')).webhookLogVerb,
  },
  {
    words: 'webhooks test [webhook]',
    says: 'send a sample; exit status 1 if the receiver does not accept it',
    load: async () => (await import('./webhooks.ts')).testWebhookVerb,
  },
  {
    words: 'webhooks activate [webhook]',
    says: 'reactivate a PASSIVE webhook',
    load: async () => (await import('./webhooks.ts')).activateWebhookVerb,
  },
  {
    words: 'webhooks replay [webhook]',
    says: 'send deliveries again: one, those of a package or a period, or all that were missed',
    options: [
      ['--event <webhook-id>', 'one delivery'],
      ['--package <id>', 'all deliveries of a package'],
      ['--from <time>', 'all that became owed since'],
      ['--until <time>', 'with --from: the end of the period'],
      ['--missed <since>', 'all that were given up or held since: 1h, 2026-11-23T09:00Z'],
      ['--to <url>', 'to another address'],
      ['--dry-run', 'print the number of deliveries and send nothing'],
    ],
    examples: ['webhooks replay --missed 1d --dry-run', 'webhooks replay --package 3773800001'],
    load: async () => (await import('./webhooks.ts')).replayVerb,
  },
];

const seller_verbs: readonly Verb[] = [
  { words: 'sellers', says: 'list sellers', load: async () => (await import('./sellers.ts')).listSellersVerb },
  {
    words: 'seller new',
    says: 'create an isolated seller, for example for a test suite',
    options: [
      ['--name <name>', 'its name'],
      ['--id <number>', 'its id'],
      ['--to <seed>', 'its first orders: empty, shop, busy'],
      seedOption('makes its ids and contents repeatable'),
      ['--webhook <url>', 'a webhook for its packages'],
      ['--settings <json>', `'{"whoPays":1,"webhookEnvelope":"page"}'`],
    ],
    load: async () => (await import('./sellers.ts')).newSellerVerb,
  },
  {
    words: 'seller delete <id>',
    says: 'delete a seller and all its data',
    load: async () => (await import('./sellers.ts')).deleteSellerVerb,
  },
];

/** All verbs but those that work on a database, under the headings of the help. */
export const verbs: Record<string, readonly Verb[]> = {
  'Orders and packages:': packages,
  'Scenarios and traffic:': story_verbs,
  'Time and state:': state_verbs,
  'Faults:': faults,
  'Webhooks:': webhook_verbs,
  'Sellers:': seller_verbs,
};
