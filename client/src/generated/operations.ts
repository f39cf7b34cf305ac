// Made by `npm run generate` from openapi.json.

export const operations = {
  "listOrders": {
    "method": "GET",
    "path": "/integration/order/sellers/{sellerId}/orders",
    "door": "seller",
    "names": [],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listOrdersV2": {
    "method": "GET",
    "path": "/integration/order/sellers/{sellerId}/v2/orders",
    "door": "seller",
    "names": [],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "streamOrders": {
    "method": "GET",
    "path": "/integration/order/sellers/{sellerId}/orders/stream",
    "door": "seller",
    "names": [],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "updatePackage": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "cancelItems": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/items/unsupplied",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": [
      [
        "koli-cancelled-package",
        "cancelledPackage",
        "number"
      ],
      [
        "koli-new-package",
        "newPackage",
        "number"
      ]
    ]
  },
  "split": {
    "method": "POST",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/split",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": [
      [
        "koli-new-packages",
        "newPackages",
        "numbers"
      ]
    ]
  },
  "multiSplit": {
    "method": "POST",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/multi-split",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": [
      [
        "koli-new-packages",
        "newPackages",
        "numbers"
      ]
    ]
  },
  "quantitySplit": {
    "method": "POST",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/quantity-split",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": [
      [
        "koli-new-packages",
        "newPackages",
        "numbers"
      ]
    ]
  },
  "splitPackages": {
    "method": "POST",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/split-packages",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": [
      [
        "koli-new-packages",
        "newPackages",
        "numbers"
      ]
    ]
  },
  "alternativeDelivery": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/alternative-delivery",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "digitalDelivery": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/alternative-delivery-digital",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "manualDeliver": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/manual-deliver",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "manualInvoiceDelivery": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/manual-invoice-delivery",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "manualDeliverByNumber": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/manual-deliver/{trackingNumber}",
    "door": "seller",
    "names": [
      "trackingNumber"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "manualInvoiceDeliveryByNumber": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/manual-invoice-delivery-by-tracking-number/{trackingNumber}",
    "door": "seller",
    "names": [
      "trackingNumber"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "manualReturn": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/manual-return",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "manualReturnByNumber": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/manual-return/{trackingNumber}",
    "door": "seller",
    "names": [
      "trackingNumber"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "manualReturnByTrackingNumber": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/manual-return-by-tracking-number/{trackingNumber}",
    "door": "seller",
    "names": [
      "trackingNumber"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "updateTrackingNumber": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/update-tracking-number",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "feedTrackingDetails": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/tracking-details",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "changeCargoProvider": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/cargo-providers",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "setBoxInfo": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/box-info",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "deliverByService": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/delivered-by-service",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "setWarehouse": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/warehouse",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "extendDeliveryDate": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/extended-agreed-delivery-date",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "setLaborCosts": {
    "method": "PUT",
    "path": "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/labor-costs",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "linkInvoice": {
    "method": "POST",
    "path": "/integration/sellers/{sellerId}/seller-invoice-links",
    "door": "seller",
    "names": [],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "unlinkInvoice": {
    "method": "POST",
    "path": "/integration/sellers/{sellerId}/seller-invoice-links/delete",
    "door": "seller",
    "names": [],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "storeInvoiceFile": {
    "method": "POST",
    "path": "/integration/sellers/{sellerId}/seller-invoice-file",
    "door": "seller",
    "names": [],
    "input": "form",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "requestLabel": {
    "method": "POST",
    "path": "/integration/sellers/{sellerId}/common-label/{cargoTrackingNumber}",
    "door": "seller",
    "names": [
      "cargoTrackingNumber"
    ],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readLabel": {
    "method": "GET",
    "path": "/integration/sellers/{sellerId}/common-label/{cargoTrackingNumber}",
    "door": "seller",
    "names": [
      "cargoTrackingNumber"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "createWebhook": {
    "method": "POST",
    "path": "/integration/webhook/sellers/{sellerId}/webhooks",
    "door": "seller",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listWebhooks": {
    "method": "GET",
    "path": "/integration/webhook/sellers/{sellerId}/webhooks",
    "door": "seller",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "updateWebhook": {
    "method": "PUT",
    "path": "/integration/webhook/sellers/{sellerId}/webhooks/{webhookId}",
    "door": "seller",
    "names": [
      "webhookId"
    ],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "deleteWebhook": {
    "method": "DELETE",
    "path": "/integration/webhook/sellers/{sellerId}/webhooks/{webhookId}",
    "door": "seller",
    "names": [
      "webhookId"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "activateWebhook": {
    "method": "PUT",
    "path": "/integration/webhook/sellers/{sellerId}/webhooks/{webhookId}/activate",
    "door": "seller",
    "names": [
      "webhookId"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "deactivateWebhook": {
    "method": "PUT",
    "path": "/integration/webhook/sellers/{sellerId}/webhooks/{webhookId}/deactivate",
    "door": "seller",
    "names": [
      "webhookId"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "createTestOrder": {
    "method": "POST",
    "path": "/integration/test/order/orders/core",
    "door": "self",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": false,
    "signed": true,
    "paged": false,
    "tells": []
  },
  "setTestStatus": {
    "method": "PUT",
    "path": "/integration/test/order/sellers/{sellerId}/shipment-packages/{packageId}/status",
    "door": "seller",
    "names": [
      "packageId"
    ],
    "input": "json",
    "output": "none",
    "keyed": false,
    "signed": true,
    "paged": false,
    "tells": []
  },
  "createSandboxOrders": {
    "method": "POST",
    "path": "/api/v1/sandbox/orders",
    "door": "operator",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "setSandboxStatus": {
    "method": "POST",
    "path": "/api/v1/sandbox/sellers/{sellerId}/packages/{packageId}/status",
    "door": "operator",
    "names": [
      "sellerId",
      "packageId"
    ],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readClock": {
    "method": "GET",
    "path": "/api/v1/sandbox/clock",
    "door": "operator",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "changeClock": {
    "method": "PUT",
    "path": "/api/v1/sandbox/clock",
    "door": "operator",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "resetSandbox": {
    "method": "POST",
    "path": "/api/v1/sandbox/reset",
    "door": "operator",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listSnapshots": {
    "method": "GET",
    "path": "/api/v1/sandbox/snapshots",
    "door": "operator",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "takeSnapshot": {
    "method": "PUT",
    "path": "/api/v1/sandbox/snapshots/{name}",
    "door": "operator",
    "names": [
      "name"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "deleteSnapshot": {
    "method": "DELETE",
    "path": "/api/v1/sandbox/snapshots/{name}",
    "door": "operator",
    "names": [
      "name"
    ],
    "input": "none",
    "output": "none",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "restoreSnapshot": {
    "method": "POST",
    "path": "/api/v1/sandbox/snapshots/{name}/restore",
    "door": "operator",
    "names": [
      "name"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "exportSandbox": {
    "method": "GET",
    "path": "/api/v1/sandbox/export",
    "door": "operator",
    "names": [],
    "input": "none",
    "output": "bytes",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "importSandbox": {
    "method": "POST",
    "path": "/api/v1/sandbox/import",
    "door": "operator",
    "names": [],
    "input": "application/gzip",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readSandboxWork": {
    "method": "GET",
    "path": "/api/v1/sandbox/work",
    "door": "operator",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "createTestSeller": {
    "method": "POST",
    "path": "/api/v1/sandbox/sellers",
    "door": "operator",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "resetSeller": {
    "method": "POST",
    "path": "/api/v1/sandbox/sellers/{sellerId}/reset",
    "door": "operator",
    "names": [
      "sellerId"
    ],
    "input": "json",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "deleteSeller": {
    "method": "DELETE",
    "path": "/api/v1/sandbox/sellers/{sellerId}",
    "door": "operator",
    "names": [
      "sellerId"
    ],
    "input": "none",
    "output": "none",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listScenarios": {
    "method": "GET",
    "path": "/api/v1/sandbox/scenarios",
    "door": "operator",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readScenario": {
    "method": "GET",
    "path": "/api/v1/sandbox/scenarios/{scenario}",
    "door": "operator",
    "names": [
      "scenario"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "startScenarioRun": {
    "method": "POST",
    "path": "/api/v1/sandbox/scenario-runs",
    "door": "operator",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listScenarioRuns": {
    "method": "GET",
    "path": "/api/v1/sandbox/scenario-runs",
    "door": "operator",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readScenarioRun": {
    "method": "GET",
    "path": "/api/v1/sandbox/scenario-runs/{runId}",
    "door": "operator",
    "names": [
      "runId"
    ],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "stopScenarioRun": {
    "method": "DELETE",
    "path": "/api/v1/sandbox/scenario-runs/{runId}",
    "door": "operator",
    "names": [
      "runId"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listTraffic": {
    "method": "GET",
    "path": "/api/v1/sandbox/traffic",
    "door": "operator",
    "names": [],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "startTraffic": {
    "method": "PUT",
    "path": "/api/v1/sandbox/traffic",
    "door": "operator",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "stopTraffic": {
    "method": "DELETE",
    "path": "/api/v1/sandbox/traffic",
    "door": "operator",
    "names": [],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "createSeller": {
    "method": "POST",
    "path": "/api/v1/sellers",
    "door": "operator",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listSellers": {
    "method": "GET",
    "path": "/api/v1/sellers",
    "door": "operator",
    "names": [],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": true,
    "tells": []
  },
  "changeSeller": {
    "method": "PATCH",
    "path": "/api/v1/sellers/{sellerId}",
    "door": "operator",
    "names": [
      "sellerId"
    ],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readSeller": {
    "method": "GET",
    "path": "/api/v1/sellers/{sellerId}",
    "door": "operator",
    "names": [
      "sellerId"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "createKey": {
    "method": "POST",
    "path": "/api/v1/sellers/{sellerId}/keys",
    "door": "operator",
    "names": [
      "sellerId"
    ],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "revokeKey": {
    "method": "DELETE",
    "path": "/api/v1/sellers/{sellerId}/keys/{apiKey}",
    "door": "operator",
    "names": [
      "sellerId",
      "apiKey"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "takeOrders": {
    "method": "POST",
    "path": "/api/v1/orders",
    "door": "operator",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "settlePayment": {
    "method": "POST",
    "path": "/api/v1/orders/{orderNumber}/payment",
    "door": "operator",
    "names": [
      "orderNumber"
    ],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "tellCarrierEvents": {
    "method": "POST",
    "path": "/api/v1/carrier-events",
    "door": "operator",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "customerCancel": {
    "method": "POST",
    "path": "/api/v1/sellers/{sellerId}/packages/{packageId}/customer-cancel",
    "door": "operator",
    "names": [
      "sellerId",
      "packageId"
    ],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readOwnSeller": {
    "method": "GET",
    "path": "/api/v1/seller",
    "door": "self",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "searchPackages": {
    "method": "GET",
    "path": "/api/v1/packages",
    "door": "operator",
    "names": [],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": true,
    "tells": []
  },
  "readPackage": {
    "method": "GET",
    "path": "/api/v1/sellers/{sellerId}/packages/{packageId}",
    "door": "operator",
    "names": [
      "sellerId",
      "packageId"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "searchOwnPackages": {
    "method": "GET",
    "path": "/api/v1/seller/packages",
    "door": "self",
    "names": [],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": true,
    "tells": []
  },
  "readOwnPackage": {
    "method": "GET",
    "path": "/api/v1/seller/packages/{packageId}",
    "door": "self",
    "names": [
      "packageId"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readInvoiceFile": {
    "method": "GET",
    "path": "/api/v1/sellers/{sellerId}/packages/{packageId}/invoice-file",
    "door": "operator",
    "names": [
      "sellerId",
      "packageId"
    ],
    "input": "none",
    "output": "bytes",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readOwnInvoiceFile": {
    "method": "GET",
    "path": "/api/v1/seller/packages/{packageId}/invoice-file",
    "door": "self",
    "names": [
      "packageId"
    ],
    "input": "none",
    "output": "bytes",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "drawLabel": {
    "method": "GET",
    "path": "/api/v1/sellers/{sellerId}/packages/{packageId}/label.png",
    "door": "operator",
    "names": [
      "sellerId",
      "packageId"
    ],
    "input": "query",
    "output": "bytes",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "drawOwnLabel": {
    "method": "GET",
    "path": "/api/v1/seller/packages/{packageId}/label.png",
    "door": "self",
    "names": [
      "packageId"
    ],
    "input": "query",
    "output": "bytes",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listSellerWebhooks": {
    "method": "GET",
    "path": "/api/v1/sellers/{sellerId}/webhooks",
    "door": "operator",
    "names": [
      "sellerId"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "createSellerWebhook": {
    "method": "POST",
    "path": "/api/v1/sellers/{sellerId}/webhooks",
    "door": "operator",
    "names": [
      "sellerId"
    ],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listOwnWebhooks": {
    "method": "GET",
    "path": "/api/v1/seller/webhooks",
    "door": "self",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "createOwnWebhook": {
    "method": "POST",
    "path": "/api/v1/seller/webhooks",
    "door": "self",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readSellerWebhook": {
    "method": "GET",
    "path": "/api/v1/sellers/{sellerId}/webhooks/{webhookId}",
    "door": "operator",
    "names": [
      "sellerId",
      "webhookId"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "changeSellerWebhook": {
    "method": "PATCH",
    "path": "/api/v1/sellers/{sellerId}/webhooks/{webhookId}",
    "door": "operator",
    "names": [
      "sellerId",
      "webhookId"
    ],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "deleteSellerWebhook": {
    "method": "DELETE",
    "path": "/api/v1/sellers/{sellerId}/webhooks/{webhookId}",
    "door": "operator",
    "names": [
      "sellerId",
      "webhookId"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readOwnWebhook": {
    "method": "GET",
    "path": "/api/v1/seller/webhooks/{webhookId}",
    "door": "self",
    "names": [
      "webhookId"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "changeOwnWebhook": {
    "method": "PATCH",
    "path": "/api/v1/seller/webhooks/{webhookId}",
    "door": "self",
    "names": [
      "webhookId"
    ],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "deleteOwnWebhook": {
    "method": "DELETE",
    "path": "/api/v1/seller/webhooks/{webhookId}",
    "door": "self",
    "names": [
      "webhookId"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "activateSellerWebhook": {
    "method": "POST",
    "path": "/api/v1/sellers/{sellerId}/webhooks/{webhookId}/activate",
    "door": "operator",
    "names": [
      "sellerId",
      "webhookId"
    ],
    "input": "none",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "activateOwnWebhook": {
    "method": "POST",
    "path": "/api/v1/seller/webhooks/{webhookId}/activate",
    "door": "self",
    "names": [
      "webhookId"
    ],
    "input": "none",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "deactivateSellerWebhook": {
    "method": "POST",
    "path": "/api/v1/sellers/{sellerId}/webhooks/{webhookId}/deactivate",
    "door": "operator",
    "names": [
      "sellerId",
      "webhookId"
    ],
    "input": "none",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "deactivateOwnWebhook": {
    "method": "POST",
    "path": "/api/v1/seller/webhooks/{webhookId}/deactivate",
    "door": "self",
    "names": [
      "webhookId"
    ],
    "input": "none",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "rotateSellerSigningSecret": {
    "method": "POST",
    "path": "/api/v1/sellers/{sellerId}/webhooks/{webhookId}/signing-secret",
    "door": "operator",
    "names": [
      "sellerId",
      "webhookId"
    ],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "removeSellerSigningSecret": {
    "method": "DELETE",
    "path": "/api/v1/sellers/{sellerId}/webhooks/{webhookId}/signing-secret",
    "door": "operator",
    "names": [
      "sellerId",
      "webhookId"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "rotateOwnSigningSecret": {
    "method": "POST",
    "path": "/api/v1/seller/webhooks/{webhookId}/signing-secret",
    "door": "self",
    "names": [
      "webhookId"
    ],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "removeOwnSigningSecret": {
    "method": "DELETE",
    "path": "/api/v1/seller/webhooks/{webhookId}/signing-secret",
    "door": "self",
    "names": [
      "webhookId"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "testSellerWebhook": {
    "method": "POST",
    "path": "/api/v1/sellers/{sellerId}/webhooks/{webhookId}/test",
    "door": "operator",
    "names": [
      "sellerId",
      "webhookId"
    ],
    "input": "none",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "testOwnWebhook": {
    "method": "POST",
    "path": "/api/v1/seller/webhooks/{webhookId}/test",
    "door": "self",
    "names": [
      "webhookId"
    ],
    "input": "none",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listSellerDeliveries": {
    "method": "GET",
    "path": "/api/v1/sellers/{sellerId}/webhooks/{webhookId}/deliveries",
    "door": "operator",
    "names": [
      "sellerId",
      "webhookId"
    ],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": true,
    "tells": []
  },
  "listOwnDeliveries": {
    "method": "GET",
    "path": "/api/v1/seller/webhooks/{webhookId}/deliveries",
    "door": "self",
    "names": [
      "webhookId"
    ],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": true,
    "tells": []
  },
  "readSellerDelivery": {
    "method": "GET",
    "path": "/api/v1/sellers/{sellerId}/webhooks/{webhookId}/deliveries/{eventId}",
    "door": "operator",
    "names": [
      "sellerId",
      "webhookId",
      "eventId"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readOwnDelivery": {
    "method": "GET",
    "path": "/api/v1/seller/webhooks/{webhookId}/deliveries/{eventId}",
    "door": "self",
    "names": [
      "webhookId",
      "eventId"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listSellerAttempts": {
    "method": "GET",
    "path": "/api/v1/sellers/{sellerId}/webhooks/{webhookId}/attempts",
    "door": "operator",
    "names": [
      "sellerId",
      "webhookId"
    ],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": true,
    "tells": []
  },
  "listOwnAttempts": {
    "method": "GET",
    "path": "/api/v1/seller/webhooks/{webhookId}/attempts",
    "door": "self",
    "names": [
      "webhookId"
    ],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": true,
    "tells": []
  },
  "startSellerReplay": {
    "method": "POST",
    "path": "/api/v1/sellers/{sellerId}/webhook-replays",
    "door": "operator",
    "names": [
      "sellerId"
    ],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listSellerReplays": {
    "method": "GET",
    "path": "/api/v1/sellers/{sellerId}/webhook-replays",
    "door": "operator",
    "names": [
      "sellerId"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "startOwnReplay": {
    "method": "POST",
    "path": "/api/v1/seller/webhook-replays",
    "door": "self",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listOwnReplays": {
    "method": "GET",
    "path": "/api/v1/seller/webhook-replays",
    "door": "self",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readSellerReplay": {
    "method": "GET",
    "path": "/api/v1/sellers/{sellerId}/webhook-replays/{replayId}",
    "door": "operator",
    "names": [
      "sellerId",
      "replayId"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readOwnReplay": {
    "method": "GET",
    "path": "/api/v1/seller/webhook-replays/{replayId}",
    "door": "self",
    "names": [
      "replayId"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "stopSellerReplay": {
    "method": "POST",
    "path": "/api/v1/sellers/{sellerId}/webhook-replays/{replayId}/stop",
    "door": "operator",
    "names": [
      "sellerId",
      "replayId"
    ],
    "input": "none",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "stopOwnReplay": {
    "method": "POST",
    "path": "/api/v1/seller/webhook-replays/{replayId}/stop",
    "door": "self",
    "names": [
      "replayId"
    ],
    "input": "none",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "countPackages": {
    "method": "GET",
    "path": "/api/v1/package-counts",
    "door": "operator",
    "names": [],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "countOwnPackages": {
    "method": "GET",
    "path": "/api/v1/seller/package-counts",
    "door": "self",
    "names": [],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "followPackages": {
    "method": "GET",
    "path": "/api/v1/events",
    "door": "operator",
    "names": [],
    "input": "query",
    "output": "events",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "followOwnPackages": {
    "method": "GET",
    "path": "/api/v1/seller/events",
    "door": "self",
    "names": [],
    "input": "query",
    "output": "events",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "verifyLaws": {
    "method": "POST",
    "path": "/api/v1/verify",
    "door": "operator",
    "names": [],
    "input": "none",
    "output": "events",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readLiveness": {
    "method": "GET",
    "path": "/api/v1/health/live",
    "door": "open",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readReadiness": {
    "method": "GET",
    "path": "/api/v1/health/ready",
    "door": "open",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readMetrics": {
    "method": "GET",
    "path": "/api/v1/metrics",
    "door": "operator",
    "names": [],
    "input": "none",
    "output": "text",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "checkReceiver": {
    "method": "POST",
    "path": "/api/v1/sandbox/receiver-check",
    "door": "operator",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "sandboxCredentials": {
    "method": "GET",
    "path": "/api/v1/sandbox/credentials",
    "door": "open",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "createFault": {
    "method": "POST",
    "path": "/api/v1/sandbox/faults",
    "door": "operator",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listFaults": {
    "method": "GET",
    "path": "/api/v1/sandbox/faults",
    "door": "operator",
    "names": [],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "deleteFaults": {
    "method": "DELETE",
    "path": "/api/v1/sandbox/faults",
    "door": "operator",
    "names": [],
    "input": "query",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "deleteFault": {
    "method": "DELETE",
    "path": "/api/v1/sandbox/faults/{faultId}",
    "door": "operator",
    "names": [
      "faultId"
    ],
    "input": "query",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readOpenapi": {
    "method": "GET",
    "path": "/openapi.json",
    "door": "open",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  }
} as const;
