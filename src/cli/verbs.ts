import { walks } from '../core/wire/words.ts';
import type { Work } from './koli.ts';

/** A verb that works on a koli that runs somewhere. Its work is loaded when it is asked for. */
export type Verb = {
  /** As it is typed, with its arguments: `clock set <time>`. */
  words: string;
  says: string;
  options?: readonly (readonly [flags: string, says: string])[];
  /** What follows `koli`. */
  examples?: readonly string[];
  load(): Promise<Work>;
};

const silent = ['--silent', 'owe no webhook call for it'] as const;
const keep = ['--keep-status', 'new packages begin with the status of this one'] as const;
const seed = (says: string) => ['--seed <number>', says] as const;
const lines_say = '2 is all of its second line, 2=1 one unit of it';

const walking = (name: string, to: string, says: string, options: Verb['options'] = []): Verb => ({
  words: `${name} <packages...>`,
  says: `${says}: ${to}`,
  options: [...options, silent],
  load: async () => {
    const { walk } = await import('./actions.ts');
    return walk(walks[name as keyof typeof walks].to);
  },
});

/** All verbs but those that work on a database, under the headings of the help. */
export const verbs: Record<string, readonly Verb[]> = {
  'Orders and packages:': [
    {
      words: 'order',
      says: 'make orders; whatever is not told is drawn',
      options: [
        ['-n, --count <number>', 'how many'],
        seed('the same number draws the same customers and lines'),
        ['--status <status>', 'take them there: Awaiting, Created, Picking, Invoiced, Shipped, Delivered, Cancelled …'],
        ['--line <barcode=units...>', 'a line, like MUG or MUG=3'],
        ['--number <number>', 'an order number of your own'],
        ['--package <id>', 'a package id of your own'],
        ['--tracking <number>', 'a tracking number of your own'],
        ['--payment-delay <length>', 'leave it Awaiting, and confirm its payment after this time'],
        ['--data <json>', `any other field: '{"commercial":true,"customer":{"firstName":"Ada"}}'; @file reads a file`],
        silent,
      ],
      examples: ['order', 'order -n 20 --status Picking', 'order --line MUG=3 --line LAMP --number MY-1'],
      load: async () => (await import('./orders.ts')).order,
    },
    {
      words: 'orders',
      says: 'list packages, last changed first',
      options: [
        ['--status <statuses>', 'in one of these, with commas between'],
        ['--order <number>', 'of this order'],
        ['--barcode <barcode>', 'with this on a line'],
        ['--since <time>', 'changed since: 15m, 2026-11-23T09:00Z'],
        ['--limit <number>', 'at most so many (20)'],
        ['--all', 'of all sellers'],
      ],
      examples: ['orders --status Created,Picking', 'orders --since 15m --json'],
      load: async () => (await import('./packages.ts')).listPackages,
    },
    {
      words: 'package <id>',
      says: 'show a package: lines, events, what it came from and became, what is possible',
      load: async () => (await import('./packages.ts')).showPackage,
    },
    walking('pay', 'Created', 'the customer has paid'),
    walking('pick', 'Picking', 'the seller picks it'),
    walking('invoice', 'Invoiced', 'the seller has invoiced it', [
      ['--invoice-number <number>', 'which its seller gave'],
    ]),
    {
      words: 'cancel <package> [lines...]',
      says: `the seller cancels units, or all; ${lines_say}`,
      options: [['--reason <code>', '500 to 506 (500, no stock)'], keep],
      examples: ['cancel 3773800001', 'cancel 3773800001 1=1 2 --reason 501'],
      load: async () => (await import('./actions.ts')).cancel,
    },
    {
      words: 'customer-cancel <package> [lines...]',
      says: `the customer cancels units, or all; ${lines_say}`,
      options: [['--reason <text>', 'what the customer says']],
      load: async () => (await import('./actions.ts')).customerCancel,
    },
    {
      words: 'split <package> <packages...>',
      says: 'the seller splits it: each word the lines of one new package, the rest in another',
      options: [keep],
      examples: ['split 3773800001 1', 'split 3773800001 1=1,2 1=1'],
      load: async () => (await import('./actions.ts')).split,
    },
    walking('ship', 'Shipped', 'the carrier has it'),
    walking('arrive', 'AtCollectionPoint', 'it lies at a collection point'),
    walking('deliver', 'Delivered', 'the customer has it'),
    walking('undeliver', 'UnDelivered', 'the carrier could not deliver it'),
    walking('return', 'Returned', 'it came back to the seller'),
  ],
  'Stories and streams:': [
    {
      words: 'scenario run <scenarios...>',
      says: 'play scenarios, from the library or from files, each with a seller of its own',
      options: [seed('draws the orders and who wins a race'), ['--keep', 'keep the seller and its packages']],
      examples: ['scenario run cancel-split-cancel', 'scenario run ./my-story.yaml --seed 7'],
      load: async () => (await import('./scenario.ts')).runScenarios,
    },
    {
      words: 'scenario list',
      says: 'the scenarios that koli brings along',
      load: async () => (await import('./scenario.ts')).listScenarios,
    },
    {
      words: 'traffic',
      says: 'orders, picking, carriers and customers who change their mind, as on a real day',
      options: [
        ['--rate <orders>', 'new orders a second or a minute: 5/s, 30/m (1/s)'],
        ['--for <length>', 'for so long; without it until Ctrl-C'],
        seed('the same number makes the same stream (1)'),
      ],
      examples: ['traffic --rate 5/s --seed 7 --for 60s'],
      load: async () => (await import('./traffic.ts')).traffic,
    },
  ],
  'Time and state:': [
    {
      words: 'clock',
      says: 'what time it is in the sandbox',
      load: async () => (await import('./clock.ts')).readClock,
    },
    {
      words: 'clock set <time>',
      says: 'move it forward to a time, or stop it there',
      options: [['--frozen', 'and stop it']],
      examples: ['clock set 2026-11-23T09:00Z --frozen'],
      load: async () => (await import('./clock.ts')).setClock,
    },
    {
      words: 'clock advance <length>',
      says: 'move it forward; what falls due on the way is done before the answer',
      examples: ['clock advance 65m', 'clock advance 1d2h'],
      load: async () => (await import('./clock.ts')).advanceClock,
    },
    { words: 'clock freeze', says: 'stop it', load: async () => (await import('./clock.ts')).freezeClock },
    {
      words: 'clock run [pace]',
      says: 'let it run: x60 is a minute a second',
      load: async () => (await import('./clock.ts')).runClock,
    },
    {
      words: 'reset [to]',
      says: 'throw everything away and begin with empty, shop or busy; with --seller that seller alone',
      options: [
        seed('other chance from here on'),
        ['--at <time>', 'and begin at this time'],
        ['--frozen', 'with the clock stopped'],
      ],
      examples: ['reset', 'reset empty --seed 7', 'reset --seller 10000'],
      load: async () => (await import('./state.ts')).reset,
    },
    {
      words: 'snapshot <name>',
      says: 'put the present state aside',
      load: async () => (await import('./state.ts')).takeSnapshot,
    },
    { words: 'restore <name>', says: 'go back to it', load: async () => (await import('./state.ts')).restore },
    {
      words: 'snapshots',
      says: 'list what was put aside',
      load: async () => (await import('./state.ts')).listSnapshots,
    },
    {
      words: 'snapshots forget <name>',
      says: 'forget one',
      load: async () => (await import('./state.ts')).forgetSnapshot,
    },
    {
      words: 'export <file>',
      says: 'write the whole state into a file',
      load: async () => (await import('./state.ts')).exportTo,
    },
    {
      words: 'import <file>',
      says: 'put the state of a file in place of this one',
      load: async () => (await import('./state.ts')).importFrom,
    },
  ],
  'What goes wrong:': [
    {
      words: 'faults',
      says: 'list faults and how often each struck; with --seller those of one seller',
      load: async () => (await import('./faults.ts')).listFaults,
    },
    {
      words: 'faults add <json>',
      says: 'make requests or deliveries go wrong; docs/faults.md tells how. @file reads a file',
      examples: [`faults add '{"operation":"cancelItems","times":3,"do":{"outcome":"failed-after"}}'`],
      load: async () => (await import('./faults.ts')).addFault,
    },
    {
      words: 'faults clear [id]',
      says: 'take one off, or all',
      load: async () => (await import('./faults.ts')).clearFaults,
    },
  ],
  'Webhooks:': [
    {
      words: 'listen',
      says: 'print every event as it happens, and forward it; the webhook is gone afterwards',
      options: [
        ['--forward-to <url>', 'send each event there, same headers and bytes'],
        ['--replay <since>', 'begin with what other webhooks of the seller were owed since: 15m, 2026-11-23T09:00Z'],
        ['--basic <user:password>', 'sign in with Basic'],
        ['--api-key <key>', 'sign in with x-api-key'],
      ],
      examples: ['listen --forward-to http://127.0.0.1:3000/hook', 'listen --replay 1h --json'],
      load: async () => (await import('./listen.ts')).listen,
    },
    {
      words: 'webhooks',
      says: 'list webhooks and what they are owed',
      load: async () => (await import('./webhooks.ts')).listWebhooks,
    },
    {
      words: 'webhooks log [webhook]',
      says: 'its deliveries, newest first',
      options: [
        ['--state <states>', 'owed, delivered, given-up, held, dropped'],
        ['--package <id>', 'of this package'],
        ['--limit <number>', 'at most so many (20)'],
      ],
      load: async () => (await import('./webhooks.ts')).webhookLog,
    },
    {
      words: 'webhooks test [webhook]',
      says: 'send it a sample; exit status 1 when it is not taken',
      load: async () => (await import('./webhooks.ts')).testWebhook,
    },
    {
      words: 'webhooks activate [webhook]',
      says: 'let it have events again after it went PASSIVE',
      load: async () => (await import('./webhooks.ts')).activateWebhook,
    },
    {
      words: 'webhooks replay [webhook]',
      says: 'send deliveries again: one, of a package, of a time, or all that was missed',
      options: [
        ['--event <webhook-id>', 'one delivery'],
        ['--package <id>', 'all of a package'],
        ['--from <time>', 'all that became owed from here on'],
        ['--until <time>', 'with --from: up to here'],
        ['--missed <since>', 'all that was given up or held since: 1h, 2026-11-23T09:00Z'],
        ['--to <url>', 'to another address'],
        ['--dry-run', 'tell how many, and send nothing'],
      ],
      examples: ['webhooks replay --missed 1d --dry-run', 'webhooks replay --package 3773800001'],
      load: async () => (await import('./webhooks.ts')).replay,
    },
  ],
  'Sellers:': [
    { words: 'sellers', says: 'list sellers', load: async () => (await import('./sellers.ts')).listSellers },
    {
      words: 'seller new',
      says: 'make a seller whom no other disturbs',
      options: [
        ['--name <name>', 'how it is called'],
        ['--id <number>', 'a number of your own'],
        ['--to <seed>', 'what it begins with: empty, shop, busy'],
        seed('its own chance: ids and contents hang on that alone'),
        ['--webhook <url>', 'an address that hears of its packages'],
        ['--settings <json>', `'{"whoPays":1,"webhookEnvelope":"page"}'`],
      ],
      load: async () => (await import('./sellers.ts')).newSeller,
    },
    {
      words: 'seller delete <id>',
      says: 'delete it with all that is its own',
      load: async () => (await import('./sellers.ts')).deleteSeller,
    },
  ],
};
