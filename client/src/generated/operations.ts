// Made by `npm run generate` from openapi.json.

export const operations = {
  "listOrders": {
    "method": "GET",
    "path": "/integration/order/sellers/{sellerId}/orders",
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
    "names": [],
    "input": "form",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "storeWarrantyDocument": {
    "method": "POST",
    "path": "/integration/sellers/{sellerId}/warranty-documents",
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
  "readLabelWithProducts": {
    "method": "GET",
    "path": "/integration/sellers/{sellerId}/common-label/{cargoTrackingNumber}/with-product-labels",
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
    "access": "seller",
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
  "listAddresses": {
    "method": "GET",
    "path": "/integration/sellers/{sellerId}/addresses",
    "access": "seller",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listCargoProviders": {
    "method": "GET",
    "path": "/integration/product/lookup/cargo-providers",
    "access": "self",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listProducts": {
    "method": "GET",
    "path": "/integration/product/sellers/{sellerId}/products",
    "access": "seller",
    "names": [],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listBrands": {
    "method": "GET",
    "path": "/integration/product/brands",
    "access": "self",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listCountries": {
    "method": "GET",
    "path": "/integration/member/countries",
    "access": "self",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listCities": {
    "method": "GET",
    "path": "/integration/member/countries/{countryCode}/cities",
    "access": "self",
    "names": [
      "countryCode"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listDistricts": {
    "method": "GET",
    "path": "/integration/member/countries/{countryCode}/cities/{cityCode}/districts",
    "access": "self",
    "names": [
      "countryCode",
      "cityCode"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listDomesticCities": {
    "method": "GET",
    "path": "/integration/member/countries/domestic/{countryCode}/cities",
    "access": "self",
    "names": [
      "countryCode"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listDomesticDistricts": {
    "method": "GET",
    "path": "/integration/member/countries/domestic/{countryCode}/cities/{cityCode}/districts",
    "access": "self",
    "names": [
      "countryCode",
      "cityCode"
    ],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listIps": {
    "method": "GET",
    "path": "/integration/product/sellers/{sellerId}/ip-whitelists",
    "access": "seller",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "addIp": {
    "method": "POST",
    "path": "/integration/product/sellers/{sellerId}/ip-whitelists",
    "access": "seller",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "removeIp": {
    "method": "DELETE",
    "path": "/integration/product/sellers/{sellerId}/ip-whitelists",
    "access": "seller",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "createTestOrder": {
    "method": "POST",
    "path": "/integration/test/order/orders/core",
    "access": "self",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": false,
    "signed": true,
    "paged": false,
    "tells": []
  },
  "createTestOrderInEurope": {
    "method": "POST",
    "path": "/integration/test/order/orders/eu",
    "access": "self",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": false,
    "signed": true,
    "paged": false,
    "tells": []
  },
  "createTestOrderInGulf": {
    "method": "POST",
    "path": "/integration/test/order/orders/local-gulf",
    "access": "self",
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
    "access": "seller",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
    "names": [],
    "input": "json",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "exportSandbox": {
    "method": "GET",
    "path": "/api/v1/sandbox/export",
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listSnapshots": {
    "method": "GET",
    "path": "/api/v1/sandbox/snapshots",
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
  "createTestSeller": {
    "method": "POST",
    "path": "/api/v1/sandbox/sellers",
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
    "names": [],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listRequests": {
    "method": "GET",
    "path": "/api/v1/sandbox/requests",
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
  "confirmDelivery": {
    "method": "POST",
    "path": "/api/v1/sellers/{sellerId}/packages/{packageId}/confirm-delivery",
    "access": "operator",
    "names": [
      "sellerId",
      "packageId"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "confirmReturn": {
    "method": "POST",
    "path": "/api/v1/sellers/{sellerId}/packages/{packageId}/confirm-return",
    "access": "operator",
    "names": [
      "sellerId",
      "packageId"
    ],
    "input": "none",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "reviewInvoice": {
    "method": "POST",
    "path": "/api/v1/sellers/{sellerId}/packages/{packageId}/invoice-review",
    "access": "operator",
    "names": [
      "sellerId",
      "packageId"
    ],
    "input": "json",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "readOwnSeller": {
    "method": "GET",
    "path": "/api/v1/seller",
    "access": "self",
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
    "access": "operator",
    "names": [],
    "input": "query",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": true,
    "tells": []
  },
  "searchOwnPackages": {
    "method": "GET",
    "path": "/api/v1/seller/packages",
    "access": "self",
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
    "access": "operator",
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
  "readOwnPackage": {
    "method": "GET",
    "path": "/api/v1/seller/packages/{packageId}",
    "access": "self",
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
    "access": "operator",
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
    "access": "self",
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
  "listWarrantyDocuments": {
    "method": "GET",
    "path": "/api/v1/sellers/{sellerId}/packages/{packageId}/warranty-documents",
    "access": "operator",
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
  "readWarrantyDocument": {
    "method": "GET",
    "path": "/api/v1/sellers/{sellerId}/packages/{packageId}/warranty-documents/{lineId}",
    "access": "operator",
    "names": [
      "sellerId",
      "packageId",
      "lineId"
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
    "access": "operator",
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
    "access": "self",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "self",
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
    "access": "self",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "self",
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
    "access": "self",
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
    "access": "self",
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
    "access": "operator",
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
    "access": "self",
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
    "access": "operator",
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
    "access": "self",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "self",
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
    "access": "self",
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
    "access": "operator",
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
    "access": "self",
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
    "access": "operator",
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
    "access": "self",
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
    "access": "operator",
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
    "access": "self",
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
    "access": "operator",
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
    "access": "self",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "self",
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
    "access": "self",
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
    "access": "operator",
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
    "access": "self",
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
    "access": "operator",
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
    "access": "self",
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
    "access": "operator",
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
    "access": "self",
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
    "access": "operator",
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
    "access": "self",
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
    "access": "operator",
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
    "access": "open",
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
    "access": "open",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "open",
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
    "access": "operator",
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
    "access": "operator",
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
    "access": "operator",
    "names": [],
    "input": "query",
    "output": "none",
    "keyed": true,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "listIncidents": {
    "method": "GET",
    "path": "/api/v1/sandbox/incidents",
    "access": "operator",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  },
  "deleteFault": {
    "method": "DELETE",
    "path": "/api/v1/sandbox/faults/{faultId}",
    "access": "operator",
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
    "access": "open",
    "names": [],
    "input": "none",
    "output": "json",
    "keyed": false,
    "signed": false,
    "paged": false,
    "tells": []
  }
} as const;
