/** What docs/cli.md shows: lines as somebody types them, one after another on one sandbox. */
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
    says: 'A sandbox with nothing in it at nine o’clock. What an order is not told, it draws.',
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
    says: 'A package is taken to a status by all the steps between; several packages at once, if you like.',
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
    says: 'Lines are named by their place: `2` is all of the second line, `1=1` one unit of the first.',
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
    says: 'What falls due on the way is done before the answer.',
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
    says: 'A file of an export starts a sandbox, too: `npm start -- --memory --from shop.koli`.',
    lines: [
      'koli reset shop --seed 7 --at 2026-11-23T09:00Z --frozen',
      'koli snapshot before',
      'koli snapshots',
      'koli cancel 3773800000',
      'koli restore before',
      'koli export ./shop.koli',
      'koli reset empty --at 2026-11-24T09:00Z',
      'koli import ./shop.koli',
      'koli snapshots forget before',
    ],
  },
  {
    heading: 'faults',
    says: '[faults.md](faults.md) tells what can go wrong.',
    lines: [
      'koli order --line MUG=2 --package 4242424280',
      'koli faults add \'{"id":"dies","operation":"cancelItems","times":2,"do":{"outcome":"refused","status":503}}\'',
      'koli cancel 4242424280 1=1 # refused',
      'koli faults',
      'koli faults clear dies',
      'koli cancel 4242424280 1=1',
    ],
  },
  {
    heading: 'seller, sellers',
    says: 'A seller for each test suite. With a seed its ids and contents hang on that alone.',
    lines: [
      'koli seller new --seed 3 --webhook http://127.0.0.1:3000/hook',
      'koli sellers',
      'koli seller delete 10000',
    ],
  },
  {
    heading: 'listen',
    says: 'In a terminal of its own, on the machine on which koli runs. `--forward-to` passes each call on to your receiver, same headers and bytes, and gives koli its answer, so that what fails is tried again. The webhook goes with the verb; that of a killed one is removed by the next. A reset takes the webhook away: it is registered again a moment later, and what happened in between is not told.',
    lines: [
      'koli listen --forward-to http://127.0.0.1:3000/hook &',
      'koli order --line MUG --package 4242424290 --number MY-2',
      'koli ship 4242424290',
      '^C',
    ],
  },
  {
    heading: 'webhooks',
    says: '`koli webhooks check <url>` tries a receiver with everything that it may meet, without a koli that runs.',
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
    says: 'A story of packages in YAML or JSON, played with a seller of its own that goes with it (`--keep` keeps it). [scenario.schema.json](scenario.schema.json) tells editors what may be said, and `scenarios/` has one for everything that can happen to a package. Packages are called by names: the first is `p` unless told, what a cancel leaves is `rest`. `refused` says that a step must be refused, `race` plays two steps against each other in the order that the seed draws, `webhook` opens a receiver within koli. Waiting moves the clock of the whole sandbox, so runs go one after another; Ctrl-C stops one. [sandbox.md](sandbox.md#scenarios) has the API behind it.',
    files: { 'my-story.yaml': story },
    lines: [
      'koli scenario list',
      'koli scenario run ./my-story.yaml',
      'koli scenario run cancel-against-shipped --seed 2',
    ],
  },
  {
    heading: 'traffic',
    says: 'It goes on in koli until its time is over or Ctrl-C switches it off. About every tenth package is cancelled by its customer, in part or whole; one of twenty comes back.',
    lines: ['koli traffic --rate 200/s --for 200ms --seed 7'],
  },
  {
    heading: 'When something is wrong',
    says: 'One sentence, and the exit status.',
    lines: ['koli package 7 # refused', 'koli clock advance soon # refused'],
  },
];
