import { type TSchema, type TSchemaOptions, Type } from 'typebox';

// Building blocks of answer schemas. They add the unit to the description, so that no field lacks one.

export const id = (description: string, options: TSchemaOptions = {}) =>
  Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description, ...options });

/** Ids of which 0 stands for none. */
export const idOrZero = (description: string) =>
  Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description });

export const count = (description: string) => Type.Integer({ minimum: 0, description });

export const ms = (description: string) => Type.Integer({ description: `${description}. True UTC milliseconds.` });

export const lira = (description: string) =>
  Type.Number({ minimum: 0, description: `${description}. In the currency of the order, at most two decimals.` });

export const text = (description?: string) => Type.String(description === undefined ? {} : { description });

export const flag = (description: string) => Type.Boolean({ description });

export const orNull = <T extends TSchema>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description });

export const optional = Type.Optional;
