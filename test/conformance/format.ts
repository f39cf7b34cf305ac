/**
 * What a file of rows may say. Rows are plain JSON and know nothing of koli's insides: another implementation of the
 * same API can read them and needs only its own way to bring a package into a state and to look at it. README.md
 * explains the format in words.
 */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Every status that a package can have; `PaymentFailed` is Cancelled that was never confirmed. */
export type Status =
  | 'Awaiting'
  | 'Created'
  | 'Picking'
  | 'Invoiced'
  | 'Shipped'
  | 'AtCollectionPoint'
  | 'Delivered'
  | 'UnDelivered'
  | 'Returned'
  | 'Cancelled'
  | 'UnPacked';

/** A line of the order that a row begins with; its barcode is its name in the rest of the row. */
export type Line = { barcode: string; quantity: number } & JsonObject;

/** The state that a row begins with. */
export type Given = {
  /** Settings of the server; absent: as it comes. */
  server?: Record<string, string>;
  /** Settings of the seller. */
  seller?: JsonObject;
  /** What the order says beside its lines. */
  order?: JsonObject;
  /** Absent: four `a`, one `b` and two `c` for 10.00 each. */
  lines?: Line[];
  /** Where the package stands, reached on the usual way. Absent: Created. Null: there is no package. */
  status?: Status | 'PaymentFailed' | null;
  /** What was done before, each with success. */
  done?: Request[];
};

export type Request = {
  /**
   * Method and path. A path begins with `P` (the package), `S` (order services of the seller), `I` (invoice services of
   * the seller), `W` (its webhooks), `T` (test services) or is written out. `{name}` stands for a name.
   */
  call: string;
  query?: string;
  /** Sent as JSON. */
  body?: Json;
  /** Sent as it is, in place of `body`. */
  text?: string;
  /** `text` goes in pieces, and nobody says how long it is. */
  chunked?: true;
  /** Texts of a form, in place of `body`. */
  form?: Record<string, string>;
  /** A file of the form: its content, filled up with blanks to `pad` bytes. */
  file?: { field: string; name: string; base64: string; pad?: number };
  /** So many blanks are sent, in place of `body`. */
  blanks?: number;
  /** Null takes away a header that is sent otherwise. */
  headers?: Record<string, string | null>;
  /** Absent: the seller. `stranger` is another seller, with its own key, who asks at the same address. */
  as?: 'stranger' | 'operator' | 'nobody';
  /** How long nothing happens before; absent: one second. */
  wait?: string;
  /** When, in place of `wait`: told from `{start}`, when the server's clock began. Rows are played in their order. */
  at?: string;
  /** Among what was done before: it was refused, and that is as it should be. */
  refused?: true;
  /** Names given to values of the answer, each by its path there; `header:x` is a header. */
  keep?: Record<string, string>;
};

export type Answer =
  /** Refused with this key. Nothing has changed. */
  | string
  /** Performed, with this status and an empty body. */
  | number
  | {
      /** The key of a refusal. */
      refused?: string;
      /** The marketplace's number for it; absent: the status. */
      errorCode?: string;
      /** What its message must speak of. */
      says?: string;
      status?: number;
      /** The whole body. */
      body?: Json;
      /** The body, as far as it is told. */
      has?: JsonObject;
      text?: string;
      /** Null: must not be there. */
      headers?: Record<string, string | null>;
    };

/** What has become of a package. What is not told is as it was; a new package has it from the one it came from. */
export type Change = {
  /** The package that a new one came from; absent: `package`. */
  from?: string;
  /** The status that it reached, with all that follows: inner word, words of lines, history. */
  is?: Status;
  /** Statuses passed on the way, in the same moment. */
  passes?: Status[];
  /** Unit numbers by line; absent: all that there were. Money follows from them. */
  holds?: Record<string, number[]>;
  /** First digits of a tracking number that no package had before. */
  tracking?: number;
  /** Fields of every line. */
  each?: JsonObject;
  /** Fields of one line, by its name. */
  line?: Record<string, JsonObject>;
  /** Fields of the package. */
  fields?: JsonObject;
  /** Fields that are no longer there. */
  without?: string[];
  /** Payment was confirmed: what was masked is shown. */
  unmasked?: true;
};

export type Row = {
  /** `subject/case/variant`, unique. */
  id: string;
  /** Why, where it does not speak for itself. */
  why?: string;
  given?: Given;
  /** Absent: the state itself is what is looked at. */
  request?: Request;
  answer?: Answer;
  /** Packages by name: `package` is the first one, `new`, `new2` … are opened by the request. Others are as they were. */
  after?: Record<string, Change>;
  /** `package event STATUS`: what happened, in order, and the status word of the webhook that it owes, `-` for none. */
  events?: string[];
  /** What is to be seen afterwards. */
  see?: { request: Request; answer: Answer }[];
};

/** A package that a list is asked about: when it was placed and what was done to it. */
export type Stocked = {
  name: string;
  /** When it was placed. */
  at: string;
  order?: JsonObject;
  lines?: Line[];
  seller?: 'stranger';
  done?: (Request & { at: string })[];
};

/** A list of packages by name, or the key of the refusal. */
export type ListRow = {
  id: string;
  why?: string;
  /** Asked before, for its `{cursor}`. */
  first?: string;
  /** Who asks in the end; absent: the seller. */
  by?: 'stranger';
  query: string;
  finds?: string[];
  /** Beside the packages. */
  has?: JsonObject;
  refused?: string;
  says?: string;
};

/** A field of a document: its kind, and what stands in it. */
export type FieldRow = {
  id: string;
  field: string;
  kind: 'integer' | 'decimal' | 'text' | 'flag' | 'list' | 'object';
  /** What stands there when nothing is known; `<omitted>`: the key is left out. */
  bare: Json;
  /** What the order says, and what stands there then. */
  order?: JsonObject;
  full?: Json;
  /** While payment is open, of the same order; absent: as `full`. */
  masked?: Json;
  /** Set by later writes: the row that shows it. */
  row?: string;
};

/** A change and the webhook calls that come of it. */
export type EventRow = {
  id: string;
  why?: string;
  given?: Given;
  /** How the webhook is set up, beside its address. */
  webhook?: JsonObject;
  request: Request;
  /** `package Status` for each call, packages by their ids, calls of one package in their order. */
  tells: string[];
  envelope?: 'flat' | 'page';
  /** What the body of the last call says; it is the package as lists show it now, in any case. */
  says?: JsonObject;
  headers?: Record<string, string | null>;
};

/** So many calls of one seller of this tier pass within a minute, and then the next must wait. */
export type RateRow = {
  id: string;
  tier: string;
  call: string;
  /** Calls that pass, fifty at most in ten seconds. */
  passes: number;
  /** What `Retry-After` says to the next one; absent: a whole minute was spent and none was refused. */
  wait_s?: number;
};
