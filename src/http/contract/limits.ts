/** The marketplace's limit on a JSON body, in bytes. An operation may state its own. */
export const body_limit = 1 << 20;

/** The marketplace's 10 MB for an invoice file. */
export const file_limit = 10 << 20;

/** The file, and room for the texts and for what stands between. */
export const form_limit = file_limit + (64 << 10);
