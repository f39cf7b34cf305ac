/** The sessions of docs/cli.md: lines as they are typed, in sequence on one sandbox. */
type Session = { heading: string; says: string; lines: readonly string[]; files?: Record<string, string> };

const story = `title: Out of stock while the customer waits
steps:
  - webhook: { answers: 200 }
  - order: { lines: [{ barcode: MUG, quantity: 3 }] }
  - wait: 3h
  - cancel: { lines: '1=1', rest: left }
  - expect: { status: Cancelled, units: [1] }
  - deliver: left
  - expect: { package: left, status: Delivered, units: [2], from: p }
`;

export const sessions: readonly Session[] = [
  {
    heading: 'order, orders, package',
    says: 'An empty sandbox at nine o’clock. Fields of an order that are not given are generated.',
    lines: [
      'koli reset empty --seed 7 --at 2026-11-23T09:00Z --frozen',
      'koli order --line MUG=3 --line LAMP --number MY-1 --package 4242424242',
      'koli order -n 3 --seed 4 --status Picking',
      'koli orders --status Picking',
      'koli package 4242424242',
    ],
  },
  {
    heading: 'pay, pick, invoice, ship, arrive, deliver, undeliver, return',
    says: 'These take packages to a status, with all steps in between. They accept several packages.',
    lines: [
      'koli order --status Awaiting --package 4242424250',
      'koli pay 4242424250',
      'koli pick 4242424250',
      'koli invoice 4242424250 --invoice-number KLI2026000000001',
      'koli ship 4242424250',
      'koli arrive 4242424250',
      'koli deliver 4242424250',
      'koli order -n 1 --package 4242424251',
      'koli undeliver 4242424251',
      'koli return 4242424251',
      'koli pick 4242424251 # refused',
    ],
  },
  {
    heading: 'cancel, customer-cancel, split',
    says: 'Lines are named by their position: `2` is all of the second line, `1=1` one unit of the first.',
    lines: [
      'koli order --line MUG=4 --line LAMP=2 --package 4242424260',
      'koli cancel 4242424260 1=1',
      'koli order --line MUG=4 --line LAMP=2 --package 4242424261',
      'koli split 4242424261 1=1,2 1=2',
      'koli order --line MUG=2 --package 4242424262',
      "koli customer-cancel 4242424262 1=1 --reason 'one is enough'",
      'koli package 4242424261',
    ],
  },
  {
    heading: 'clock',
    says: 'What falls due on the way happens before the answer.',
    lines: [
      'koli clock',
      'koli order --payment-delay 1h --package 4242424270',
      'koli clock advance 65m',
      'koli orders --since 10m',
      'koli clock set 2026-11-24T09:00Z',
      'koli clock freeze --json',
      'koli clock run x60',
    ],
  },
  {
    heading: 'snapshot, restore, snapshots, export, import, reset',
    says: 'An exported file can also start a sandbox: `npm start -- --memory --from shop.koli`.',
    lines: [
      'koli reset shop --seed 7 --at 2026-11-23T09:00Z --frozen',
      'koli snapshot before',
      'koli snapshots',
      'koli cancel 3773800000',
      'koli restore before',
      'koli export ./shop.koli',
      'koli reset empty --at 2026-11-24T09:00Z',
      'koli import ./shop.koli',
      'koli snapshots delete before',
    ],
  },
  {
    heading: 'faults',
    says: '[faults.md](faults.md) describes all faults.',
    lines: [
      'koli order --line MUG=2 --package 4242424280',
      'koli faults add \'{"id":"dies","operation":"cancelItems","times":2,"do":{"outcome":"refused","status":503}}\'',
      'koli cancel 4242424280 1=1 # refused',
      'koli faults',
      'koli faults clear dies',
      'koli cancel 4242424280 1=1',
      'koli faults incidents',
    ],
  },
  {
    heading: 'seller, sellers',
    says: 'An isolated seller, for example for a test suite. With a seed, its ids and contents depend on the seed alone.',
    lines: [
      'koli seller new --seed 3 --webhook http://127.0.0.1:3000/hook',
      'koli sellers',
      'koli seller delete 10000',
    ],
  },
  {
    heading: 'listen',
    says: 'In a terminal of its own, on the machine where koli runs. `--forward-to` forwards each call to your receiver with the same headers and bytes, and gives its answer to koli, so that failures are retried. The webhook is deleted when `listen` ends; one left by a killed `listen` is deleted by the next. After a reset, the webhook is registered again within a moment; events in between are lost.',
    lines: [
      'koli listen --forward-to http://127.0.0.1:3000/hook &',
      'koli order --line MUG --package 4242424290 --number MY-2',
      'koli ship 4242424290',
      '^C',
    ],
  },
  {
    heading: 'webhooks',
    says: '`koli webhooks check <url>` tests a receiver with every kind of call, and needs no running koli.',
    lines: [
      'koli seller new --seed 3 --webhook http://127.0.0.1:3000/hook',
      'koli order --seller 10000 --line MUG --package 4242424300',
      'koli webhooks test --seller 10000',
      'koli webhooks log --seller 10000',
      'koli webhooks --seller 10000',
      'koli webhooks replay --seller 10000 --package 4242424300 --dry-run',
      'koli webhooks replay --seller 10000 --from 1h',
      'koli webhooks replay --seller 10000 --missed 1d',
      'koli webhooks activate --seller 10000',
    ],
  },
  {
    heading: 'scenario',
    says: 'A scenario is a script in YAML or JSON. Its run has a seller of its own, which is deleted at the end (`--keep` keeps it). [scenario.schema.json](scenario.schema.json) describes the format for editors, and `scenarios/` has a scenario for everything that can happen to a package. Packages have names: the first is `p` by default, and `rest` names what a cancel leaves. `refused` means that the step must be refused. `race` runs two steps against each other, in an order drawn from the seed. `webhook` opens a receiver inside koli. `wait` moves the clock of the whole sandbox, so runs happen one after another; Ctrl-C stops one. [sandbox.md](sandbox.md#scenarios) describes the API behind this.',
    files: { 'my-story.yaml': story },
    lines: [
      'koli scenario list',
      'koli scenario run ./my-story.yaml',
      'koli scenario run cancel-against-shipped --seed 2',
    ],
  },
  {
    heading: 'traffic',
    says: 'The stream runs in koli until its time is over or Ctrl-C stops it. About one package in ten is cancelled by its customer, in part or whole; one in twenty comes back.',
    lines: ['koli traffic --rate 200/s --for 200ms --seed 7'],
  },
  {
    heading: 'requests',
    says: 'What was asked of the sandbox: by your integration, and by the commands themselves.',
    lines: [
      'koli reset empty --seed 7 --at 2026-11-23T09:00Z --frozen',
      'koli order --line MUG --package 4242424300',
      'koli split 4242424300 1 # refused',
      'koli requests --limit 3',
      'koli requests --refused --bodies --limit 1',
    ],
  },
  {
    heading: 'Errors',
    says: 'One sentence on stderr, and an exit status.',
    lines: ['koli package 7 # refused', 'koli clock advance soon # refused'],
  },
];
