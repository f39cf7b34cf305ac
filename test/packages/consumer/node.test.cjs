const assert = require('node:assert/strict');
const { test } = require('node:test');
const client = require('@koli/client');
const testing = require('@koli/testing');
const flow = require('./flow.cjs');

test('an order, a cancel and its webhooks', () => flow(testing, client, assert));
