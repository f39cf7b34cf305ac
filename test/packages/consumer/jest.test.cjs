const assert = require('node:assert/strict');
const client = require('@koli/client');
const testing = require('@koli/testing');
const flow = require('./flow.cjs');

test('an order, a cancel and its webhooks', () => flow(testing, client, assert), 120_000);

test('a koli that is not closed lets Jest end', async () => {
  const koli = await testing.startKoli();
  await koli.order();
}, 120_000);
