import { rows } from './rows/status.ts';
import { conform } from './run/conform.ts';

conform(rows);
