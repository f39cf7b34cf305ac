import { Type } from 'typebox';
import { refuse } from '../../../core/domain/refusal.ts';
import { says_key, shape } from '../../../core/wire/shape.ts';
import { givesNothing } from '../../contract/answers.ts';
import { packageCommand } from '../../contract/command.ts';
import { empty } from '../../contract/operation.ts';
import { Id, invalid, isLink } from '../../shared/lines.ts';
import { InvoiceNumber, issuedAt } from './invoice-terms.ts';

const path = '/integration/sellers/:sellerId/seller-invoice-links';

/** Seconds or milliseconds. */
const InvoiceDate = Type.Union(
  [
    Type.Integer({ minimum: 1_000_000_000, maximum: 9_999_999_999 }),
    Type.Integer({ minimum: 1_000_000_000_000, maximum: 9_999_999_999_999 }),
  ],
  { [says_key]: { en: 'a time of 10 or 13 digits', tr: '10 veya 13 haneli bir zaman' } },
);

const LinkBody = Type.Object({
  invoiceLink: Type.String({ minLength: 1, maxLength: 2048 }),
  shipmentPackageId: Id(),
  invoiceDateTime: Type.Optional(InvoiceDate),
  invoiceNumber: Type.Optional(InvoiceNumber),
});
const checkLink = shape(LinkBody);

const linkInvoice = packageCommand({
  name: 'linkInvoice',
  method: 'POST',
  path,
  access: 'seller',
  summary: 'Tell where the invoice of a package lies',
  body: LinkBody,
  package_in: 'shipmentPackageId',
  command({ body }) {
    const checked = checkLink(body);
    if (!checked.ok) return invalid(checked);
    const { invoiceLink: link, invoiceNumber: number, invoiceDateTime } = checked.value;
    if (isLink(link)) return { type: 'link-invoice', link, number, issued_at: issuedAt(invoiceDateTime) };
    const broken = { rule: 'form', expected: { form: 'link' } } as const;
    return refuse({ code: 'field.invalid', field: 'invoiceLink', broken });
  },
  answers: { 201: givesNothing() },
  refusals: ['not.yours', 'invoice.terms.missing', 'not.applicable', 'invoice.exists', 'invoice.link.taken'],
  answer: () => empty({}, 201),
});

const UnlinkBody = Type.Object({
  serviceSourceId: Id(),
  channelId: Type.Literal(1),
  customerId: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
});
const checkUnlink = shape(UnlinkBody);

const unlinkInvoice = packageCommand({
  name: 'unlinkInvoice',
  method: 'POST',
  path: `${path}/delete`,
  access: 'seller',
  summary: 'Take the invoice link of a package away, which may then have another',
  body: UnlinkBody,
  package_in: 'serviceSourceId',
  command({ body }) {
    const checked = checkUnlink(body);
    return checked.ok ? { type: 'unlink-invoice', customer_id: checked.value.customerId } : invalid(checked);
  },
  answers: { 202: givesNothing() },
  refusals: ['not.yours', 'customer.unknown', 'invoice.unknown'],
  answer: () => empty({}, 202),
});

export const invoiceLinks = [linkInvoice, unlinkInvoice];
