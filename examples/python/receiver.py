"""Receives webhooks and verifies them. Python 3.9 or newer, no other library.

    WEBHOOK_KEY=my-key SIGNING_SECRET=whsec_... python3 receiver.py
"""
import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = os.environ["WEBHOOK_KEY"]  # the apiKey of the registration
SECRET = os.environ.get("SIGNING_SECRET")  # koli only; the marketplace does not sign


def signed(headers, body):
    if abs(time.time() - int(headers.get("webhook-timestamp", "0"))) > 300:
        return False
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    digest = hmac.new(base64.b64decode(SECRET.removeprefix("whsec_")), content, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(digest).decode()
    # Several signatures come while a secret is replaced by a new one.
    return any(hmac.compare_digest(expected, one) for one in headers.get("webhook-signature", "").split(" "))


class Receiver(BaseHTTPRequestHandler):
    seen = set()  # in a real program: a table with a unique key, in the transaction that uses the event

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))  # the bytes as received, not a parsed copy
        known = hmac.compare_digest(self.headers.get("x-api-key", ""), KEY)
        if not known or (SECRET and not signed(self.headers, body)):
            return self.answer(401)
        if self.headers["webhook-id"] not in self.seen:  # a call may come twice
            self.seen.add(self.headers["webhook-id"])
            package = json.loads(body)
            print(package["shipmentPackageId"], package["status"], flush=True)
        self.answer(200)

    def answer(self, status):
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "3000"))), Receiver)
print("listening on", server.server_port, flush=True)
server.serve_forever()
