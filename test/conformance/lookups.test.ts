import { rows } from './rows/lookups.ts';
import { conform } from './run/conform.ts';

conform(rows);
