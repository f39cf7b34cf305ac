<?php
/*
 * Lists packages, and cancels units that cannot be supplied. PHP 8 with the curl extension.
 *
 *   php orders.php list Created
 *   php orders.php cancel PACKAGE_ID LINE_ID QUANTITY
 */
declare(strict_types=1);

function setting(string $name, string $default): string
{
    return getenv($name) ?: $default;
}

function call(string $method, string $path, ?array $body = null): ?array
{
    $seller = setting('SELLER_ID', '2738');
    $curl = curl_init(setting('ORDERS_URL', 'http://127.0.0.1:4000') . "/integration/order/sellers/$seller$path");
    curl_setopt_array($curl, [
        CURLOPT_CUSTOMREQUEST => $method,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 30,
        CURLOPT_USERPWD => setting('API_KEY', 'sandbox-key') . ':' . setting('API_SECRET', 'sandbox-secret'),
        CURLOPT_HTTPHEADER => ["User-Agent: $seller - SelfIntegration", 'Content-Type: application/json'],
    ]);
    if ($body !== null) {
        curl_setopt($curl, CURLOPT_POSTFIELDS, json_encode($body));
    }
    $text = curl_exec($curl);
    if ($text === false) {
        fwrite(STDERR, 'no answer: ' . curl_error($curl) . "\n");
        exit(1);
    }
    $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
    $answer = json_decode($text, true);
    if ($status >= 400) {
        fwrite(STDERR, "$status {$answer['errors'][0]['message']}\n");
        exit(1);
    }
    return $answer;
}

function packages(string $query): Generator
{
    $page = 0;
    do {
        $answer = call('GET', "/v2/orders?$query&size=200&page=$page");
        yield from $answer['content'];
    } while (++$page < $answer['totalPages']);
}

function show(string $query): void
{
    foreach (packages($query) as $package) {
        $lines = array_map(fn ($line) => "{$line['quantity']} x {$line['barcode']} (line {$line['lineId']})", $package['lines']);
        echo "{$package['shipmentPackageId']} {$package['status']} {$package['orderNumber']} ", implode(', ', $lines), "\n";
    }
}

[, $verb] = $argv;
if ($verb === 'list') {
    show('status=' . ($argv[2] ?? 'Created'));
} else {
    [, , $package, $line, $quantity] = array_map('intval', $argv);
    $before = packages("shipmentPackageIds=$package")->current();
    $body = ['lines' => [['lineId' => $line, 'quantity' => $quantity]], 'reasonId' => 500]; // 500: out of stock
    call('PUT', "/shipment-packages/$package/items/unsupplied", $body);
    // The old package is Cancelled. The rest of the order goes on in a new package with a new id.
    show("orderNumber={$before['orderNumber']}");
}
