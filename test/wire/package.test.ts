import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/core/domain/command.ts';
import type { Package } from '../../src/core/domain/package.ts';
import { legacyNames } from '../../src/core/wire/legacy.ts';
import { kurusFromWire } from '../../src/core/wire/money.ts';
import type { OrderInput } from '../../src/core/wire/order-input.ts';
import { orderDocument, packageDocument, wholeDocument } from '../../src/core/wire/package.ts';
import { innerWords, namesOf, statesOf, statusNames } from '../../src/core/wire/status.ts';
import { statuses, words } from '../conformance/tables/words.ts';
import {
  cancelled_at,
  cancelledTree,
  confirmed_at,
  confirmedTree,
  mugs,
  orderInput,
  placed_at,
  seller_id,
  Tree,
} from './example.ts';
import { cancelled, created, mugLine, remainder, shipmentAddress, spoonLine } from './sample.ts';

type Json = Record<string, unknown>;
const read = (tree: Tree, package_id: number): Json =>
  JSON.parse(wholeDocument(tree.packages.get(package_id)!, tree.order)) as Json;

describe('the worked example', () => {
  test('a created package, field by field', () => {
    expect(read(confirmedTree(), 3500000017)).toStrictEqual(created);
  });

  test('the cancelled package keeps one mug and its share of the promotion', () => {
    expect(read(cancelledTree(), 3500000017)).toStrictEqual(cancelled);
  });

  test('the new package has the rest, a new id and a new tracking number', () => {
    expect(read(cancelledTree(), 3500000018)).toStrictEqual(remainder);
  });

  test('the order half does not change with the package', () => {
    const tree = confirmedTree();
    const before = packageDocument(tree.root, tree.order.lines);
    const fixed = orderDocument(tree.order, false);
    expect(before).toMatch(/^\{.*,$/s);
    expect(fixed).toMatch(/^".*\}$/s);
    expect(Object.keys(JSON.parse(`{${fixed}`) as Json).filter((key) => before.includes(`"${key}":`))).toEqual([
      'currencyCode', // of the lines
    ]);
    tree.perform(3500000017, { type: 'pick' }, cancelled_at);
    expect(orderDocument(tree.order, false)).toBe(fixed);
    expect(packageDocument(tree.root, tree.order.lines)).not.toBe(before);
  });
});

test('averages that round up do not make a negative price', () => {
  const discountDetails = [
    { lineItemSellerDiscount: 0.5, lineItemTyDiscount: 0.5 },
    { lineItemSellerDiscount: 0.51, lineItemTyDiscount: 0.49 },
  ];
  const line = { sellerId: seller_id, barcode: 'b', quantity: 2, lineGrossAmount: 1, discountDetails };
  const document = read(new Tree({ ...orderInput, lines: [line] }), 3500000017);
  expect(document).toMatchObject({
    packageTotalPrice: 0,
    lines: [{ lineSellerDiscount: 0.51, lineTyDiscount: 0.5, lineTotalDiscount: 1.01, lineUnitPrice: 0 }],
  });
});

describe('while the payment is open', () => {
  const hidden = '***';
  const address = {
    ...Object.fromEntries(
      Object.entries(shipmentAddress).map(([key, value]) => [key, typeof value === 'number' ? 0 : hidden]),
    ),
    addressLines: { addressLine1: hidden, addressLine2: hidden },
    countryCode: 'TR',
    phone: null,
  };
  const awaiting = {
    ...created,
    status: 'Awaiting',
    shipmentPackageStatus: 'Approved',
    lastModifiedDate: placed_at,
    packageHistories: [{ createdDate: 0, status: 'Awaiting' }],
    cargoTrackingNumber: 0,
    customerId: 0,
    customerFirstName: hidden,
    customerLastName: hidden,
    customerEmail: hidden,
    taxNumber: hidden,
    identityNumber: hidden,
    shipmentAddress: address,
    invoiceAddress: { ...address, taxOffice: hidden, taxNumber: hidden, eInvoiceAvailable: false },
    lines: [mugLine, spoonLine].map((line) => ({ ...line, orderLineItemStatusName: 'Approved' })),
  };

  test('the customer is hidden, the goods are shown', () => {
    expect(read(new Tree(), 3500000017)).toStrictEqual(awaiting);
  });

  test('a failed payment shows no more', () => {
    const tree = new Tree();
    tree.perform(3500000017, { type: 'fail-payment', reason: 'Card refused' }, cancelled_at);
    const marks = { cancelledBy: 'System', cancelReason: 'Card refused', cancelReasonCode: 0 };
    expect(read(tree, 3500000017)).toStrictEqual({
      ...awaiting,
      status: 'Cancelled',
      shipmentPackageStatus: 'Cancelled',
      lastModifiedDate: cancelled_at,
      packageHistories: [
        { createdDate: 0, status: 'Awaiting' },
        { createdDate: cancelled_at, status: 'Cancelled' },
      ],
      lines: awaiting.lines.map((line) => ({ ...line, orderLineItemStatusName: 'Cancelled', ...marks })),
    });
  });

  test('a missing tax number is null, a phone number is hidden', () => {
    const { taxNumber: _, ...customer } = orderInput.customer;
    const tree = new Tree({
      ...orderInput,
      customer,
      shipmentAddress: { ...orderInput.shipmentAddress, phone: '5550001122' },
    });
    expect(read(tree, 3500000017)).toMatchObject({ taxNumber: null, shipmentAddress: { phone: hidden } });
  });
});

describe('what is left out or filled in', () => {
  const bare: OrderInput = {
    orderNumber: 'A-1',
    customer: { id: 7, firstName: 'Ada', lastName: 'Su' },
    shipmentAddress: {},
    lines: [{ sellerId: seller_id, barcode: 'x', quantity: 1, lineGrossAmount: 10 }],
  };

  test('an order with few members', () => {
    const document = read(new Tree(bare), 3500000017);
    const keys = (value: unknown) => Object.keys(value as Json);
    expect(keys(document)).not.toContain('discountDisplays');
    expect(keys(document).sort()).toEqual(
      keys(created)
        .filter((key) => key !== 'discountDisplays')
        .sort(),
    );
    expect(document).toMatchObject({
      orderDate: placed_at + 10_800_000,
      paymentMethod: '-',
      customerEmail: '',
      taxNumber: null,
    });
    expect(document['invoiceAddress']).toStrictEqual(document['shipmentAddress']);
    expect(keys(document['shipmentAddress']).sort()).toEqual(keys(shipmentAddress).sort());
    const [line] = document['lines'] as Json[];
    expect(line).toMatchObject({
      stockCode: '',
      contentId: 0,
      productName: '',
      commission: null,
      fastDeliveryOptions: [],
    });
    expect(keys(line)).not.toContain('productColor');
  });

  test('everything that an order and later writes may add', () => {
    const tree = new Tree(
      {
        ...bare,
        micro: true,
        etgbNo: 'E-1',
        etgbDate: placed_at,
        hsCode: '6912',
        deliveredByService: true,
        warehouseId: 12,
        estimatedDeliveryStartDate: placed_at + 1,
        estimatedDeliveryEndDate: placed_at + 2,
        lines: [
          {
            ...bare.lines[0]!,
            productOrigin: 'TR',
            businessUnit: 'Digital Goods',
            defectiveClaimListingInsight: 'cracks',
          },
        ],
      },
      { who_pays: 1 },
    );
    const current: Package = {
      ...tree.root,
      tracking_link: 'https://cargo.example/1',
      sender_number: 'S1',
      deci: 2.5,
      invoice: { kind: 'link', link: 'https://invoice.example/1' },
      invoice_number: 'ABC2026000000001',
      lines: [{ ...tree.root.lines[0]!, labor_cost_kurus: 125 }],
    };
    expect(JSON.parse(wholeDocument(current, tree.order))).toMatchObject({
      micro: true,
      etgbNo: 'E-1',
      etgbDate: placed_at,
      hsCode: '6912',
      deliveredByService: true,
      warehouseId: 12,
      estimatedDeliveryStartDate: placed_at + 1,
      estimatedDeliveryEndDate: placed_at + 2,
      whoPays: 1,
      cargoTrackingLink: 'https://cargo.example/1',
      cargoSenderNumber: 'S1',
      cargoDeci: 2.5,
      invoiceLink: 'https://invoice.example/1',
      invoiceNumber: 'ABC2026000000001',
      lines: [
        { productOrigin: 'TR', businessUnit: 'Digital Goods', defectiveClaimListingInsight: 'cracks', laborCost: 1.25 },
      ],
    });
  });

  test('customs fields are for micro-export, tax fields of an address for companies', () => {
    const document = read(
      new Tree({ ...bare, etgbNo: 'E-1', hsCode: '6912', invoiceAddress: { taxOffice: 'Bornova', taxNumber: '1' } }),
      3500000017,
    );
    expect(document).not.toHaveProperty('etgbNo');
    expect(document).not.toHaveProperty('hsCode');
    expect(document['invoiceAddress']).not.toHaveProperty('taxOffice');
    expect(document['invoiceAddress']).not.toHaveProperty('taxNumber');
    expect(document['invoiceAddress']).not.toHaveProperty('eInvoiceAvailable');
  });
});

describe('status words', () => {
  const steps: Record<string, { path: Command[]; word: string; lines: string }> = {
    Awaiting: { path: [], word: 'Approved', lines: 'Approved' },
    Created: { path: [{ type: 'confirm-payment' }], word: 'ReadyToShip', lines: 'ReadyToShip' },
  };
  test.each(Object.entries(steps))('%s', (status, { path, word, lines }) => {
    const tree = new Tree();
    for (const [index, command] of path.entries()) tree.perform(3500000017, command, confirmed_at + index);
    expect(read(tree, 3500000017)).toMatchObject({
      status,
      shipmentPackageStatus: word,
      lines: [{ orderLineItemStatusName: lines }, { orderLineItemStatusName: lines }],
    });
  });

  const same = statuses.filter((status) => words[status].inner === status && status !== 'Cancelled');
  test.each(same)('%s has the same inner word, also on lines', (status) => {
    expect(innerWords[status]).toBe(status);
    const tree = confirmedTree();
    const document = JSON.parse(wholeDocument({ ...tree.root, status }, tree.order)) as { lines: Json[] };
    expect(document.lines.map((line) => line['orderLineItemStatusName'])).toEqual([status, status]);
  });

  test.each([
    ['Seller', 'UnSupplied'],
    ['Customer', 'Cancelled'],
    ['System', 'Cancelled'],
  ] as const)('lines that the %s cancelled are %s', (by, word) => {
    const tree = confirmedTree();
    const cancelled = { ...tree.root, status: 'Cancelled', cancellation: { by, reason: 'r', code: 0 } } as const;
    const document = JSON.parse(wholeDocument(cancelled, tree.order)) as { lines: Json[] };
    expect(document).toMatchObject({ status: 'Cancelled', shipmentPackageStatus: 'Cancelled' });
    expect(document.lines.map((line) => line['orderLineItemStatusName'])).toEqual([word, word]);
    expect(document.lines[0]).toMatchObject({ cancelledBy: by, cancelReason: 'r', cancelReasonCode: 0 });
  });
});

test('filters accept the names, and each means its packages', () => {
  expect(statusNames).toHaveLength(13);
  expect(statesOf(['Created', 'Cancelled', 'UnSupplied', 'Verified', 'Repack'])).toEqual([
    { status: 'Created' },
    { status: 'Cancelled' },
    { status: 'Cancelled', cancelled_by: 'Seller' },
  ]);
  for (const name of statusNames.filter((one) => one !== 'Verified'))
    expect(namesOf(statesOf([name])[0]!)).toContain(name);
});

test.each([
  ['Seller', ['Cancelled', 'UnSupplied']],
  ['Customer', ['Cancelled']],
  ['System', ['Cancelled']],
] as const)('names of a package that the %s cancelled', (cancelled_by, names) => {
  expect(namesOf({ status: 'Cancelled', cancelled_by })).toEqual(names);
});

test('old names stand beside the new ones', () => {
  const document = legacyNames(created) as typeof created & { lines: Json[] };
  expect(document).toMatchObject(created);
  expect(document).toMatchObject({
    id: 3500000017,
    grossAmount: 435.2,
    totalDiscount: 25.25,
    totalTyDiscount: 0.5,
    totalPrice: 409.45,
    tcIdentityNumber: '11111111111',
  });
  expect(document.lines[0]).toMatchObject({
    id: mugs,
    merchantSku: 'MUG-WHITE',
    merchantId: seller_id,
    productCode: 880041,
    vatBaseAmount: 20,
    amount: 129.9,
    discount: 6.67,
    tyDiscount: 0.17,
    price: 123.06,
    discountDetails: [{ lineItemDiscount: 6.67 }, { lineItemDiscount: 6.67 }, { lineItemDiscount: 6.66 }],
  });
  expect(created.lines[0]).not.toHaveProperty('id');
});

describe('money of parts', () => {
  const amounts = [
    'packageGrossAmount',
    'packageSellerDiscount',
    'packageTyDiscount',
    'packageTotalDiscount',
    'packageTotalPrice',
  ];
  const sums = (documents: Json[]) => [
    ...amounts.map((name) => documents.reduce((sum, document) => sum + kurusFromWire(document[name])!, 0)),
    documents
      .flatMap((document) => document['discountDisplays'] as { discountAmount: number }[])
      .reduce((sum, display) => sum + kurusFromWire(display.discountAmount)!, 0),
  ];

  const line = fc
    .record({
      quantity: fc.integer({ min: 1, max: 8 }),
      gross: fc.integer({ min: 0, max: 99_999 }),
      seller: fc.nat(100),
      platform: fc.nat(100),
    })
    .map(({ quantity, gross, seller, platform }) => ({
      sellerId: seller_id,
      barcode: 'b',
      quantity,
      lineGrossAmount: gross / 100,
      // Each at most half, so that no unit costs less than nothing once kuruş are shared out.
      sellerDiscount:
        (quantity * Math.floor((gross * seller) / 200) - (seller % 2 && gross > 200 && seller > 2 ? 1 : 0)) / 100,
      tyDiscount: (quantity * Math.floor((gross * platform) / 200)) / 100,
    }));

  test('a cancel and a split keep every total', () => {
    let divided = 0;
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 5 }),
        fc.nat(50_000),
        fc.infiniteStream(fc.nat(1_000_000)),
        fc.boolean(),
        (lines, promotion, chance, cancels) => {
          const discountDisplays = [{ displayName: 'p', discountAmount: promotion / 100 }];
          const tree = new Tree({ ...orderInput, payment: 'confirmed', lines, discountDisplays });
          const before = sums([read(tree, 3500000017)]);
          const named = tree.root.lines.flatMap(({ line_id, quantity }) => {
            const some = chance.next().value % (quantity + 1);
            return some === 0 ? [] : [{ line_id, quantity: some }];
          });
          const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
          if (named.length === 0 || named.reduce((sum, { quantity }) => sum + quantity, 0) === units) return;
          const command: Command = cancels
            ? { type: 'cancel', lines: named, code: 500, keep_status: false }
            : { type: 'split', form: 'quantity-split', parts: [named], keep_status: false };
          tree.perform(3500000017, command, cancelled_at);
          const parts = [...tree.packages.values()].filter(({ status }) => status !== 'UnPacked');
          divided++;
          expect(parts).toHaveLength(2);
          expect(sums(parts.map(({ package_id }) => read(tree, package_id)))).toEqual(before);
        },
      ),
      { numRuns: 500 },
    );
    expect(divided).toBeGreaterThan(250);
  });
});
