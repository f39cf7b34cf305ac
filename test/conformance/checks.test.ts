import { rows } from './rows/checks.ts';
import { conform } from './run/conform.ts';

conform(rows);
