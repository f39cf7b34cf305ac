import { Type } from 'typebox';
import { isRefusal } from '../../../core/domain/refusal.ts';
import { form_key, parser } from '../../../core/wire/parse.ts';
import { givesNothing } from '../../contract/answers.ts';
import { packageCommand } from '../../contract/command.ts';
import { empty } from '../../contract/operation.ts';
import { Id, isLink } from '../../shared/lines.ts';
import { InvoiceNumber, issuedAt } from './invoice-terms.ts';

const path = '/integration/sellers/:sellerId/seller-invoice-links';

/** Seconds or milliseconds. */
const InvoiceDate = Type.Union(
  [
    Type.Integer({ minimum: 1_000_000_000, maximum: 9_999_999_999 }),
    Type.Integer({ minimum: 1_000_000_000_000, maximum: 9_999_999_999_999 }),
  ],
  { [form_key]: { form: 'epoch.digits' } },
);

const Link = Type.String({ minLength: 1, maxLength: 2048, [form_key]: { form: 'link', max: 2048 } });

const LinkBody = Type.Object({
  invoiceLink: Type.Refine(Link, isLink),
  shipmentPackageId: Id(),
  invoiceDateTime: Type.Optional(InvoiceDate),
  invoiceNumber: Type.Optional(InvoiceNumber),
});
const parseLink = parser(LinkBody);

const linkInvoice = packageCommand({
  name: 'linkInvoice',
  method: 'POST',
  path,
  access: 'seller',
  summary: 'Set the link to the invoice of a package',
  body: LinkBody,
  package_in: 'shipmentPackageId',
  command(call) {
    const body = parseLink(call.body);
    if (isRefusal(body)) return body;
    const { invoiceLink: link, invoiceNumber: number, invoiceDateTime } = body;
    const review = call.seller.settings.invoice_review;
    return { type: 'link-invoice', link, number, issued_at: issuedAt(invoiceDateTime), review };
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
const parseUnlink = parser(UnlinkBody);

const unlinkInvoice = packageCommand({
  name: 'unlinkInvoice',
  method: 'POST',
  path: `${path}/delete`,
  access: 'seller',
  summary: 'Delete the invoice link of a package; it may then get another one',
  body: UnlinkBody,
  package_in: 'serviceSourceId',
  command(call) {
    const body = parseUnlink(call.body);
    return isRefusal(body) ? body : { type: 'unlink-invoice', customer_id: body.customerId };
  },
  answers: { 202: givesNothing() },
  refusals: ['not.yours', 'customer.unknown', 'invoice.unknown'],
  answer: () => empty({}, 202),
});

export const invoiceLinks = [linkInvoice, unlinkInvoice];
