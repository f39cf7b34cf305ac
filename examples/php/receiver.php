<?php
/*
 * Receives webhooks and verifies them. PHP 8.
 *
 *   WEBHOOK_KEY=my-key SIGNING_SECRET=whsec_... php -S 127.0.0.1:3000 receiver.php
 */
declare(strict_types=1);

// $secret is for koli only; the marketplace does not sign.
function isGenuine(string $body, string $key, string $secret): bool
{
    if (!hash_equals($key, $_SERVER['HTTP_X_API_KEY'] ?? '')) {
        return false;
    }
    if ($secret === '') {
        return true;
    }
    $id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
    $timestamp = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '0';
    if (abs(time() - (int) $timestamp) > 300) {
        return false;
    }
    $bytes = base64_decode(substr($secret, strlen('whsec_')));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $bytes, true));
    // Several signatures come while a secret is replaced by a new one.
    foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $one) {
        if (hash_equals($expected, $one)) {
            return true;
        }
    }
    return false;
}

$body = file_get_contents('php://input'); // the bytes as received, not a parsed copy
if (!isGenuine($body, (string) getenv('WEBHOOK_KEY'), (string) getenv('SIGNING_SECRET'))) {
    http_response_code(401);
    return;
}
// A call may come twice: store webhook-id under a unique key, in the transaction that uses the event.
$package = json_decode($body, true);
file_put_contents('php://stdout', "{$package['shipmentPackageId']} {$package['status']}\n");
http_response_code(200);
