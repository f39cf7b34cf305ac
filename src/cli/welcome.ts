import manifest from '../../package.json' with { type: 'json' };
import { type Settings, sandbox_operator_token } from '../app/config.ts';
import { typed } from '../assets/assets.ts';

const seller_id = 2738;
const sandbox_credentials = 'sandbox-key:sandbox-secret';

/** The greeting of a sandbox: its address, its credentials, and requests to try. */
export async function welcome(settings: Settings, url: string): Promise<string> {
  const reachable = url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
  const orders = `${reachable}/integration/order/sellers/${seller_id}`;
  const place = settings.memory ? 'in memory' : `in ${settings.data_folder}`;
  const token = settings.operator_token === sandbox_operator_token ? sandbox_operator_token : '(KOLI_OPERATOR_TOKEN)';
  return `koli ${manifest.version}, sandbox: ${reachable}

  console       ${reachable}/console
  API           ${reachable}/docs
  data          ${settings.database_url === undefined ? place : 'in PostgreSQL'}
  commands      ${typed.koli} --help

  seller ${seller_id}   key sandbox-key   secret sandbox-secret
  seller 2739   key other-key     secret other-secret
  operator      bearer token ${token}

List the orders:
  curl -u ${sandbox_credentials} '${orders}/v2/orders'
Create an order:
  curl -u ${sandbox_credentials} -H 'SellerID: ${seller_id}' -H 'Content-Type: application/json' '${reachable}/integration/test/order/orders/core' -d '${JSON.stringify(test_order)}'
Cancel one unit of a package; the rest continues in a new one:
  ${await cancelLine(orders)}
`;
}

const welcome_address = {
  addressText: 'Moda Caddesi 1',
  city: 'İstanbul',
  district: 'Kadıköy',
  phone: '5550000000',
  email: 'ada@example.com',
};

const test_order = {
  customer: { customerFirstName: 'Ada', customerLastName: 'Yılmaz' },
  invoiceAddress: { invoiceFirstName: 'Ada', invoiceLastName: 'Yılmaz', ...welcome_address },
  shippingAddress: { shippingFirstName: 'Ada', shippingLastName: 'Yılmaz', ...welcome_address },
  lines: [{ barcode: '8680000000017', quantity: 3 }],
  seller: { sellerId: seller_id },
};

type FoundPackages = { content: { shipmentPackageId: number; lines: { lineId: number; quantity: number }[] }[] };

/** A cancel of an existing package, found through the API. */
async function cancelLine(orders: string): Promise<string> {
  const headers = {
    authorization: `Basic ${Buffer.from(sandbox_credentials).toString('base64')}`,
    'user-agent': 'koli',
  };
  // koli may have been stopped by now.
  const answer = await fetch(`${orders}/v2/orders?status=Created&size=200`, { headers }).catch(() => null);
  const found = answer?.ok ? ((await answer.json()) as FoundPackages).content : [];
  const chosen = found.find(({ lines }) => lines.some(({ quantity }) => quantity > 1)) ?? found[0];
  const line = chosen?.lines.toSorted((a, b) => b.quantity - a.quantity)[0];
  const body = { lines: [{ lineId: line?.lineId ?? 0, quantity: 1 }], reasonId: 500 };
  const path = `${orders}/shipment-packages/${chosen?.shipmentPackageId ?? 'shipmentPackageId'}/items/unsupplied`;
  return `curl -u ${sandbox_credentials} -i -X PUT -H 'Content-Type: application/json' '${path}' -d '${JSON.stringify(body)}'`;
}
