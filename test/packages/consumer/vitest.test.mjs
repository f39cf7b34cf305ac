import assert from 'node:assert/strict';
import * as client from '@koli/client';
import * as testing from '@koli/testing';
import { test } from 'vitest';
import flow from './flow.cjs';

test('an order, a cancel and its webhooks', () => flow(testing, client, assert), 120_000);
