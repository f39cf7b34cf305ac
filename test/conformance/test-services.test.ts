import { rows } from './rows/test-services.ts';
import { conform } from './run/conform.ts';

conform(rows);
