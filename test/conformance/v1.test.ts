import { rows } from './rows/v1.ts';
import { conform } from './run/conform.ts';

conform(rows);
