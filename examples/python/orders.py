"""Lists packages, and cancels units that cannot be supplied. Python 3.9 or newer, no other library.

    python3 orders.py list Created
    python3 orders.py cancel PACKAGE_ID LINE_ID QUANTITY
"""
import base64
import json
import os
import sys
import urllib.error
import urllib.request

HOST = os.environ.get("ORDERS_URL", "http://127.0.0.1:4000")
SELLER = os.environ.get("SELLER_ID", "2738")
KEY = os.environ.get("API_KEY", "sandbox-key")
SECRET = os.environ.get("API_SECRET", "sandbox-secret")


def call(method, path, body=None):
    request = urllib.request.Request(
        f"{HOST}/integration/order/sellers/{SELLER}{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "Authorization": "Basic " + base64.b64encode(f"{KEY}:{SECRET}".encode()).decode(),
            "User-Agent": f"{SELLER} - SelfIntegration",
            "Content-Type": "application/json",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or "null")
    except urllib.error.HTTPError as refused:
        sys.exit(f"{refused.code} {json.loads(refused.read())['errors'][0]['message']}")


def packages(query):
    page, pages = 0, 1
    while page < pages:
        answer = call("GET", f"/v2/orders?{query}&size=200&page={page}")
        yield from answer["content"]
        page, pages = page + 1, answer["totalPages"]


def show(query):
    for package in packages(query):
        lines = ", ".join(f"{line['quantity']} x {line['barcode']} (line {line['lineId']})" for line in package["lines"])
        print(package["shipmentPackageId"], package["status"], package["orderNumber"], lines)


if __name__ == "__main__":
    verb, *rest = sys.argv[1:]
    if verb == "list":
        show("status=" + (rest[0] if rest else "Created"))
    else:
        package, line, quantity = map(int, rest)
        [before] = packages(f"shipmentPackageIds={package}")
        body = {"lines": [{"lineId": line, "quantity": quantity}], "reasonId": 500}  # 500: out of stock
        call("PUT", f"/shipment-packages/{package}/items/unsupplied", body)
        # The old package is Cancelled. The rest of the order goes on in a new package with a new id.
        show(f"orderNumber={before['orderNumber']}")
