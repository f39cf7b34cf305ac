import { rows } from './rows/samples.ts';
import { conform } from './run/conform.ts';

conform(rows);
