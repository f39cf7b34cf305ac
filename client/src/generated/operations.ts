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
