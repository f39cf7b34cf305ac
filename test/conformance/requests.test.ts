import { rows } from './rows/requests.ts';
import { conform } from './run/conform.ts';

conform(rows);
