import pg from 'pg';

const int8_oid = 20;

/** Our bigints (ids, times, money) stay below 2^53; everything else as pg reads it. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === int8_oid ? Number : pg.types.getTypeParser(oid, format as 'text')),
};
