// Made by `npm run generate` from openapi.json.

export interface paths {
    "/integration/order/sellers/{sellerId}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The list at its old address, which is closed: use listOrdersV2
         * @deprecated
         * @description The marketplace announced its end for 15 October 2026, so koli answers 426. `KOLI_V1` serves it again, for tests of old code.
         */
        get: operations["listOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/v2/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the seller's packages, page by page */
        get: operations["listOrdersV2"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/orders/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read all packages of the seller, last changed first
         * @description For following: a scan gives each version of a package once, last changed first. A package that changes meanwhile moves to the front, where the next scan finds it: begin its window 10 seconds before this scan began.
         */
        get: operations["streamOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set a package to Picking or Invoiced */
        put: operations["updatePackage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/items/unsupplied": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Cancel units of a package; the rest continues in a new package
         * @description All units named: the package is Cancelled. Some: it keeps those and is Cancelled, and what is left goes on in a new package with a new id and tracking number, as Created or with the status that it had.
         */
        put: operations["cancelItems"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split a package in two: the given lines, and the rest
         * @description The package becomes UnPacked and stays as a record; its units go on in new packages. Not undoable.
         */
        post: operations["split"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/multi-split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split a package into groups of lines, and the rest
         * @description The package becomes UnPacked and stays as a record; its units go on in new packages. Not undoable.
         */
        post: operations["multiSplit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/quantity-split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split lines by quantity: the n-th quantity of each line goes into the n-th package
         * @description The package becomes UnPacked and stays as a record; its units go on in new packages. Not undoable.
         */
        post: operations["quantitySplit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/split-packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split a package into the given packages
         * @description The package becomes UnPacked and stays as a record; its units go on in new packages. Not undoable.
         */
        post: operations["splitPackages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/alternative-delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Send a package by an alternative delivery; a digital good is delivered with its code */
        put: operations["alternativeDelivery"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/alternative-delivery-digital": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Deliver a digital good with its code */
        put: operations["digitalDelivery"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/manual-deliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Report that an alternative delivery has arrived; its customer confirms it, or three working days pass */
        put: operations["manualDeliver"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/manual-invoice-delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Report that an alternative delivery has arrived; its customer confirms it, or three working days pass */
        put: operations["manualInvoiceDelivery"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/manual-deliver/{trackingNumber}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Report that an alternative delivery has arrived; its customer confirms it, or three working days pass */
        put: operations["manualDeliverByNumber"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/manual-invoice-delivery-by-tracking-number/{trackingNumber}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Report that an alternative delivery has arrived; its customer confirms it, or three working days pass */
        put: operations["manualInvoiceDeliveryByNumber"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/manual-return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Report that an alternative delivery came back; its customer confirms it, or three working days pass */
        put: operations["manualReturn"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/manual-return/{trackingNumber}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Report that an alternative delivery came back; its customer confirms it, or three working days pass */
        put: operations["manualReturnByNumber"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/manual-return-by-tracking-number/{trackingNumber}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Report that an alternative delivery came back; its customer confirms it, or three working days pass */
        put: operations["manualReturnByTrackingNumber"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/update-tracking-number": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the tracking number of the seller's own carrier, once per package */
        put: operations["updateTrackingNumber"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/tracking-details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the carrier of a package and its sender number
         * @description While Picking; while Invoiced only if the package, or one that it came from, was fed before. Abroad `storeFrontCode` is required, and is the package's own.
         */
        put: operations["feedTrackingDetails"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/cargo-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the cargo provider of a package; it gets a new tracking number
         * @description Abroad a refusal has one of the numbers CPE001 to CPE006 as its `errorCode`.
         */
        put: operations["changeCargoProvider"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/box-info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the number of boxes of a package and their volume weight */
        put: operations["setBoxInfo"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/delivered-by-service": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mark a package as delivered by an authorised service */
        put: operations["deliverByService"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/warehouse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the warehouse from which a package leaves */
        put: operations["setWarehouse"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/extended-agreed-delivery-date": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Move the agreed delivery date by one to three days, once */
        put: operations["extendDeliveryDate"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/order/sellers/{sellerId}/shipment-packages/{packageId}/labor-costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the labour cost per item of lines */
        put: operations["setLaborCosts"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/sellers/{sellerId}/seller-invoice-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set the link to the invoice of a package */
        post: operations["linkInvoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/sellers/{sellerId}/seller-invoice-links/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Delete the invoice link of a package; it may then get another one */
        post: operations["unlinkInvoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/sellers/{sellerId}/seller-invoice-file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload the invoice of a package as a file: PDF, JPEG or PNG of at most 10 MB */
        post: operations["storeInvoiceFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/sellers/{sellerId}/warranty-documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a line of a package its warranty document: a PDF of at most 10 MB; the next one replaces it */
        post: operations["storeWarrantyDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/sellers/{sellerId}/common-label/{cargoTrackingNumber}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the common labels of a package in ZPL, one for each box */
        get: operations["readLabel"];
        put?: never;
        /** Request the common label of a package, one for each box */
        post: operations["requestLabel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/sellers/{sellerId}/common-label/{cargoTrackingNumber}/with-product-labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The common labels of an agency export in ZPL, and a label for each unit of its products
         * @description Of packages with `is4P` only, once their invoice is accepted.
         */
        get: operations["readLabelWithProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/webhook/sellers/{sellerId}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List webhooks, without their secrets */
        get: operations["listWebhooks"];
        put?: never;
        /** Register an address for status changes of packages */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/webhook/sellers/{sellerId}/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change what is said of a webhook; what is left out stays, its status too */
        put: operations["updateWebhook"];
        post?: never;
        /** Delete a webhook: owed deliveries are dropped, its log stays */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/webhook/sellers/{sellerId}/webhooks/{webhookId}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Switch a webhook on: it receives events from now on */
        put: operations["activateWebhook"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/webhook/sellers/{sellerId}/webhooks/{webhookId}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Switch a webhook off: nothing is sent, and owed deliveries are held */
        put: operations["deactivateWebhook"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/sellers/{sellerId}/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the seller's addresses; `warehouseId` of a package is one of their ids
         * @description The marketplace answers one request an hour. koli does not limit it.
         */
        get: operations["listAddresses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/product/lookup/cargo-providers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the cargo providers that a seller may choose */
        get: operations["listCargoProviders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/product/sellers/{sellerId}/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the barcodes of the seller's orders */
        get: operations["listProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/product/brands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An empty list: koli keeps no brands */
        get: operations["listBrands"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/member/countries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the countries that the marketplace sells in */
        get: operations["listCountries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/member/countries/{countryCode}/cities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List cities of a country; none where koli knows none */
        get: operations["listCities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/member/countries/{countryCode}/cities/{cityCode}/districts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List districts of a city; none where koli knows none */
        get: operations["listDistricts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/member/countries/domestic/{countryCode}/cities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List cities of a country; none where koli knows none */
        get: operations["listDomesticCities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/member/countries/domestic/{countryCode}/cities/{cityCode}/districts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List districts of a city; none where koli knows none */
        get: operations["listDomesticDistricts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/product/sellers/{sellerId}/ip-whitelists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the addresses that the seller may call from */
        get: operations["listIps"];
        put?: never;
        /** List an address for 30 days: seven at most, and seven changes a day */
        post: operations["addIp"];
        /** Take an address off the list; the body or the query names it */
        delete: operations["removeIp"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/test/order/orders/core": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a test order for the seller whose key signs the request
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        post: operations["createTestOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/test/order/orders/eu": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a test order of a customer in Europe, in the country of `storeFrontCode`
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        post: operations["createTestOrderInEurope"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/test/order/orders/local-gulf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a test order of a customer in the Gulf, in the country of `storeFrontCode`
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        post: operations["createTestOrderInGulf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/integration/test/order/sellers/{sellerId}/shipment-packages/{packageId}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change the status of a test order as a carrier would
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        put: operations["setTestStatus"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create orders: koli invents what is not given and moves each package to the requested status
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        post: operations["createSandboxOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/sellers/{sellerId}/packages/{packageId}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move a package to a status by all steps in between, as seller, customer, carrier and bank would
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        post: operations["setSandboxStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the time of the sandbox and the speed of its clock
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        get: operations["readClock"];
        /**
         * Move the clock forward, stop it, or let it run; koli does what becomes due on the way before it answers
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        put: operations["changeClock"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete everything and start with the content of a seed
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        post: operations["resetSandbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the whole state as one file, including the time and the next ids
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        get: operations["exportSandbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the state with the content of an exported file
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        post: operations["importSandbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the progress of the long work that the sandbox does at the moment
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        get: operations["readSandboxWork"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List snapshots
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        get: operations["listSnapshots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/snapshots/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Store the state as a snapshot; an older snapshot of this name is replaced
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        put: operations["takeSnapshot"];
        post?: never;
        /**
         * Delete a snapshot
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        delete: operations["deleteSnapshot"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/snapshots/{name}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a snapshot, including its time
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        post: operations["restoreSnapshot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/sellers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a test seller with a key, and with a webhook if requested
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        post: operations["createTestSeller"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/sellers/{sellerId}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset one seller to its initial state; its keys stay, and other sellers do not change
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        post: operations["resetSeller"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/sellers/{sellerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a seller and all its data
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        delete: operations["deleteSeller"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the scenarios of the library, with their steps
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        get: operations["listScenarios"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/scenarios/{scenario}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a scenario of the library
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        get: operations["readScenario"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/scenario-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the runs that wait or go on, and the latest that have ended
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        get: operations["listScenarioRuns"];
        put?: never;
        /**
         * Play a scenario with a seller of its own; runs go one after another
         * @description At most 50 wait: there is one clock, and a scenario may move it.
         *
         *     **Sandbox only**: elsewhere this address does not exist.
         */
        post: operations["startScenarioRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/scenario-runs/{runId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a run, step by step; may wait for the next step
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        get: operations["readScenarioRun"];
        put?: never;
        post?: never;
        /**
         * Stop a run; a run that has ended does not change
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        delete: operations["stopScenarioRun"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/traffic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the streams of orders, including those that have ended
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        get: operations["listTraffic"];
        /**
         * Start a stream of orders, carrier steps and cancels for a seller; it replaces the stream that the seller has
         * @description On 8 sellers at most. Its pace is that of real time, whatever the clock of the sandbox does.
         *
         *     **Sandbox only**: elsewhere this address does not exist.
         */
        put: operations["startTraffic"];
        post?: never;
        /**
         * Stop all streams, or the stream of one seller, and show what they did
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        delete: operations["stopTraffic"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The last 1000 requests with their answers, secrets masked
         * @description So that a test can ask what its code called. Requests for health, metrics, changes as they happen and this list are left out. The journal is in memory: it ends with koli, and a reset keeps it.
         *
         *     **Sandbox only**: elsewhere this address does not exist.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List sellers by id */
        get: operations["listSellers"];
        put?: never;
        /** Create a seller */
        post: operations["createSeller"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A seller with its settings and the names of its keys */
        get: operations["readSeller"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the name or settings of a seller; absent fields do not change */
        patch: operations["changeSeller"];
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create an API key for a seller; its secret is shown only in this answer */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/keys/{apiKey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key; other nodes follow within seconds */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create orders; each becomes one package per seller */
        post: operations["takeOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/orders/{orderNumber}/payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report that an order was paid, or that its payment failed */
        post: operations["settlePayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/carrier-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report carrier steps of packages, by package id or tracking number */
        post: operations["tellCarrierEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/packages/{packageId}/customer-cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a package, or some of its units, for the customer before it is shipped */
        post: operations["customerCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/packages/{packageId}/confirm-delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The customer confirms that the package has arrived
         * @description Only of an alternative delivery whose end its seller has reported. Without a confirmation it counts as confirmed three working days after the report.
         */
        post: operations["confirmDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/packages/{packageId}/confirm-return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The customer confirms that the package went back
         * @description Only of an alternative delivery whose end its seller has reported. Without a confirmation it counts as confirmed three working days after the report.
         */
        post: operations["confirmReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/packages/{packageId}/invoice-review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept the invoice of a package, or reject it with reasons
         * @description An invoice may be reviewed again. After a rejection the seller gives the next link or file without deleting the first. The label of a micro-export or an agency export is withheld until its invoice is accepted.
         */
        post: operations["reviewInvoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the caller's settings and the names of its keys */
        get: operations["readOwnSeller"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List packages of one seller or of all, last changed first, or those to hand over by their date */
        get: operations["searchPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the caller's packages, last changed first, or those to hand over by their date */
        get: operations["searchOwnPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/packages/{packageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a package with its events, deliveries, related packages and possible commands */
        get: operations["readPackage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/packages/{packageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read one of the caller's packages with its events, deliveries, related packages and possible commands */
        get: operations["readOwnPackage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/packages/{packageId}/invoice-file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the invoice file of a package */
        get: operations["readInvoiceFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/packages/{packageId}/invoice-file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the invoice file of one of the caller's packages */
        get: operations["readOwnInvoiceFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/packages/{packageId}/warranty-documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the warranty documents of a package */
        get: operations["listWarrantyDocuments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/packages/{packageId}/warranty-documents/{lineId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The warranty document of a line */
        get: operations["readWarrantyDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/packages/{packageId}/label.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Draw the common label of one box of a package as a picture */
        get: operations["drawLabel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/packages/{packageId}/label.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Draw the common label of one box of one of the caller's packages as a picture */
        get: operations["drawOwnLabel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List webhooks with their health: owed deliveries, results of calls, notices */
        get: operations["listSellerWebhooks"];
        put?: never;
        /** Register a webhook, with an envelope and a profile of its own if given */
        post: operations["createSellerWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List webhooks with their health: owed deliveries, results of calls, notices */
        get: operations["listOwnWebhooks"];
        put?: never;
        /** Register a webhook, with an envelope and a profile of its own if given */
        post: operations["createOwnWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a webhook with its health */
        get: operations["readSellerWebhook"];
        put?: never;
        post?: never;
        /** Delete a webhook: owed deliveries are dropped */
        delete: operations["deleteSellerWebhook"];
        options?: never;
        head?: never;
        /** Change a webhook; absent fields do not change, and its count of failures starts again */
        patch: operations["changeSellerWebhook"];
        trace?: never;
    };
    "/api/v1/seller/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a webhook with its health */
        get: operations["readOwnWebhook"];
        put?: never;
        post?: never;
        /** Delete a webhook: owed deliveries are dropped */
        delete: operations["deleteOwnWebhook"];
        options?: never;
        head?: never;
        /** Change a webhook; absent fields do not change, and its count of failures starts again */
        patch: operations["changeOwnWebhook"];
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/webhooks/{webhookId}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch a webhook on: it receives events from now on; use a replay for earlier ones */
        post: operations["activateSellerWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/webhooks/{webhookId}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch a webhook on: it receives events from now on; use a replay for earlier ones */
        post: operations["activateOwnWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/webhooks/{webhookId}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch a webhook off: nothing is sent, and owed deliveries are held */
        post: operations["deactivateSellerWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/webhooks/{webhookId}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch a webhook off: nothing is sent, and owed deliveries are held */
        post: operations["deactivateOwnWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/webhooks/{webhookId}/signing-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign calls with a secret of your own or a new one, shown only in this answer; the previous one signs for 24 more hours */
        post: operations["rotateSellerSigningSecret"];
        /** Stop to sign calls, with all secrets and at once */
        delete: operations["removeSellerSigningSecret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/webhooks/{webhookId}/signing-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign calls with a secret of your own or a new one, shown only in this answer; the previous one signs for 24 more hours */
        post: operations["rotateOwnSigningSecret"];
        /** Stop to sign calls, with all secrets and at once */
        delete: operations["removeOwnSigningSecret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/webhooks/{webhookId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a marked test event and show the answer of the receiver; possible while PASSIVE, too */
        post: operations["testSellerWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/webhooks/{webhookId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a marked test event and show the answer of the receiver; possible while PASSIVE, too */
        post: operations["testOwnWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/webhooks/{webhookId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the deliveries of a webhook with their results, newest first */
        get: operations["listSellerDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/webhooks/{webhookId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the deliveries of a webhook with their results, newest first */
        get: operations["listOwnDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/webhooks/{webhookId}/deliveries/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a delivery with every attempt: time, address, duration, answer */
        get: operations["readSellerDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/webhooks/{webhookId}/deliveries/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a delivery with every attempt: time, address, duration, answer */
        get: operations["readOwnDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/webhooks/{webhookId}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the attempts of a webhook, newest first: time, duration, result */
        get: operations["listSellerAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/webhooks/{webhookId}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the attempts of a webhook, newest first: time, duration, result */
        get: operations["listOwnAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/webhook-replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the latest replays with their progress */
        get: operations["listSellerReplays"];
        put?: never;
        /** Send deliveries again: one, those of a package or of a time window, or all that failed since a time */
        post: operations["startSellerReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/webhook-replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the latest replays with their progress */
        get: operations["listOwnReplays"];
        put?: never;
        /** Send deliveries again: one, those of a package or of a time window, or all that failed since a time */
        post: operations["startOwnReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/webhook-replays/{replayId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the progress of a replay */
        get: operations["readSellerReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/webhook-replays/{replayId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the progress of a replay */
        get: operations["readOwnReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sellers/{sellerId}/webhook-replays/{replayId}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a replay; deliveries that are already owed are still sent */
        post: operations["stopSellerReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/webhook-replays/{replayId}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a replay; deliveries that are already owed are still sent */
        post: operations["stopOwnReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/package-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count packages of one seller or of all by status and time */
        get: operations["countPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/package-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count the caller's packages by status and time */
        get: operations["countOwnPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow changes of packages as server-sent events
         * @description Events: `package` for each change, `hello` at the beginning, `beat` every 15 seconds, and
         *     `lost` if koli cannot send all changes: read the lists again. To continue after a disconnect, send the last `id`
         *     within 15 minutes. Of several changes that are sent together, the last one has the `id`. Changes of the ten seconds
         *     before it are sent again, so that none gets lost; package and sequence identify a change. A stream ends after at most ten
         *     minutes. koli disconnects a reader with more than 1 MiB of unread events.
         *
         *     Data of `package`: `sellerId`, `shipmentPackageId`, `orderNumber`, `sequence`, `type`, `status`, `at`.
         */
        get: operations["followPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/seller/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow changes of the caller's packages as server-sent events
         * @description Events: `package` for each change, `hello` at the beginning, `beat` every 15 seconds, and
         *     `lost` if koli cannot send all changes: read the lists again. To continue after a disconnect, send the last `id`
         *     within 15 minutes. Of several changes that are sent together, the last one has the `id`. Changes of the ten seconds
         *     before it are sent again, so that none gets lost; package and sequence identify a change. A stream ends after at most ten
         *     minutes. koli disconnects a reader with more than 1 MiB of unread events.
         *
         *     Data of `package`: `sellerId`, `shipmentPackageId`, `orderNumber`, `sequence`, `type`, `status`, `at`.
         */
        get: operations["followOwnPackages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold the whole database against the laws; the verdict comes as a server-sent event
         * @description Events: `progress` with what was looked at so far, then one `verdict` (or `failed`, of which koli's log
         *     tells). It reads everything once, and ends when its caller hangs up.
         *
         *     Data of `verdict`: `checked`, `brokenCount`, `broken` (the first 100), and `laws` with whether each holds.
         */
        post: operations["verifyLaws"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check that the process answers, without the database */
        get: operations["readLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the database answers within 2 seconds and the node is not stopping; else 503, and requests had better go elsewhere */
        get: operations["readReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this node counts of itself since it started, in the text form of Prometheus */
        get: operations["readMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/receiver-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a webhook receiver: send it all kinds of calls and judge its answers; nothing is stored
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        post: operations["checkReceiver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the built-in credentials of a new sandbox, as long as they are valid
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        get: operations["sandboxCredentials"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List faults with their counts
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        get: operations["listFaults"];
        put?: never;
        /**
         * Create a fault: requests or deliveries that fail
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        post: operations["createFault"];
        /**
         * Delete all faults, or those of one seller, and release what they hold back
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        delete: operations["deleteFaults"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List outages that the marketplace announced; createFault makes a fault of one by its name
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        get: operations["listIncidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sandbox/faults/{faultId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a fault and release what it holds back; for a fault of a seller, give its sellerId
         * @description **Sandbox only**: elsewhere this address does not exist.
         */
        delete: operations["deleteFault"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this koli serves, as OpenAPI 3.1 */
        get: operations["readOpenapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    packageChanged: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A package has reached a status
         * @description One package a call, as the event left it: by itself, as in production, or in a page, as in the documents of the marketplace, where the seller has `webhookEnvelope` `page`. Sent again until it is answered with 2xx; `webhook-id` names the event and stays the same.
         */
        post: operations["packageChanged"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /**
         * PackageHistory
         * @description A status that was reached. Do not rely on the order of entries.
         */
        PackageHistory: {
            /** @description When the status was reached; 0 for an Awaiting that is not paid yet. True UTC milliseconds. */
            createdDate: number;
            /** @enum {string} */
            status: "Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled" | "UnPacked";
        };
        /**
         * DiscountDisplay
         * @description A named promotion.
         */
        DiscountDisplay: {
            displayName: string;
            /** @description The share of this package. In the currency of the order, at most two decimals. */
            discountAmount: number;
        };
        /**
         * UnitDiscount
         * @description One unit of a line. Only these add up to the kuruş; line fields are averages.
         */
        UnitDiscount: {
            /** @description `lineId` and the number of the unit, three digits or more. It stays with the unit. */
            lineItemId: string;
            /** @description Net price of this unit. In the currency of the order, at most two decimals. */
            lineItemPrice: number;
            /** @description Paid by the seller. In the currency of the order, at most two decimals. */
            lineItemSellerDiscount: number;
            /** @description Paid by the marketplace. In the currency of the order, at most two decimals. */
            lineItemTyDiscount: number;
            /**
             * @deprecated
             * @description Old name of `lineItemSellerDiscount`, for sellers with `legacyFields`.
             */
            lineItemDiscount?: number;
        };
        /**
         * PackageLine
         * @description The units of one line of the order that a package holds.
         */
        PackageLine: {
            /** @description `lineId` of status updates and cancels, `orderLineId` of splits. It survives both. */
            lineId: number;
            /** @description Units of the line in this package */
            quantity: number;
            barcode: string;
            /** @description The seller's own name of the product */
            stockCode: string;
            /** @description 0: not given */
            contentId: number;
            productName: string;
            productSize: string;
            productColor?: string;
            /** @description Micro-export */
            productOrigin?: string;
            /** @description 0: not given */
            productCategoryId: number;
            /** @description The seller of the package */
            sellerId: number;
            /** @description 0: not given */
            salesCampaignId: number;
            /** @description Three capital letters, as on the package */
            currencyCode: string;
            /** @description Percent */
            vatRate: number;
            /** @description Price of one unit before discounts. In the currency of the order, at most two decimals. */
            lineGrossAmount: number;
            /** @description Average per unit, rounded. In the currency of the order, at most two decimals. */
            lineSellerDiscount: number;
            /** @description Average per unit, rounded. In the currency of the order, at most two decimals. */
            lineTyDiscount: number;
            /** @description Sum of the two averages. In the currency of the order, at most two decimals. */
            lineTotalDiscount: number;
            /** @description Deposit of one unit; Romania, not for exports. In the currency of the order, at most two decimals. */
            lineSgrFee?: number;
            /** @description `lineGrossAmount` less `lineTotalDiscount`, and the deposit. In the currency of the order, at most two decimals. */
            lineUnitPrice: number;
            /** @description One entry per unit */
            discountDetails: components["schemas"]["UnitDiscount"][];
            /**
             * @description As `shipmentPackageStatus`; of cancelled lines `UnSupplied` (by the seller) or `Cancelled`
             * @enum {string}
             */
            orderLineItemStatusName: "Approved" | "ReadyToShip" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled" | "UnPacked" | "UnSupplied";
            fastDeliveryOptions: {
                type: string;
            }[];
            /** @description Percent */
            commission: number | null;
            /** @description Labour cost per item. In the currency of the order, at most two decimals. */
            laborCost?: number;
            /** @description `Digital Goods` allows digital delivery */
            businessUnit?: string;
            /** @enum {string} */
            cancelledBy: "" | "Seller" | "Customer" | "System";
            /** @description Name of the reason, or the operator's text; empty while not cancelled */
            cancelReason: string;
            /** @description `reasonId` of the cancel; 0: none */
            cancelReasonCode: number;
            defectiveClaimListingInsight?: string;
            /**
             * @deprecated
             * @description Old name of `lineId`, for sellers with `legacyFields`.
             */
            id?: number;
            /**
             * @deprecated
             * @description Old name of `stockCode`, for sellers with `legacyFields`.
             */
            merchantSku?: string;
            /**
             * @deprecated
             * @description Old name of `sellerId`, for sellers with `legacyFields`.
             */
            merchantId?: number;
            /**
             * @deprecated
             * @description Old name of `contentId`, for sellers with `legacyFields`.
             */
            productCode?: number;
            /**
             * @deprecated
             * @description Old name of `vatRate`, for sellers with `legacyFields`.
             */
            vatBaseAmount?: number;
            /**
             * @deprecated
             * @description Old name of `lineGrossAmount`, for sellers with `legacyFields`.
             */
            amount?: number;
            /**
             * @deprecated
             * @description Old name of `lineSellerDiscount`, for sellers with `legacyFields`.
             */
            discount?: number;
            /**
             * @deprecated
             * @description Old name of `lineTyDiscount`, for sellers with `legacyFields`.
             */
            tyDiscount?: number;
            /**
             * @deprecated
             * @description Old name of `lineUnitPrice`, for sellers with `legacyFields`.
             */
            price?: number;
        };
        /**
         * Address
         * @description An address. All texts are `***` and all ids 0 while payment is open.
         */
        Address: {
            /** @description 0 while the customer is masked, or if the order has none */
            id: number;
            firstName: string;
            lastName: string;
            company: string;
            address1: string;
            address2: string;
            city: string;
            /** @description 0: not given */
            cityCode: number;
            district: string;
            /** @description 0: not given */
            districtId: number;
            /** @description 0: not given */
            countyId: number;
            countyName: string;
            shortAddress: string;
            stateName: string;
            addressLines: {
                addressLine1: string;
                addressLine2: string;
            };
            postalCode: string;
            sector: string;
            /** @description Two capital letters, such as `TR` */
            countryCode: string;
            /** @description 0: not given */
            neighborhoodId: number;
            neighborhood: string;
            /** @description Null where the marketplace does not show it */
            phone: string | null;
            latitude: string;
            longitude: string;
            /** @description address1, district and city in one line */
            fullAddress: string;
            fullName: string;
        };
        /**
         * InvoiceAddress
         * @description The address of the invoice. Only commercial orders have the data of the company.
         */
        InvoiceAddress: {
            /** @description 0 while the customer is masked, or if the order has none */
            id: number;
            firstName: string;
            lastName: string;
            company: string;
            address1: string;
            address2: string;
            city: string;
            /** @description 0: not given */
            cityCode: number;
            district: string;
            /** @description 0: not given */
            districtId: number;
            /** @description 0: not given */
            countyId: number;
            countyName: string;
            shortAddress: string;
            stateName: string;
            addressLines: {
                addressLine1: string;
                addressLine2: string;
            };
            postalCode: string;
            sector: string;
            /** @description Two capital letters, such as `TR` */
            countryCode: string;
            /** @description 0: not given */
            neighborhoodId: number;
            neighborhood: string;
            /** @description Null where the marketplace does not show it */
            phone: string | null;
            latitude: string;
            longitude: string;
            /** @description address1, district and city in one line */
            fullAddress: string;
            fullName: string;
            /** @description Commercial orders only */
            taxOffice?: string;
            /** @description Commercial orders only */
            taxNumber?: string;
            /** @description Commercial orders only. The documents have this name, live answers `isEInvoiceAvailable`. */
            eInvoiceAvailable?: boolean;
            /** @description In place of `eInvoiceAvailable`, for sellers with `liveNames`. */
            isEInvoiceAvailable?: boolean;
        };
        /**
         * Package
         * @description A package as its seller reads it, in lists and in webhooks. A field that is not required is left out until it is known. Ids and tracking numbers are below 2^53, so that JavaScript reads them exactly.
         * @example {
         *       "shipmentPackageId": 3500000017,
         *       "shipmentNumber": 3500000017,
         *       "status": "Created",
         *       "shipmentPackageStatus": "ReadyToShip",
         *       "createdBy": "order-creation",
         *       "originPackageIds": null,
         *       "lastModifiedDate": 1794817800000,
         *       "originShipmentDate": 1794817800000,
         *       "agreedDeliveryDate": 1795121940000,
         *       "estimatedDeliveryStartDate": 1795208340000,
         *       "estimatedDeliveryEndDate": 1795381140000,
         *       "packageHistories": [
         *         {
         *           "createdDate": 1794817800000,
         *           "status": "Awaiting"
         *         },
         *         {
         *           "createdDate": 1794817800000,
         *           "status": "Created"
         *         }
         *       ],
         *       "packageGrossAmount": 389.7,
         *       "packageSellerDiscount": 20,
         *       "packageTyDiscount": 0.5,
         *       "packageTotalDiscount": 20.5,
         *       "packageTotalPrice": 369.2,
         *       "deliveredByService": false,
         *       "warehouseId": 0,
         *       "cargoTrackingNumber": 7330000000000017,
         *       "cargoProviderName": "Trendyol Express Marketplace",
         *       "invoiceStatus": "NotInvoiced",
         *       "invoiceRejectedReasonKeys": [],
         *       "lines": [
         *         {
         *           "lineId": 4700000041,
         *           "quantity": 3,
         *           "barcode": "8680000004101",
         *           "stockCode": "MUG-WHITE",
         *           "contentId": 0,
         *           "productName": "Porcelain mug, white",
         *           "productSize": "",
         *           "productCategoryId": 0,
         *           "sellerId": 2738,
         *           "salesCampaignId": 0,
         *           "currencyCode": "TRY",
         *           "vatRate": 20,
         *           "lineGrossAmount": 129.9,
         *           "lineSellerDiscount": 6.67,
         *           "lineTyDiscount": 0.17,
         *           "lineTotalDiscount": 6.84,
         *           "lineUnitPrice": 123.06,
         *           "discountDetails": [
         *             {
         *               "lineItemId": "4700000041001",
         *               "lineItemPrice": 123.06,
         *               "lineItemSellerDiscount": 6.67,
         *               "lineItemTyDiscount": 0.17
         *             },
         *             {
         *               "lineItemId": "4700000041002",
         *               "lineItemPrice": 123.06,
         *               "lineItemSellerDiscount": 6.67,
         *               "lineItemTyDiscount": 0.17
         *             },
         *             {
         *               "lineItemId": "4700000041003",
         *               "lineItemPrice": 123.08,
         *               "lineItemSellerDiscount": 6.66,
         *               "lineItemTyDiscount": 0.16
         *             }
         *           ],
         *           "orderLineItemStatusName": "ReadyToShip",
         *           "fastDeliveryOptions": [],
         *           "commission": null,
         *           "cancelledBy": "",
         *           "cancelReason": "",
         *           "cancelReasonCode": 0
         *         }
         *       ],
         *       "orderNumber": "10900000217",
         *       "orderDate": 1794828588000,
         *       "currencyCode": "TRY",
         *       "paymentMethod": "Kredi Kartı",
         *       "customerId": 600217,
         *       "customerFirstName": "Deniz",
         *       "customerLastName": "Ornek",
         *       "customerEmail": "deniz@mail.example",
         *       "taxNumber": null,
         *       "identityNumber": "11111111111",
         *       "supplierId": 2738,
         *       "channelId": 1,
         *       "orderCountryCode": "TR",
         *       "commercial": false,
         *       "micro": false,
         *       "3pByTrendyol": false,
         *       "is4P": false,
         *       "containsDangerousProduct": false,
         *       "giftBoxRequested": false,
         *       "isCod": false,
         *       "fastDelivery": false,
         *       "fastDeliveryType": "",
         *       "deliveryType": "normal",
         *       "deliveryAddressType": "Shipment",
         *       "timeSlotId": 0,
         *       "sellerDeliveryMethod": null,
         *       "sellerOtpCode": null,
         *       "shipmentAddress": {
         *         "id": 0,
         *         "firstName": "Deniz",
         *         "lastName": "Ornek",
         *         "company": "",
         *         "address1": "Papatya Sk. No:7 D:3",
         *         "address2": "",
         *         "city": "İzmir",
         *         "cityCode": 35,
         *         "district": "Bornova",
         *         "districtId": 0,
         *         "countyId": 0,
         *         "countyName": "",
         *         "shortAddress": "",
         *         "stateName": "",
         *         "addressLines": {
         *           "addressLine1": "Papatya Sk. No:7 D:3",
         *           "addressLine2": ""
         *         },
         *         "postalCode": "35040",
         *         "sector": "",
         *         "countryCode": "TR",
         *         "neighborhoodId": 0,
         *         "neighborhood": "",
         *         "phone": null,
         *         "latitude": "",
         *         "longitude": "",
         *         "fullAddress": "Papatya Sk. No:7 D:3     Bornova İzmir",
         *         "fullName": "Deniz Ornek"
         *       },
         *       "invoiceAddress": {
         *         "id": 0,
         *         "firstName": "Deniz",
         *         "lastName": "Ornek",
         *         "company": "",
         *         "address1": "Papatya Sk. No:7 D:3",
         *         "address2": "",
         *         "city": "İzmir",
         *         "cityCode": 35,
         *         "district": "Bornova",
         *         "districtId": 0,
         *         "countyId": 0,
         *         "countyName": "",
         *         "shortAddress": "",
         *         "stateName": "",
         *         "addressLines": {
         *           "addressLine1": "Papatya Sk. No:7 D:3",
         *           "addressLine2": ""
         *         },
         *         "postalCode": "35040",
         *         "sector": "",
         *         "countryCode": "TR",
         *         "neighborhoodId": 0,
         *         "neighborhood": "",
         *         "phone": null,
         *         "latitude": "",
         *         "longitude": "",
         *         "fullAddress": "Papatya Sk. No:7 D:3     Bornova İzmir",
         *         "fullName": "Deniz Ornek"
         *       }
         *     }
         */
        Package: {
            /** @description Id of the package. Cancels and splits create packages with new ids. */
            shipmentPackageId: number;
            /** @description Id of the first package of the share */
            shipmentNumber: number;
            /** @enum {string} */
            status: "Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled" | "UnPacked";
            /**
             * @description `Approved` while Awaiting, `ReadyToShip` while Created, else as `status`
             * @enum {string}
             */
            shipmentPackageStatus: "Approved" | "ReadyToShip" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled" | "UnPacked";
            /** @enum {string} */
            createdBy: "order-creation" | "transfer" | "cancel" | "split";
            /** @description The first package of the share, not the direct parent; null for the first package itself */
            originPackageIds: number[] | null;
            /** @description Last change of any kind. True UTC milliseconds. */
            lastModifiedDate: number;
            /** @description When the order reached the seller. True UTC milliseconds. */
            originShipmentDate: number;
            /** @description Latest time for the handover to the carrier. True UTC milliseconds. */
            agreedDeliveryDate: number;
            /** @description Expected arrival: earliest time. True UTC milliseconds. */
            estimatedDeliveryStartDate: number;
            /** @description Expected arrival: latest time. True UTC milliseconds. */
            estimatedDeliveryEndDate: number;
            packageHistories: components["schemas"]["PackageHistory"][];
            /** @description Before discounts. In the currency of the order, at most two decimals. */
            packageGrossAmount: number;
            /** @description Paid by the seller. In the currency of the order, at most two decimals. */
            packageSellerDiscount: number;
            /** @description Paid by the marketplace. In the currency of the order, at most two decimals. */
            packageTyDiscount: number;
            /** @description Sum of both. In the currency of the order, at most two decimals. */
            packageTotalDiscount: number;
            /** @description `packageGrossAmount` less `packageTotalDiscount`, and the deposits. In the currency of the order, at most two decimals. */
            packageTotalPrice: number;
            /** @description Deposits of all units; Romania, not for exports. In the currency of the order, at most two decimals. */
            totalSgrFee?: number;
            discountDisplays?: components["schemas"]["DiscountDisplay"][];
            /** @description An authorised service delivers it */
            deliveredByService: boolean;
            /** @description The warehouse from which it leaves; 0: not given */
            warehouseId: number;
            /**
             * @description 1: the seller's own cargo contract applies
             * @constant
             */
            whoPays?: 1;
            /** @description Up to 16 digits, as the barcode of the label; 0 while payment is open */
            cargoTrackingNumber: number;
            /** @description Link with which the customer follows an alternative delivery */
            cargoTrackingLink?: string;
            cargoSenderNumber?: string;
            /** @enum {string} */
            cargoProviderName: "Trendyol Express Marketplace" | "Yurtiçi Kargo Marketplace" | "Aras Kargo Marketplace" | "Sürat Kargo Marketplace" | "DHL eCommerce Marketplace" | "UPS Kargo Marketplace" | "PTT Kargo Marketplace" | "Horoz Kargo Marketplace" | "CEVA Marketplace" | "Ceva Tedarik Marketplace" | "Kolay Gelsin Marketplace" | "DHL Marketplace" | "DPD Marketplace" | "GLS" | "Hermes Marketplace" | "DHL Express Marketplace" | "Geniki Taxydromiki" | "Packeta" | "FAN Courier" | "Fanex" | "BOX NOW" | "ACS Courier" | "Aramex" | "EMX" | "J&T" | "Shipa" | "SPL" | "JoyExpress" | "Logistiq H&B" | "STARLINKS" | "Alternatif Teslimat" | "ADEL";
            /** @description Volume weight */
            cargoDeci?: number;
            /** @description Link to the invoice, once the invoice is accepted */
            invoiceLink?: string;
            invoiceNumber?: string;
            /**
             * @description The review of its invoice. It does not depend on the status of the package.
             * @enum {string}
             */
            invoiceStatus: "NotInvoiced" | "Received" | "Rejected" | "Invoiced";
            /** @description Why the invoice was rejected; empty unless it was */
            invoiceRejectedReasonKeys: string[];
            lines: components["schemas"]["PackageLine"][];
            /** @description Number of the customer’s order. Packages of one order share it. */
            orderNumber: string;
            /** @description When the order was placed: UTC milliseconds **plus three hours**, the wall clock of Istanbul. The only field so. */
            orderDate: number;
            /** @description Three capital letters */
            currencyCode: string;
            /** @description `-` where it is not told */
            paymentMethod: string;
            /** @description The same for all orders of a customer; 0 while payment is open */
            customerId: number;
            /** @description `***` while payment is open */
            customerFirstName: string;
            /** @description `***` while payment is open */
            customerLastName: string;
            /** @description An alias of this order; `***` while payment is open */
            customerEmail: string;
            /** @description Tax number of a company */
            taxNumber: string | null;
            /** @description National identity number, 11 characters, or 13 in Romania; 11 ones where it is not told; `***` while payment is open */
            identityNumber: string;
            /** @description The seller */
            supplierId: number;
            /** @description 1: the marketplace itself */
            channelId: number;
            /** @description Two capital letters */
            orderCountryCode: string;
            /** @description A company wants an invoice */
            commercial: boolean;
            /** @description Micro-export */
            micro: boolean;
            /** @description Export partnership */
            "3pByTrendyol": boolean;
            /** @description Agency export */
            is4P: boolean;
            /** @description Holds something dangerous */
            containsDangerousProduct: boolean;
            /** @description The customer wants a gift box */
            giftBoxRequested: boolean;
            /** @description Paid at the door */
            isCod: boolean;
            /** @description Fast delivery */
            fastDelivery: boolean;
            /** @enum {string} */
            fastDeliveryType: "" | "TodayDelivery" | "SameDayShipping" | "FastDelivery";
            /** @constant */
            deliveryType: "normal";
            /** @enum {string} */
            deliveryAddressType: "Shipment" | "CollectionPoint";
            /** @description 0: none */
            timeSlotId: number;
            /** @description Kind of delivery by the seller; null for domestic packages */
            sellerDeliveryMethod: ("LOCKER" | "WAREHOUSE") | null;
            /** @description Code of the locker; null without one, and while payment is open */
            sellerOtpCode: string | null;
            /** @description Customs, micro-export only */
            etgbNo?: string;
            /** @description Customs, micro-export only. True UTC milliseconds. */
            etgbDate?: number;
            /** @description Customs, micro-export only */
            hsCode?: string;
            shipmentAddress: components["schemas"]["Address"];
            invoiceAddress: components["schemas"]["InvoiceAddress"];
            /**
             * @deprecated
             * @description Old name of `shipmentPackageId`, for sellers with `legacyFields`.
             */
            id?: number;
            /**
             * @deprecated
             * @description Old name of `packageGrossAmount`, for sellers with `legacyFields`.
             */
            grossAmount?: number;
            /**
             * @deprecated
             * @description Old name of `packageSellerDiscount`, for sellers with `legacyFields`.
             */
            totalDiscount?: number;
            /**
             * @deprecated
             * @description Old name of `packageTyDiscount`, for sellers with `legacyFields`.
             */
            totalTyDiscount?: number;
            /**
             * @deprecated
             * @description Old name of `packageTotalPrice`, for sellers with `legacyFields`.
             */
            totalPrice?: number;
            /**
             * @deprecated
             * @description Old name of `identityNumber`, for sellers with `legacyFields`.
             */
            tcIdentityNumber?: string;
        };
        /**
         * PackagePage
         * @description A page of packages.
         */
        PackagePage: {
            /** @description Packages that match */
            totalElements: number;
            /** @description Number of pages of the requested size */
            totalPages: number;
            /** @description As requested */
            page: number;
            /** @description Packages in this answer */
            size: number;
            content: components["schemas"]["Package"][];
        };
        /**
         * ErrorItem
         * @description The reason of a refusal, and what to change.
         */
        ErrorItem: {
            /** @description Stable: programs decide by it */
            key: string;
            /** @description A sentence for people, in English or Turkish */
            message: string;
            /** @description The HTTP status */
            errorCode: string;
        };
        /**
         * Error
         * @description The body of every refusal.
         */
        Error: {
            /** @description Time of the answer. True UTC milliseconds. */
            timestamp: number;
            /** @description The marketplace's name of the error; `KoliRefusal` if it has none */
            exception: string;
            errors: components["schemas"]["ErrorItem"][];
        };
        /**
         * PackageStreamPage
         * @description A page of the stream.
         */
        PackageStreamPage: {
            content: components["schemas"]["Package"][];
            /** @description Packages in this answer */
            size: number;
            /** @description Whether there is another page */
            hasMore: boolean;
            /** @description For the next page; empty on the last page */
            nextCursor: string;
        };
        /**
         * FileRefusal
         * @description The body of a refused invoice file.
         */
        FileRefusal: {
            /** @description Time of the answer. True UTC milliseconds. */
            timestamp: number;
            /** @description The address of the request */
            path: string;
            errors: {
                /** @description A sentence for people, in English or Turkish */
                message: string;
            }[];
        };
        /**
         * CommonLabels
         * @description One label for each box.
         */
        CommonLabels: {
            data: {
                label: string;
                /** @constant */
                format: "ZPL";
            }[];
        };
        /**
         * CommonLabelsWithProducts
         * @description One label for each box, and one for each unit.
         */
        CommonLabelsWithProducts: {
            data: {
                label: string;
                /** @constant */
                format: "ZPL";
            }[];
            productLabels: {
                barcode: string;
                label: string;
                /** @constant */
                format: "ZPL";
            }[];
        };
        /**
         * WebhookInput
         * @description The address of a webhook and the credentials of its calls.
         */
        WebhookInput: {
            /** @description an absolute address of at most 2048 characters */
            url: string;
            /** @description Null or empty: all. `UNSUPPLIED`: cancelled by the seller, which `CANCELLED` means as well. `VERIFIED` is never sent. */
            subscribedStatuses?: ("AWAITING" | "CREATED" | "PICKING" | "INVOICED" | "SHIPPED" | "AT_COLLECTION_POINT" | "DELIVERED" | "UNDELIVERED" | "RETURNED" | "CANCELLED" | "UNPACKED" | "UNSUPPLIED" | "VERIFIED")[] | null;
            /** @description Send only packages of these countries: a list, or a text with commas. Absent, null or empty: all. */
            countryCodes?: string[] | string | null;
            /** @constant */
            authenticationType: "BASIC_AUTHENTICATION";
            /** @description text of 1 to 4096 characters without control characters */
            username: string;
            /** @description text of 1 to 4096 characters without control characters */
            password: string;
        } | {
            /** @description an absolute address of at most 2048 characters */
            url: string;
            /** @description Null or empty: all. `UNSUPPLIED`: cancelled by the seller, which `CANCELLED` means as well. `VERIFIED` is never sent. */
            subscribedStatuses?: ("AWAITING" | "CREATED" | "PICKING" | "INVOICED" | "SHIPPED" | "AT_COLLECTION_POINT" | "DELIVERED" | "UNDELIVERED" | "RETURNED" | "CANCELLED" | "UNPACKED" | "UNSUPPLIED" | "VERIFIED")[] | null;
            /** @description Send only packages of these countries: a list, or a text with commas. Absent, null or empty: all. */
            countryCodes?: string[] | string | null;
            /** @constant */
            authenticationType: "API_KEY";
            /** @description text of 1 to 4096 characters that an HTTP header can carry */
            apiKey: string;
            username?: string | "" | null;
        };
        /**
         * WebhookCreated
         * @description The new webhook.
         */
        WebhookCreated: {
            /** Format: uuid */
            id: string;
        };
        /**
         * Webhook
         * @description A webhook, without its secrets.
         */
        Webhook: {
            /** Format: uuid */
            id: string;
            /** @description Time of its creation. True UTC milliseconds. */
            createdDate: number;
            /** @description Null until the first change */
            lastModifiedDate: number | null;
            url: string;
            /** @description As it was registered */
            username: string | null;
            /** @enum {string} */
            authenticationType: "BASIC_AUTHENTICATION" | "API_KEY";
            /** @enum {string} */
            status: "ACTIVE" | "PASSIVE";
            /** @description Null: all, including future ones */
            subscribedStatuses: ("AWAITING" | "CREATED" | "PICKING" | "INVOICED" | "SHIPPED" | "AT_COLLECTION_POINT" | "DELIVERED" | "UNDELIVERED" | "RETURNED" | "CANCELLED" | "UNPACKED" | "UNSUPPLIED" | "VERIFIED")[] | null;
            /** @description Null: packages of all countries */
            countryCodes: string[] | null;
        };
        /**
         * WebhookUpdate
         * @description Absent fields do not change.
         */
        WebhookUpdate: {
            /** @description an absolute address of at most 2048 characters */
            url?: string;
            /** @enum {string} */
            authenticationType?: "BASIC_AUTHENTICATION" | "API_KEY";
            username?: string;
            password?: string;
            apiKey?: string;
            /** @description Null or empty: all. `UNSUPPLIED`: cancelled by the seller, which `CANCELLED` means as well. `VERIFIED` is never sent. */
            subscribedStatuses?: ("AWAITING" | "CREATED" | "PICKING" | "INVOICED" | "SHIPPED" | "AT_COLLECTION_POINT" | "DELIVERED" | "UNDELIVERED" | "RETURNED" | "CANCELLED" | "UNPACKED" | "UNSUPPLIED" | "VERIFIED")[] | null;
            /** @description Send only packages of these countries: a list, or a text with commas. Absent, null or empty: all. */
            countryCodes?: string[] | string | null;
        };
        /**
         * SupplierAddress
         * @description An address of a seller.
         */
        SupplierAddress: {
            /** @description `warehouseId` of a package, if the address is one for shipment */
            id: number;
            /** @enum {string} */
            addressType: "Shipment" | "Invoice" | "Returning";
            country: string;
            city: string;
            /** @description 0: not given */
            cityCode: number;
            district: string;
            /** @description 0: not given */
            districtId: number;
            postCode: string;
            address: string;
            fullAddress: string;
            /** @description The Turkish guide calls it so */
            isShipmentAddress: boolean;
            /** @description The Turkish guide calls it so */
            isInvoiceAddress: boolean;
            /** @description The Turkish guide calls it so */
            isReturningAddress: boolean;
            /** @description The Turkish guide calls it so */
            isDefault: boolean;
            /** @description The English guide calls it so */
            shipmentAddress: boolean;
            /** @description The English guide calls it so */
            invoiceAddress: boolean;
            /** @description The English guide calls it so */
            returningAddress: boolean;
            /** @description The English guide calls it so */
            default: boolean;
        };
        /**
         * SupplierAddresses
         * @description The addresses of a seller.
         */
        SupplierAddresses: {
            supplierAddresses: components["schemas"]["SupplierAddress"][];
            defaultShipmentAddress?: components["schemas"]["SupplierAddress"];
            defaultInvoiceAddress?: components["schemas"]["SupplierAddress"];
            defaultReturningAddress: {
                /** @description Whether there is one */
                present: boolean;
            };
        };
        /**
         * CargoProviderList
         * @description The cargo providers that a seller may choose.
         */
        CargoProviderList: {
            /** @description As in `cargo-providers` of a package */
            code: string;
            name: string;
        }[];
        /**
         * ProductPage
         * @description The barcodes of the seller's orders. koli keeps no products.
         */
        ProductPage: {
            /** @description Barcodes, 10,000 at most */
            totalElements: number;
            /** @description Number of pages of the requested size */
            totalPages: number;
            /** @description As requested */
            page: number;
            /** @description As requested */
            size: number;
            content: {
                barcode: string;
            }[];
        };
        /**
         * BrandList
         * @description Empty: koli keeps no brands.
         */
        BrandList: {
            brands: {
                /** @description Id of a brand */
                id: number;
                name: string;
            }[];
        };
        /**
         * CountryList
         * @description The countries that the marketplace sells in.
         */
        CountryList: {
            /** @description Two capital letters */
            code: string;
            name: string;
        }[];
        /**
         * PlaceList
         * @description Cities or districts: a small set. Empty where koli knows none.
         */
        PlaceList: {
            /** @description Its number in paths */
            id: number;
            /** @description The same as text */
            code: string;
            name: string;
        }[];
        /**
         * IpWhitelist
         * @description Addresses that the seller may call from.
         */
        IpWhitelist: {
            ips: {
                /** @description An IPv4 address */
                ip: string;
                /** @description Until when it is listed. True UTC milliseconds. */
                expiresAt: number;
            }[];
        };
        /**
         * TestOrderInput
         * @description A test order. Any barcode works; names and prices are made from it. `microRegion` makes it an export: to AZ, or to the country of the Gulf that `storeFrontCode` names, AE without one.
         */
        TestOrderInput: {
            customer: {
                customerFirstName: string;
                customerLastName: string;
            };
            invoiceAddress: {
                addressText: string;
                city: string;
                district: string;
                email: string;
                /** @description a phone number of exactly 10 digits */
                phone: string;
                company?: string;
                latitude?: string | number;
                longitude?: string | number;
                neighborhood?: string;
                postalCode?: string;
                invoiceFirstName: string;
                invoiceLastName: string;
                invoiceTaxNumber?: string;
                invoiceTaxOffice?: string;
            };
            shippingAddress: {
                addressText: string;
                city: string;
                district: string;
                email: string;
                /** @description a phone number of exactly 10 digits */
                phone: string;
                company?: string;
                latitude?: string | number;
                longitude?: string | number;
                neighborhood?: string;
                postalCode?: string;
                shippingFirstName: string;
                shippingLastName: string;
            };
            lines: {
                /** @description text of 1 to 100 characters without control characters */
                barcode: string;
                quantity: number;
                /** @description a percentage from 0 to 100 with at most two decimals */
                discountPercentage?: number;
                /** @description a percentage from 0 to 100 with at most two decimals */
                trendyolDiscountPercentage?: number;
            }[];
            seller: {
                sellerId: number;
            };
            commercial?: boolean;
            /** @enum {string} */
            microRegion?: "AZ" | "GULF";
        };
        /**
         * TestOrderCreated
         * @description The new order.
         */
        TestOrderCreated: {
            /** @description The new order */
            orderNumber: string;
        };
        /**
         * SandboxOrder
         * @description A new order and its package.
         */
        SandboxOrder: {
            /** @description Its seller */
            sellerId: number;
            /** @description Its number */
            orderNumber: string;
            /** @description Its package */
            shipmentPackageId: number;
            /** @description The tracking number of its package */
            cargoTrackingNumber: number;
            /**
             * @description Status of its package
             * @enum {string}
             */
            status: "Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled" | "UnPacked";
            lines: {
                /** @description A line */
                lineId: number;
                /** @description The lines of the order */
                barcode: string;
                /** @description Units */
                quantity: number;
            }[];
        };
        /**
         * SandboxOrders
         * @description The orders, in the order of their creation.
         */
        SandboxOrders: {
            orders: components["schemas"]["SandboxOrder"][];
        };
        /**
         * SandboxStatus
         * @description The package after the last step.
         */
        SandboxStatus: {
            /** @description The package */
            shipmentPackageId: number;
            /**
             * @description Its status
             * @enum {string}
             */
            status: "Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled" | "UnPacked";
            /** @description Null: no new package */
            newPackageId: number | null;
        };
        /**
         * SandboxClock
         * @description The clock of the sandbox.
         */
        SandboxClock: {
            /** @description The time of the sandbox. True UTC milliseconds. */
            now: number;
            /** @description The same time in ISO 8601 */
            time: string;
            /** @description Whether the clock is stopped */
            frozen: boolean;
            /** @description Speed, as a multiple of real time; 0: stopped */
            rate: number;
            /** @description Whether it is the clock of the machine: it was never moved */
            real: boolean;
        };
        /**
         * SandboxState
         * @description The sandbox after the change.
         */
        SandboxState: {
            /** @description Number of packages */
            packages: number;
            /** @description The time of the sandbox. True UTC milliseconds. */
            now: number;
        };
        /**
         * SandboxWork
         * @description The long work that the sandbox does at the moment. All other calls wait for it.
         */
        SandboxWork: {
            /** @description Null: there is none */
            work: {
                /**
                 * @description What it is
                 * @enum {string}
                 */
                work: "reset" | "export" | "import" | "snapshot" | "restore";
                /** @description Amount done */
                done: number;
                /** @description Total amount */
                total: number;
                /**
                 * @description Unit of the amounts
                 * @enum {string}
                 */
                unit: "rows" | "bytes" | "orders";
            } | null;
        };
        /**
         * Snapshot
         * @description A snapshot.
         */
        Snapshot: {
            /** @description Its name */
            name: string;
            /** @description When it was taken, by the clock of the sandbox. True UTC milliseconds. */
            time: number;
            /** @description When it was taken in real time. True UTC milliseconds. */
            createdDate: number;
            /** @description Number of packages */
            packages: number;
            /** @description Size in bytes */
            bytes: number;
        };
        /**
         * Snapshots
         * @description Snapshots, oldest first.
         */
        Snapshots: {
            snapshots: components["schemas"]["Snapshot"][];
        };
        /**
         * SellerAddressInput
         * @description An address of a seller.
         */
        SellerAddressInput: {
            id: number;
            /** @enum {string} */
            type: "Shipment" | "Invoice" | "Returning";
            country?: string;
            city?: string;
            cityCode?: number;
            district?: string;
            districtId?: number;
            postCode?: string;
            address?: string;
            isDefault?: boolean;
        };
        /**
         * SellerSettingsChange
         * @description Absent fields do not change.
         */
        SellerSettingsChange: {
            /** @enum {string} */
            tier?: "50k" | "75k" | "150k" | "500k" | "unlimited";
            /** @enum {string} */
            cargoProvider?: "TEXMP" | "YKMP" | "ARASMP" | "SURATMP" | "DHLECOMMP" | "UPSMP" | "PTTMP" | "HOROZMP" | "CEVAMP" | "CEVATEDARIK" | "KOLAYGELSINMP" | "SENDEOMP";
            /** @enum {null|integer} */
            whoPays?: 1 | null;
            warehouseId?: number;
            /** @description What `GET …/addresses` lists. Null: one of each type, the first with `warehouseId`. */
            addresses?: components["schemas"]["SellerAddressInput"][] | null;
            /** @enum {string|null} */
            webhookEnvelope?: "flat" | "page" | null;
            /** @description Old field names beside the new ones */
            legacyFields?: boolean;
            /** @description `isEInvoiceAvailable` in place of `eInvoiceAvailable`, as in live answers */
            liveNames?: boolean;
            rateLimits?: boolean | null;
            /** @enum {string|null} */
            v1?: "on" | "off" | "brownout" | null;
            allowedNetworks?: string[] | null;
            /** @description Only addresses that the seller has listed at `ip-whitelists` may call; others get 503 */
            ipAllowList?: boolean;
            sparseBodies?: boolean;
            /**
             * @description Accept invoices at once or review each; null: at once for domestic packages, else by hand
             * @enum {string|null}
             */
            invoiceReview?: "at-once" | "by-hand" | null;
            /** @description Cancel a package that has not left when its `agreedDeliveryDate` passes */
            cancelOverdue?: boolean;
        };
        /**
         * SellerSettings
         * @description All settings of a seller. The switches exist only if the installation has them.
         */
        SellerSettings: {
            /** @enum {string} */
            tier: "50k" | "75k" | "150k" | "500k" | "unlimited";
            /** @enum {string} */
            cargoProvider: "TEXMP" | "YKMP" | "ARASMP" | "SURATMP" | "DHLECOMMP" | "UPSMP" | "PTTMP" | "HOROZMP" | "CEVAMP" | "CEVATEDARIK" | "KOLAYGELSINMP" | "SENDEOMP";
            /** @enum {null|integer} */
            whoPays: 1 | null;
            warehouseId: number;
            /** @description What `GET …/addresses` lists. Null: one of each type, the first with `warehouseId`. */
            addresses: components["schemas"]["SellerAddressInput"][] | null;
            /** @enum {string|null} */
            webhookEnvelope: "flat" | "page" | null;
            /** @description Old field names beside the new ones */
            legacyFields: boolean;
            /** @description `isEInvoiceAvailable` in place of `eInvoiceAvailable`, as in live answers */
            liveNames: boolean;
            rateLimits?: boolean | null;
            /** @enum {string|null} */
            v1?: "on" | "off" | "brownout" | null;
            allowedNetworks?: string[] | null;
            /** @description Only addresses that the seller has listed at `ip-whitelists` may call; others get 503 */
            ipAllowList?: boolean;
            sparseBodies?: boolean;
            /**
             * @description Accept invoices at once or review each; null: at once for domestic packages, else by hand
             * @enum {string|null}
             */
            invoiceReview: "at-once" | "by-hand" | null;
            /** @description Cancel a package that has not left when its `agreedDeliveryDate` passes */
            cancelOverdue: boolean;
        };
        /**
         * TestSeller
         * @description The new seller and its key.
         */
        TestSeller: {
            /** @description Its id, also in paths */
            sellerId: number;
            name: string;
            settings: components["schemas"]["SellerSettings"];
            /** @description Name for Basic authentication */
            apiKey: string;
            /** @description Password for Basic authentication, shown only in this answer */
            apiSecret: string;
            /** @description Null: none */
            seed: number | null;
            /** @enum {string} */
            to: "empty" | "shop" | "busy";
            /** @description Null: no webhook was requested */
            webhookId: string | null;
        };
        /**
         * ScenarioLibrary
         * @description The scenarios of the library, by name.
         */
        ScenarioLibrary: {
            content: {
                /** @description Its name in the library */
                name: string;
                /** @description What it shows */
                title: string;
                /** @description Seed of orders and races, unless a run has its own */
                seed: number;
                /** @description The steps, in their order */
                steps: {
                    /** @description Word of the step: order, cancel, expect … */
                    step: string;
                    /** @description The whole step, as one line of YAML */
                    words: string;
                }[];
            }[];
        };
        /**
         * FaultStep
         * @description The outcome of one request or delivery.
         */
        FaultStep: {
            /** @enum {string} */
            outcome: "passed" | "delayed" | "refused" | "closed" | "dropped-before" | "dropped-after" | "failed-after" | "not-done" | "stale" | "children-late" | "status-omitted" | "held-back" | "lost" | "late" | "reordered" | "duplicated";
            status?: number;
            retryAfterS?: number;
            body?: string;
            /** @description a media type of 1 to 128 characters */
            contentType?: string;
            delayMs?: number;
            laterMs?: number;
        };
        /**
         * ScenarioStep
         * @description One word with its details.
         */
        ScenarioStep: {
            /** @description Creates an order; the seed decides what is not given */
            order: {
                /** @description Name of the package; default: `p` */
                as?: string;
                seed?: number;
                /** @enum {string} */
                status?: "Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled";
                /**
                 * @description Country of the customer. The address, currency, VAT and carrier follow from it.
                 * @enum {string}
                 */
                country?: "TR" | "AE" | "SA" | "QA" | "KW" | "BH" | "OM" | "DE" | "AZ" | "RO" | "CZ" | "HU" | "SK" | "BG" | "GR";
                /** @description No webhook call is made for it */
                silent?: boolean;
                /** @description a length of time in milliseconds, or like "PT65M" or "P1DT2H" */
                paymentDelay?: number | string;
                shipmentPackageId?: number;
                cargoTrackingNumber?: number;
                /** @description text of 1 to 64 ASCII letters, digits and signs, without blanks, and not only one or two dots */
                orderNumber?: string;
                /** @description a time in UTC milliseconds (13 digits) */
                orderDate?: number;
                /** @description a currency code of three capital letters */
                currencyCode?: string;
                paymentMethod?: string;
                channelId?: number;
                /** @description a country code of two capital letters */
                orderCountryCode?: string;
                commercial?: boolean;
                micro?: boolean;
                "3pByTrendyol"?: boolean;
                is4P?: boolean;
                containsDangerousProduct?: boolean;
                giftBoxRequested?: boolean;
                isCod?: boolean;
                fastDelivery?: boolean;
                /** @enum {string} */
                fastDeliveryType?: "" | "TodayDelivery" | "SameDayShipping" | "FastDelivery";
                /** @enum {string} */
                deliveryAddressType?: "Shipment" | "CollectionPoint";
                deliveredByService?: boolean;
                /**
                 * @description `transfer`: the order was moved here from another seller
                 * @enum {string}
                 */
                createdBy?: "order-creation" | "transfer";
                timeSlotId?: number;
                sellerDeliveryMethod?: ("LOCKER" | "WAREHOUSE") | null;
                sellerOtpCode?: string | null;
                warehouseId?: number;
                etgbNo?: string;
                /** @description a time in UTC milliseconds (13 digits) */
                etgbDate?: number;
                hsCode?: string;
                /** @description a time in UTC milliseconds (13 digits) */
                agreedDeliveryDate?: number;
                /** @description a time in UTC milliseconds (13 digits) */
                estimatedDeliveryStartDate?: number;
                /** @description a time in UTC milliseconds (13 digits) */
                estimatedDeliveryEndDate?: number;
                discountDisplays?: {
                    displayName: string;
                    /** @description an amount of money: a number of at least 0 with at most two decimals */
                    discountAmount: number;
                    sellerId?: number;
                }[];
                customer?: {
                    id?: number;
                    firstName?: string;
                    lastName?: string;
                    email?: string;
                    taxNumber?: string | null;
                    /** @description 11 characters, or 13 in Romania */
                    identityNumber?: string;
                };
                shipmentAddress?: {
                    id?: number;
                    firstName?: string;
                    lastName?: string;
                    company?: string;
                    address1?: string;
                    address2?: string;
                    city?: string;
                    cityCode?: number;
                    district?: string;
                    districtId?: number;
                    countyId?: number;
                    countyName?: string;
                    shortAddress?: string;
                    stateName?: string;
                    postalCode?: string;
                    sector?: string;
                    /** @description a country code of two capital letters */
                    countryCode?: string;
                    neighborhoodId?: number;
                    neighborhood?: string;
                    phone?: string | null;
                    latitude?: string;
                    longitude?: string;
                };
                invoiceAddress?: {
                    id?: number;
                    firstName?: string;
                    lastName?: string;
                    company?: string;
                    address1?: string;
                    address2?: string;
                    city?: string;
                    cityCode?: number;
                    district?: string;
                    districtId?: number;
                    countyId?: number;
                    countyName?: string;
                    shortAddress?: string;
                    stateName?: string;
                    postalCode?: string;
                    sector?: string;
                    /** @description a country code of two capital letters */
                    countryCode?: string;
                    neighborhoodId?: number;
                    neighborhood?: string;
                    phone?: string | null;
                    latitude?: string;
                    longitude?: string;
                    taxOffice?: string;
                    taxNumber?: string;
                    eInvoiceAvailable?: boolean;
                };
                lines?: {
                    /** @description text of 1 to 100 characters without control characters */
                    barcode?: string;
                    quantity?: number;
                    /** @description Gross price of one unit */
                    lineGrossAmount?: number;
                    /** @description Sum over the units of the line */
                    sellerDiscount?: number;
                    /** @description Sum over the units of the line */
                    tyDiscount?: number;
                    /** @description One entry per unit, instead of the two sums */
                    discountDetails?: {
                        /** @description an amount of money: a number of at least 0 with at most two decimals */
                        lineItemSellerDiscount?: number;
                        /** @description an amount of money: a number of at least 0 with at most two decimals */
                        lineItemTyDiscount?: number;
                    }[];
                    /** @description Deposit of one unit; Romania, not for exports */
                    lineSgrFee?: number;
                    stockCode?: string;
                    contentId?: number;
                    productName?: string;
                    productSize?: string;
                    productColor?: string;
                    productOrigin?: string;
                    productCategoryId?: number;
                    salesCampaignId?: number;
                    vatRate?: number;
                    fastDeliveryOptions?: {
                        type: string;
                    }[];
                    commission?: number | null;
                    businessUnit?: string;
                    defectiveClaimListingInsight?: string;
                    lineId?: number;
                }[];
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            failPayment: string | {
                /** @description The package; default: `p` */
                package?: string;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            /** @description The seller cancels units; all without `lines` */
            cancel: {
                /** @description The package; default: `p` */
                package?: string;
                /** @description Lines: `2` is all of the second line, `2=1` one unit of it; `1=1, 2` is both */
                lines?: string;
                reason?: number;
                /** @description New packages start with the status of this one */
                keepStatus?: boolean;
                /** @description Name of the package with the rest */
                rest?: string;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            /** @description The customer cancels units; all without `lines` */
            customerCancel: {
                /** @description The package; default: `p` */
                package?: string;
                /** @description Lines: `2` is all of the second line, `2=1` one unit of it; `1=1, 2` is both */
                lines?: string;
                reason?: string;
                /** @description Name of the package with the rest */
                rest?: string;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            /** @description The customer confirms that an alternative delivery has arrived */
            confirmDelivery: string | {
                /** @description The package; default: `p` */
                package?: string;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            /** @description The customer confirms that an alternative delivery went back */
            confirmReturn: string | {
                /** @description The package; default: `p` */
                package?: string;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            review: string | {
                /** @description The package; default: `p` */
                package?: string;
                /** @description Why */
                reject?: string[];
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            split: {
                /** @description The package; default: `p` */
                package?: string;
                /** @description The new packages by name */
                into: {
                    [key: string]: string;
                };
                /** @description Name of the package with the rest */
                rest?: string;
                /** @description New packages start with the status of this one */
                keepStatus?: boolean;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            /** @description Another write of the seller: setBoxInfo, updateTrackingNumber, manualDeliver … */
            call: {
                /** @description An operation of the seller's API on a package, by its name in /docs */
                operation: string;
                /** @description The package; default: `p` */
                package?: string;
                /** @description The storefront that the call names */
                storeFrontCode?: string;
                body?: unknown;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            /** @description Moves the clock of the sandbox: 90s, 3h, 1d2h, PT65M */
            wait: string;
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            /** @description As in docs/faults.md, for the scenario's seller alone */
            fault: {
                /** @description A package, by the name that the scenario gave it */
                package?: string;
                /** @description 1 to 64 letters, digits, dots, dashes or underscores */
                id?: string;
                operation?: string | string[];
                /**
                 * @description An outage that the marketplace announced, in place of `do` and `operation`
                 * @enum {string}
                 */
                incident?: "webhooks-silent" | "orders-missing" | "lists-failing" | "statuses-late" | "inner-status-missing";
                do?: components["schemas"]["FaultStep"];
                sequence?: components["schemas"]["FaultStep"][];
                /** @enum {string} */
                per?: "all" | "seller" | "package" | "webhook";
                after?: number;
                times?: number;
                rate?: number;
                seed?: number;
                from?: number;
                until?: number;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            /**
             * @description Deletes the faults of the seller
             * @constant
             */
            clearFaults: true;
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            /** @description Sets the answers of a receiver within koli; the first use registers it as a webhook */
            webhook: {
                answers: number;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            /**
             * @description Activates the webhook
             * @constant
             */
            activate: true;
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            /**
             * @description Sends deliveries again
             * @enum {string}
             */
            replay: "missed" | "all";
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            /** @description Checks that must hold now */
            expect: {
                /** @description The package; default: `p` */
                package?: string;
                status?: ("Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled" | "UnPacked") | ("Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled" | "UnPacked")[];
                /** @enum {string} */
                invoiceStatus?: "NotInvoiced" | "Received" | "Rejected" | "Invoiced";
                /** @description Of each line */
                units?: number[];
                lines?: number;
                /** @description Its date has passed, and it has not left */
                overdue?: boolean;
                /** @description Its tracking number */
                tracking?: number;
                trackingNot?: number;
                /** @description All of them, in order */
                events?: ("created" | "confirmed" | "picked" | "invoiced" | "cancelled" | "unpacked" | "shipped" | "arrivedAtCollectionPoint" | "delivered" | "undelivered" | "returned" | "deliveryReported" | "returnReported" | "becameOverdue" | "trackingNumberFed" | "trackingDetailsFed" | "boxInfoSet" | "serviceDeliverySet" | "warehouseSet" | "dateExtended" | "laborCostsSet" | "cargoProviderChanged" | "invoiceLinked" | "invoiceUnlinked" | "invoiceFileStored" | "invoiceAccepted" | "invoiceRejected")[];
                /** @description The package that it came from */
                from?: string;
                /** @description How many the seller has */
                packages?: number;
                /** @enum {string} */
                webhook?: "ACTIVE" | "PASSIVE";
                held?: number;
                /** @description Events of this package that the receiver accepted, in order */
                heard?: ("Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled" | "UnPacked")[];
                heardInAll?: number;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            pay: string | {
                /** @description The package; default: `p` */
                package?: string;
                invoiceNumber?: string;
                silent?: boolean;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            pick: string | {
                /** @description The package; default: `p` */
                package?: string;
                invoiceNumber?: string;
                silent?: boolean;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            invoice: string | {
                /** @description The package; default: `p` */
                package?: string;
                invoiceNumber?: string;
                silent?: boolean;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            ship: string | {
                /** @description The package; default: `p` */
                package?: string;
                invoiceNumber?: string;
                silent?: boolean;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            arrive: string | {
                /** @description The package; default: `p` */
                package?: string;
                invoiceNumber?: string;
                silent?: boolean;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            deliver: string | {
                /** @description The package; default: `p` */
                package?: string;
                invoiceNumber?: string;
                silent?: boolean;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            undeliver: string | {
                /** @description The package; default: `p` */
                package?: string;
                invoiceNumber?: string;
                silent?: boolean;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        } | {
            return: string | {
                /** @description The package; default: `p` */
                package?: string;
                invoiceNumber?: string;
                silent?: boolean;
            };
            /** @description The step must be refused with this status or with this key of docs/errors.md, or get no answer (`unanswered`) */
            refused?: number | string;
        };
        /**
         * Scenario
         * @description A story of packages: steps, and checks between them.
         */
        Scenario: {
            title: string;
            /** @description Default: 1 */
            seed?: number;
            settings?: components["schemas"]["SellerSettingsChange"];
            steps: (components["schemas"]["ScenarioStep"] | {
                /** @description Two steps at once: the seed decides which comes first, and the other must be refused */
                race: components["schemas"]["ScenarioStep"][];
            })[];
        };
        /**
         * LibraryScenario
         * @description A scenario of the library. A changed `scenario` can be played, too.
         */
        LibraryScenario: {
            /** @description Its name in the library */
            name: string;
            /** @description What it shows */
            title: string;
            /** @description Seed of orders and races, unless a run has its own */
            seed: number;
            /** @description The steps, in their order */
            steps: {
                /** @description Word of the step: order, cancel, expect … */
                step: string;
                /** @description The whole step, as one line of YAML */
                words: string;
            }[];
            scenario: components["schemas"]["Scenario"];
        };
        /**
         * NewScenarioRun
         * @description The scenario to play.
         */
        NewScenarioRun: {
            /** @description A name of the library, or a scenario */
            scenario: string | components["schemas"]["Scenario"];
            /** @description Default: the seed of the scenario */
            seed?: number;
            /** @description Whether its seller and packages stay after the end; default: true */
            keep?: boolean;
        };
        /**
         * ScenarioRun
         * @description A run, step by step.
         */
        ScenarioRun: {
            /**
             * Format: uuid
             * @description Id of the run
             */
            id: string;
            /** @description Null: the scenario was part of the request */
            name: string | null;
            /** @description What it shows */
            title: string;
            /** @description Its seed */
            seed: number;
            /**
             * @description Runs go one after another. `passed`, `failed` and `stopped` are final.
             * @enum {string}
             */
            state: "waiting" | "running" | "passed" | "failed" | "stopped";
            /** @description Null: it ended by itself, or at a step that failed */
            reason: ("asked" | "replaced" | "seller-gone" | "closing" | "broken") | null;
            /** @description Null: the steps show it */
            says: string | null;
            /** @description Null: it has none yet */
            sellerId: number | null;
            /** @description Whether its seller is to stay */
            keep: boolean;
            /** @description Whether its seller exists */
            kept: boolean;
            /** @description Number of steps */
            stepsTotal: number;
            /** @description Number of steps that passed or failed */
            stepsDone: number;
            /** @description Time of the request, in real time. True UTC milliseconds. */
            createdDate: number;
            /** @description Null: it has not begun */
            startedDate: number | null;
            /** @description Null: it has not ended */
            endedDate: number | null;
            steps: {
                /** @description Word of the step: order, cancel, expect … */
                step: string;
                /** @description The whole step, as one line of YAML */
                words: string;
                /**
                 * @description stopped: it was running when the run was ended
                 * @enum {string}
                 */
                state: "waiting" | "running" | "passed" | "failed" | "stopped" | "skipped";
                /** @description Null: it has not ended */
                says: string | null;
                /** @description Null: it is not a race, or has no winner */
                won: string | null;
                /** @description Packages of the step: the one that it names, then new ones */
                packages: {
                    /** @description Its name in the scenario */
                    name: string;
                    /** @description Its id within the seller */
                    shipmentPackageId: number;
                }[];
            }[];
            /** @description All packages with a name so far */
            packages: {
                /** @description Its name in the scenario */
                name: string;
                /** @description Its id within the seller */
                shipmentPackageId: number;
            }[];
        };
        /**
         * ScenarioRuns
         * @description The runs in memory, newest first.
         */
        ScenarioRuns: {
            content: {
                /**
                 * Format: uuid
                 * @description Id of the run
                 */
                id: string;
                /** @description Null: the scenario was part of the request */
                name: string | null;
                /** @description What it shows */
                title: string;
                /** @description Its seed */
                seed: number;
                /**
                 * @description Runs go one after another. `passed`, `failed` and `stopped` are final.
                 * @enum {string}
                 */
                state: "waiting" | "running" | "passed" | "failed" | "stopped";
                /** @description Null: it ended by itself, or at a step that failed */
                reason: ("asked" | "replaced" | "seller-gone" | "closing" | "broken") | null;
                /** @description Null: the steps show it */
                says: string | null;
                /** @description Null: it has none yet */
                sellerId: number | null;
                /** @description Whether its seller is to stay */
                keep: boolean;
                /** @description Whether its seller exists */
                kept: boolean;
                /** @description Number of steps */
                stepsTotal: number;
                /** @description Number of steps that passed or failed */
                stepsDone: number;
                /** @description Time of the request, in real time. True UTC milliseconds. */
                createdDate: number;
                /** @description Null: it has not begun */
                startedDate: number | null;
                /** @description Null: it has not ended */
                endedDate: number | null;
            }[];
        };
        /**
         * Traffic
         * @description The stream of a seller.
         */
        Traffic: {
            /** @description Id of the stream */
            id: number;
            /** @description The seller */
            sellerId: number;
            /** @description New orders per second or minute */
            rate: string;
            /** @description Its seed */
            seed: number;
            /** @description Whether it goes on */
            on: boolean;
            /** @description Null: it goes on */
            reason: ("asked" | "through" | "again" | "replaced" | "seller-gone" | "closing" | "broken") | null;
            /** @description Null: it goes on */
            says: string | null;
            /** @description Time of its beginning, in real time. True UTC milliseconds. */
            startedDate: number;
            /** @description Null: it has not ended */
            endedDate: number | null;
            /** @description Null: without an end */
            ordersTotal: number | null;
            /** @description Number of orders so far */
            orders: number;
            /** @description Number of package steps so far */
            steps: number;
            /** @description Number of customer cancels so far */
            cancels: number;
            /** @description Number of refused steps: another caller had moved the package */
            refused: number;
        };
        /**
         * TrafficList
         * @description The latest stream of each seller, newest first.
         */
        TrafficList: {
            content: components["schemas"]["Traffic"][];
        };
        /**
         * TrafficWish
         * @description A stream of orders, 1/s by default, until it is stopped or the time in `for` is over.
         */
        TrafficWish: {
            /** @description The seller; default: 2738 */
            sellerId?: number;
            /** @description New orders per second or minute */
            rate?: string;
            /** @description Seed: the same number makes the same stream; default: 1 */
            seed?: number;
            /** @description a length of time in milliseconds, or like "PT65M" or "P1DT2H" */
            for?: number | string;
        };
        /**
         * JournalMessage
         * @description A request or an answer as it went over the wire.
         */
        JournalMessage: {
            /** @description Secrets are masked */
            headers: {
                [key: string]: string;
            };
            /** @description Null: it had none, or it was a file or a form */
            body: string | null;
            /** @description Null where it is not known */
            bytes: number | null;
            /** @description There was more of the body than is shown */
            cut: boolean;
        };
        /**
         * JournalEntry
         * @description A request and its answer.
         */
        JournalEntry: {
            /** @description Its place in the journal, which grows by 1 */
            number: number;
            /** @description Its X-Request-ID, which is also in the log */
            requestId: string;
            /** @description When it was answered, by the clock of the sandbox. True UTC milliseconds. */
            date: number;
            method: string;
            path: string;
            /** @description Without the question mark */
            query: string;
            /** @description Null: no operation is served there */
            operation: string | null;
            /** @description Null: not known */
            sellerId: number | null;
            status: number;
            /** @description Milliseconds until the answer was sent */
            durationMs: number;
            /** @description Null: not refused */
            refusal: string | null;
            request: components["schemas"]["JournalMessage"];
            answer: components["schemas"]["JournalMessage"];
        };
        /**
         * Journal
         * @description Requests in the order of their answers.
         */
        Journal: {
            content: components["schemas"]["JournalEntry"][];
        };
        /**
         * Seller
         * @description A seller.
         */
        Seller: {
            /** @description Its id, also in paths */
            sellerId: number;
            name: string;
            settings: components["schemas"]["SellerSettings"];
            /** @description Time of its creation. True UTC milliseconds. */
            createdDate: number;
        };
        /**
         * KeyCreated
         * @description The new key.
         */
        KeyCreated: {
            /** @description Name for Basic authentication */
            apiKey: string;
            /** @description Password for Basic authentication, shown only in this answer */
            apiSecret: string;
        };
        /**
         * OrderInput
         * @description An order; fields that readers see have the names that readers see.
         * @example {
         *       "orderNumber": "10900000217",
         *       "orderDate": 1794817788000,
         *       "customer": {
         *         "id": 600217,
         *         "firstName": "Deniz",
         *         "lastName": "Ornek",
         *         "email": "deniz@mail.example"
         *       },
         *       "shipmentAddress": {
         *         "firstName": "Deniz",
         *         "lastName": "Ornek",
         *         "address1": "Papatya Sk. No:7 D:3",
         *         "city": "İzmir",
         *         "cityCode": 35,
         *         "district": "Bornova",
         *         "postalCode": "35040"
         *       },
         *       "paymentMethod": "Kredi Kartı",
         *       "lines": [
         *         {
         *           "sellerId": 2738,
         *           "barcode": "8680000004101",
         *           "quantity": 3,
         *           "lineGrossAmount": 129.9,
         *           "sellerDiscount": 20,
         *           "tyDiscount": 0.5,
         *           "stockCode": "MUG-WHITE",
         *           "productName": "Porcelain mug, white"
         *         }
         *       ]
         *     }
         */
        OrderInput: {
            /** @description text of 1 to 64 ASCII letters, digits and signs, without blanks, and not only one or two dots */
            orderNumber?: string;
            /** @description a time in UTC milliseconds (13 digits) */
            orderDate?: number;
            /** @enum {string} */
            payment?: "confirmed" | "pending";
            customer: {
                id: number;
                firstName: string;
                lastName: string;
                email?: string;
                taxNumber?: string | null;
                /** @description 11 characters, or 13 in Romania */
                identityNumber?: string;
            };
            shipmentAddress: {
                id?: number;
                firstName?: string;
                lastName?: string;
                company?: string;
                address1?: string;
                address2?: string;
                city?: string;
                cityCode?: number;
                district?: string;
                districtId?: number;
                countyId?: number;
                countyName?: string;
                shortAddress?: string;
                stateName?: string;
                postalCode?: string;
                sector?: string;
                /** @description a country code of two capital letters */
                countryCode?: string;
                neighborhoodId?: number;
                neighborhood?: string;
                phone?: string | null;
                latitude?: string;
                longitude?: string;
            };
            invoiceAddress?: {
                id?: number;
                firstName?: string;
                lastName?: string;
                company?: string;
                address1?: string;
                address2?: string;
                city?: string;
                cityCode?: number;
                district?: string;
                districtId?: number;
                countyId?: number;
                countyName?: string;
                shortAddress?: string;
                stateName?: string;
                postalCode?: string;
                sector?: string;
                /** @description a country code of two capital letters */
                countryCode?: string;
                neighborhoodId?: number;
                neighborhood?: string;
                phone?: string | null;
                latitude?: string;
                longitude?: string;
                taxOffice?: string;
                taxNumber?: string;
                eInvoiceAvailable?: boolean;
            };
            /** @description a currency code of three capital letters */
            currencyCode?: string;
            paymentMethod?: string;
            channelId?: number;
            /** @description a country code of two capital letters */
            orderCountryCode?: string;
            commercial?: boolean;
            micro?: boolean;
            "3pByTrendyol"?: boolean;
            is4P?: boolean;
            containsDangerousProduct?: boolean;
            giftBoxRequested?: boolean;
            isCod?: boolean;
            fastDelivery?: boolean;
            /** @enum {string} */
            fastDeliveryType?: "" | "TodayDelivery" | "SameDayShipping" | "FastDelivery";
            /** @enum {string} */
            deliveryAddressType?: "Shipment" | "CollectionPoint";
            deliveredByService?: boolean;
            /**
             * @description `transfer`: the order was moved here from another seller
             * @enum {string}
             */
            createdBy?: "order-creation" | "transfer";
            timeSlotId?: number;
            sellerDeliveryMethod?: ("LOCKER" | "WAREHOUSE") | null;
            sellerOtpCode?: string | null;
            warehouseId?: number;
            etgbNo?: string;
            /** @description a time in UTC milliseconds (13 digits) */
            etgbDate?: number;
            hsCode?: string;
            /** @description a time in UTC milliseconds (13 digits) */
            agreedDeliveryDate?: number;
            /** @description a time in UTC milliseconds (13 digits) */
            estimatedDeliveryStartDate?: number;
            /** @description a time in UTC milliseconds (13 digits) */
            estimatedDeliveryEndDate?: number;
            discountDisplays?: {
                displayName: string;
                /** @description an amount of money: a number of at least 0 with at most two decimals */
                discountAmount: number;
                sellerId?: number;
            }[];
            lines: {
                sellerId: number;
                /** @description text of 1 to 100 characters without control characters */
                barcode: string;
                quantity: number;
                /** @description Gross price of one unit */
                lineGrossAmount: number;
                /** @description Sum over the units of the line */
                sellerDiscount?: number;
                /** @description Sum over the units of the line */
                tyDiscount?: number;
                /** @description One entry per unit, instead of the two sums */
                discountDetails?: {
                    /** @description an amount of money: a number of at least 0 with at most two decimals */
                    lineItemSellerDiscount?: number;
                    /** @description an amount of money: a number of at least 0 with at most two decimals */
                    lineItemTyDiscount?: number;
                }[];
                /** @description Deposit of one unit; Romania, not for exports */
                lineSgrFee?: number;
                stockCode?: string;
                contentId?: number;
                productName?: string;
                productSize?: string;
                productColor?: string;
                productOrigin?: string;
                productCategoryId?: number;
                salesCampaignId?: number;
                vatRate?: number;
                fastDeliveryOptions?: {
                    type: string;
                }[];
                commission?: number | null;
                businessUnit?: string;
                defectiveClaimListingInsight?: string;
            }[];
        };
        /**
         * TakenOrders
         * @description The result of each order. The orders do not depend on each other.
         */
        TakenOrders: {
            /** @description One entry per order, in the same order */
            results: ({
                /** @description The number of the order: given, or drawn by koli */
                orderNumber: string;
                packages: {
                    /** @description A seller of the order */
                    sellerId: number;
                    /** @description Its package */
                    shipmentPackageId: number;
                    lines: {
                        /** @description Id of the line */
                        lineId: number;
                        barcode: string;
                        quantity: number;
                    }[];
                }[];
            } | {
                /** @description Null if none could be read */
                orderNumber: string | null;
                error: components["schemas"]["ErrorItem"];
            })[];
        };
        /**
         * Performed
         * @description The result of each package. If no item succeeds, the answer is the first refusal.
         */
        Performed: {
            /** @description One entry per item, in the same order */
            results: ({
                /** @description A seller */
                sellerId: number;
                /** @description Its package */
                shipmentPackageId: number;
                /**
                 * @description What happened
                 * @enum {string}
                 */
                result: "created" | "confirmed" | "picked" | "invoiced" | "cancelled" | "unpacked" | "shipped" | "arrivedAtCollectionPoint" | "delivered" | "undelivered" | "returned" | "deliveryReported" | "returnReported" | "becameOverdue" | "trackingNumberFed" | "trackingDetailsFed" | "boxInfoSet" | "serviceDeliverySet" | "warehouseSet" | "dateExtended" | "laborCostsSet" | "cargoProviderChanged" | "invoiceLinked" | "invoiceUnlinked" | "invoiceFileStored" | "invoiceAccepted" | "invoiceRejected";
            } | {
                /** @description A seller */
                sellerId: number;
                /** @description The package of the item */
                shipmentPackageId: number;
                error: components["schemas"]["ErrorItem"];
            } | {
                /** @description A seller */
                sellerId: number;
                /** @description The tracking number of the item; no package has it or ever had it */
                trackingNumber: number;
                error: components["schemas"]["ErrorItem"];
            })[];
        };
        /**
         * CustomerCancelled
         * @description The result of the cancel.
         */
        CustomerCancelled: {
            /** @description The package that is Cancelled now */
            cancelledPackageId: number;
            /** @description The new package with the units that were not cancelled; null if all were */
            newPackageId: number | null;
        };
        /**
         * SellersPage
         * @description Sellers by id.
         */
        SellersPage: {
            content: components["schemas"]["Seller"][];
            /** @description For the next page; null on the last page */
            nextCursor: string | null;
        };
        /**
         * ApiKey
         * @description The name of an API key.
         */
        ApiKey: {
            /** @description Its name, never its secret */
            apiKey: string;
            /** @description Time of its creation. True UTC milliseconds. */
            createdDate: number;
            /** @description Null while the key is valid */
            revokedDate: number | null;
        };
        /**
         * SellerWithKeys
         * @description A seller with the names of its keys.
         */
        SellerWithKeys: {
            /** @description Its id, also in paths */
            sellerId: number;
            name: string;
            settings: components["schemas"]["SellerSettings"];
            /** @description Time of its creation. True UTC milliseconds. */
            createdDate: number;
            keys: components["schemas"]["ApiKey"][];
        };
        /**
         * PackageSummary
         * @description A package, in short.
         */
        PackageSummary: {
            /** @description Its seller */
            sellerId: number;
            /** @description Its id */
            shipmentPackageId: number;
            orderNumber: string;
            /** @enum {string} */
            status: "Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled" | "UnPacked";
            /** @description The package from which it came; null for a first package */
            parentId: number | null;
            /** @description The first package of the share */
            rootId: number;
            /** @enum {string} */
            createdBy: "order-creation" | "transfer" | "cancel" | "split";
            /** @description Time of its creation. True UTC milliseconds. */
            createdDate: number;
            /** @description Last change of any kind. True UTC milliseconds. */
            lastModifiedDate: number;
            /** @description Until when it must be handed to cargo. True UTC milliseconds. */
            agreedDeliveryDate: number;
            /** @description That date has passed, and it has not left */
            overdue: boolean;
            /** @description 0 while payment is open */
            cargoTrackingNumber: number;
            cargoProviderName: string;
            /** @description Number of units */
            units: number;
            /**
             * @description The review of its invoice
             * @enum {string}
             */
            invoiceStatus: "NotInvoiced" | "Received" | "Rejected" | "Invoiced";
            /** @description After discounts. In the currency of the order, at most two decimals. */
            packageTotalPrice: number;
        };
        /**
         * PackageSearchPage
         * @description Packages, last changed first.
         */
        PackageSearchPage: {
            content: components["schemas"]["PackageSummary"][];
            /** @description For the next page; null on the last page */
            nextCursor: string | null;
        };
        /**
         * DeliverySummary
         * @description The delivery of an event to one webhook.
         */
        DeliverySummary: {
            /** Format: uuid */
            webhookId: string;
            /** @enum {string} */
            state: "owed" | "delivered" | "given-up" | "held" | "dropped";
            /** @description Number of calls so far */
            attempts: number;
            /** @description Time of the next or the last due call. True UTC milliseconds. */
            dueAt: number;
            /** @description Null while the delivery is owed */
            settledAt: number | null;
        };
        /**
         * PackageEvent
         * @description An event of a package.
         */
        PackageEvent: {
            /** @description Per package, from 1, without gaps */
            sequence: number;
            /** @enum {string} */
            type: "created" | "confirmed" | "picked" | "invoiced" | "cancelled" | "unpacked" | "shipped" | "arrivedAtCollectionPoint" | "delivered" | "undelivered" | "returned" | "deliveryReported" | "returnReported" | "becameOverdue" | "trackingNumberFed" | "trackingDetailsFed" | "boxInfoSet" | "serviceDeliverySet" | "warehouseSet" | "dateExtended" | "laborCostsSet" | "cargoProviderChanged" | "invoiceLinked" | "invoiceUnlinked" | "invoiceFileStored" | "invoiceAccepted" | "invoiceRejected";
            /** @description Time of the event. True UTC milliseconds. */
            at: number;
            /** @description Data of the event, under koli's own names: amounts in kuruş, times in UTC milliseconds */
            facts: {
                [key: string]: unknown;
            };
            deliveries: components["schemas"]["DeliverySummary"][];
        };
        /**
         * InvoiceFileSummary
         * @description The invoice file of a package.
         */
        InvoiceFileSummary: {
            /** @description The seller's file name, cleaned */
            name: string;
            /** @enum {string} */
            type: "application/pdf" | "image/jpeg" | "image/png";
            /** @description Its size */
            bytes: number;
            sha256: string;
            /** @description Time of the upload. True UTC milliseconds. */
            storedDate: number;
            /** @description Null unless it was given */
            invoiceNumber: string | null;
            /** @description Null unless it was given */
            invoiceDateTime: number | null;
        };
        /**
         * Relative
         * @description A package of the same share. `parentId` gives the lineage.
         */
        Relative: {
            /** @description Its id */
            shipmentPackageId: number;
            /** @description The package from which it came; null for a first package */
            parentId: number | null;
            /** @enum {string} */
            createdBy: "order-creation" | "transfer" | "cancel" | "split";
            /** @enum {string} */
            status: "Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled" | "UnPacked";
            /** @description Number of units */
            units: number;
            lines: {
                /** @description A line of the order */
                lineId: number;
                /** @description Number of its first unit */
                firstUnit: number;
                quantity: number;
            }[];
            /** @description Time of its creation. True UTC milliseconds. */
            createdDate: number;
            /** @description Last change of any kind. True UTC milliseconds. */
            lastModifiedDate: number;
            /** @description Its tracking number; the seller sees it when payment is confirmed */
            trackingNumber: number;
            /** @description Null until box-info sets it */
            boxQuantity: number | null;
            /** @description Volume weight; null until box-info sets it */
            deci: number | null;
            /** @description Whether a label was requested for its tracking number */
            labelRequested: boolean;
            /** @description Null until it is set */
            invoiceNumber: string | null;
            /** @description Null if there is none */
            invoiceLink: string | null;
            /** @description Null if there is none */
            invoiceFile: components["schemas"]["InvoiceFileSummary"] | null;
        };
        /**
         * PackageDetails
         * @description Everything that koli knows about a package.
         */
        PackageDetails: {
            package: components["schemas"]["Package"];
            /** @description The package from which it came; null for a first package */
            parentId: number | null;
            /** @description The first package of the share */
            rootId: number;
            /** @description Shown to operators only */
            returnTrackingNumber?: string;
            events: components["schemas"]["PackageEvent"][];
            /** @description All packages of the share, including this one */
            lineage: components["schemas"]["Relative"][];
            /** @description Its `agreedDeliveryDate` has passed, and it has not left */
            overdue: boolean;
            /** @description What its seller reports of an alternative delivery and its customer has not confirmed yet; else null */
            reported: {
                /** @enum {string} */
                outcome: "delivered" | "returned";
                /** @description When it counts as confirmed. True UTC milliseconds. */
                confirmedAtLatest: number;
            } | null;
            /** @description Commands that its status allows */
            allowed: ("confirm-payment" | "fail-payment" | "pick" | "invoice" | "cancel" | "customer-cancel" | "split" | "ship" | "arrive" | "deliver" | "undeliver" | "return" | "ship-alternatively" | "deliver-digitally" | "manual-deliver" | "manual-return" | "confirm-delivery" | "confirm-return" | "miss-date" | "cancel-overdue" | "feed-tracking-number" | "feed-tracking-details" | "set-box-info" | "set-service-delivery" | "set-warehouse" | "extend-date" | "set-labor-costs" | "change-cargo-provider" | "link-invoice" | "unlink-invoice" | "store-invoice-file" | "accept-invoice" | "reject-invoice" | "request-label")[];
        };
        /**
         * WarrantyDocuments
         * @description The warranty documents of a package.
         */
        WarrantyDocuments: {
            content: {
                /** @description The line that it is for */
                lineId: number;
                /** @description As the file was called */
                name: string;
                /** @description Its size */
                bytes: number;
                /** @description Hexadecimal */
                sha256: string;
                /** @description When it was stored. True UTC milliseconds. */
                storedDate: number;
            }[];
        };
        /**
         * PackageCounts
         * @description Numbers of packages, by status and time.
         */
        PackageCounts: {
            /** @description Start of the window. True UTC milliseconds. */
            from: number;
            /** @description End of the window, exclusive. True UTC milliseconds. */
            to: number;
            /** @description Length of one step in milliseconds */
            step: number;
            /** @description Packages whose last change is in the window, by their status */
            byStatus: {
                Awaiting?: number;
                Created?: number;
                Picking?: number;
                Invoiced?: number;
                Shipped?: number;
                AtCollectionPoint?: number;
                Delivered?: number;
                UnDelivered?: number;
                Returned?: number;
                Cancelled?: number;
                UnPacked?: number;
            };
            /** @description Packages that were created in the window */
            opened: number;
            steps: {
                /** @description Start of the step. True UTC milliseconds. */
                at: number;
                /** @description Packages whose last change is in the step, by their status */
                byStatus: {
                    Awaiting?: number;
                    Created?: number;
                    Picking?: number;
                    Invoiced?: number;
                    Shipped?: number;
                    AtCollectionPoint?: number;
                    Delivered?: number;
                    UnDelivered?: number;
                    Returned?: number;
                    Cancelled?: number;
                    UnPacked?: number;
                };
                /** @description Packages that were created in the step */
                opened: number;
            }[];
        };
        /**
         * Health
         * @description The node is well
         */
        Health: {
            /** @constant */
            status: "ok";
            version: string;
            /** @enum {string} */
            mode: "sandbox" | "core";
            /**
             * @description Embedded, or a server
             * @enum {string}
             */
            database: "pglite" | "postgres";
        };
        /**
         * ReceiverReport
         * @description What a receiver did with everything that it may meet.
         */
        ReceiverReport: {
            /** @description The receiver */
            url: string;
            /**
             * @description The worst verdict of all cases
             * @enum {string}
             */
            verdict: "ok" | "warning" | "fail" | "skipped";
            /** @description Whether any call was answered */
            reached: boolean;
            cases: {
                name: string;
                /** @description The call */
                title: string;
                /** @enum {string} */
                verdict: "ok" | "warning" | "fail" | "skipped";
                /** @description Of each call */
                statuses: (number | null)[];
                /** @description Why there was no answer */
                errorClass: string | null;
                /** @description Duration of the slowest call in milliseconds */
                durationMs: number | null;
                /** @description What to do; empty if nothing */
                advice: string;
                /** @description Beginning of the first answer that was not a success */
                answer: string;
            }[];
        };
        /**
         * SandboxCredentials
         * @description What a new sandbox lets in.
         */
        SandboxCredentials: {
            /** @description Null if it is your own */
            operatorToken: string | null;
            sellers: {
                /** @description The seller */
                sellerId: number;
                name: string;
                apiKey: string;
                apiSecret: string;
            }[];
        };
        /**
         * NewFault
         * @description A fault: which requests or deliveries it affects, how often, and what it does.
         */
        NewFault: {
            /** @description 1 to 64 letters, digits, dots, dashes or underscores */
            id?: string;
            sellerId?: number;
            operation?: string | string[];
            packageId?: number;
            /** @description the id of a webhook */
            webhookId?: string;
            /**
             * @description An outage that the marketplace announced, in place of `do` and `operation`
             * @enum {string}
             */
            incident?: "webhooks-silent" | "orders-missing" | "lists-failing" | "statuses-late" | "inner-status-missing";
            do?: components["schemas"]["FaultStep"];
            sequence?: components["schemas"]["FaultStep"][];
            /** @enum {string} */
            per?: "all" | "seller" | "package" | "webhook";
            after?: number;
            times?: number;
            rate?: number;
            seed?: number;
            from?: number;
            until?: number;
        };
        /**
         * Fault
         * @description A fault and what became of it.
         */
        Fault: {
            /** @description Its id, unique per seller */
            id: string;
            /** @description Null: every seller */
            sellerId: number | null;
            operation?: string | string[];
            packageId?: number;
            /** @description the id of a webhook */
            webhookId?: string;
            /**
             * @description An outage that the marketplace announced, in place of `do` and `operation`
             * @enum {string}
             */
            incident?: "webhooks-silent" | "orders-missing" | "lists-failing" | "statuses-late" | "inner-status-missing";
            do?: components["schemas"]["FaultStep"];
            sequence?: components["schemas"]["FaultStep"][];
            /** @enum {string} */
            per?: "all" | "seller" | "package" | "webhook";
            after?: number;
            times?: number;
            rate?: number;
            seed?: number;
            from?: number;
            until?: number;
            /** @description Time of its creation. True UTC milliseconds. */
            createdDate: number;
            /** @enum {string} */
            state: "waiting" | "on" | "over";
            /** @description Number of requests or deliveries that matched */
            seen: number;
            /** @description Number of times it fired */
            fired: number;
            /** @description Null: without a limit, or counted separately */
            remaining: number | null;
            /** @description For separate counts: the busiest, at most 100 */
            counters: {
                /** @description Package, seller or webhook */
                counter: string;
                /** @description Matched */
                seen: number;
                /** @description Fired */
                fired: number;
            }[];
        };
        /**
         * Faults
         * @description Faults in the order in which koli checks them.
         */
        Faults: {
            content: components["schemas"]["Fault"][];
        };
        /**
         * Incidents
         * @description Outages that the marketplace announced, the latest first.
         */
        Incidents: {
            content: {
                /** @enum {string} */
                name: "webhooks-silent" | "orders-missing" | "lists-failing" | "statuses-late" | "inner-status-missing";
                /** @description When it happened */
                dates: string[];
                /** @description What happened, in the language of the request */
                says: string;
                /** @description How long it lasts unless `until` says otherwise */
                lastsMs: number;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listOrders: {
        parameters: {
            query?: {
                /** @description Packages of this order */
                orderNumber?: string;
                /** @description Packages with these ids: a comma list, a repeated name, or `shipmentPackageIds[0]=`. Also as `shipmentPackagesId`. */
                shipmentPackageIds?: number[];
                /** @description From here on, by the time that `orderByField` names; alone: up to now, at most 14 days back; without both dates the last 7 days. Both dates are ignored beside `orderNumber` and `shipmentPackageIds`. UTC milliseconds. */
                startDate?: number;
                /** @description Up to and with this; at most 14 days after `startDate`; alone: the 14 days before it. UTC milliseconds. */
                endDate?: number;
                /** @description CreatedDate is the time of the first history entry. LastModifiedDate is an old name of PackageLastModifiedDate. */
                orderByField?: "PackageLastModifiedDate" | "LastModifiedDate" | "CreatedDate";
                /** @description Packages with the same time are ordered by id, in the same direction */
                orderByDirection?: "ASC" | "DESC";
                /** @description From 0. Pages end after 10000 packages. */
                page?: number;
                /** @description Entries on a page. Without it 50, as the guides say; one reference of the marketplace says 200. */
                size?: number;
                /** @description In one of these; a comma list or a repeated name. `UnSupplied`: cancelled by the seller; `Cancelled`: cancelled by anybody. `Verified` matches nothing. */
                status?: ("Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled" | "UnPacked" | "UnSupplied" | "Verified")[];
                /** @description Packages with a line of this barcode */
                barcode?: string;
            };
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of packages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackagePage"];
                };
            };
        };
    };
    listOrdersV2: {
        parameters: {
            query?: {
                /** @description Packages of this order */
                orderNumber?: string;
                /** @description Packages with these ids: a comma list, a repeated name, or `shipmentPackageIds[0]=`. Also as `shipmentPackagesId`. */
                shipmentPackageIds?: number[];
                /** @description From here on, by the time that `orderByField` names; alone: up to now, at most 14 days back; without both dates the last 7 days. Both dates are ignored beside `orderNumber` and `shipmentPackageIds`. UTC milliseconds. */
                startDate?: number;
                /** @description Up to and with this; at most 14 days after `startDate`; alone: the 14 days before it. UTC milliseconds. */
                endDate?: number;
                /** @description CreatedDate is the time of the first history entry. LastModifiedDate is an old name of PackageLastModifiedDate. */
                orderByField?: "PackageLastModifiedDate" | "LastModifiedDate" | "CreatedDate";
                /** @description Packages with the same time are ordered by id, in the same direction */
                orderByDirection?: "ASC" | "DESC";
                /** @description From 0. Pages end after 10000 packages. */
                page?: number;
                /** @description Entries on a page. Without it 50, as the guides say; one reference of the marketplace says 200. */
                size?: number;
                /** @description In one of these; a comma list or a repeated name. `UnSupplied`: cancelled by the seller; `Cancelled`: cancelled by anybody. `Verified` matches nothing. */
                status?: ("Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled" | "UnPacked" | "UnSupplied" | "Verified")[];
                /** @description Packages with a line of this barcode */
                barcode?: string;
            };
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of packages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackagePage"];
                };
            };
        };
    };
    streamOrders: {
        parameters: {
            query?: {
                /** @description Entries on a page. Without it 50, as the guides say; one reference of the marketplace says 200. */
                size?: number;
                /** @description `nextCursor` of the previous page. Filters may be left out; if given, they must be the same as before. */
                nextCursor?: string;
                /** @description Changed from here on; alone: up to now, at most 14 days back; without both dates the last 14 days. UTC milliseconds. */
                lastModifiedStartDate?: number;
                /** @description End of the time window, inclusive; at most 14 days after `lastModifiedStartDate`. UTC milliseconds. */
                lastModifiedEndDate?: number;
                /** @description With lines in one of these. `UnSupplied`: cancelled by the seller; `Cancelled`: cancelled by anybody. */
                packageItemStatuses?: ("Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled" | "UnPacked" | "UnSupplied" | "Verified")[];
            };
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackageStreamPage"];
                };
            };
        };
    };
    updatePackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    status: "Picking" | "Invoiced";
                    lines?: {
                        lineId: number;
                        quantity: number;
                    }[];
                    params?: {
                        invoiceNumber?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    cancelItems: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    lines: {
                        lineId: number;
                        quantity: number;
                    }[];
                    /** @description 500: Stock Out, 501: Defective Product (abroad: Faulty/damaged product), 502: Incorrect Price (abroad: Wrong price), 503: Wrong Listing (abroad: Incorrect image/barcode/quantity), 504: Integration Problem (abroad: Integration error), 505: Bulk purchase, 506: Force Majeure (abroad: Force majeure) */
                    reasonId: number;
                    shouldKeepPreviousStatus?: boolean;
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    split: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    orderLineIds: number[];
                    shouldKeepPreviousStatus?: boolean;
                };
            };
        };
        responses: {
            /** @description The new packages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The package with the given lines */
                        newPackageId: number;
                    };
                };
            };
        };
    };
    multiSplit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    splitGroups: {
                        orderLineIds: number[];
                    }[];
                    shouldKeepPreviousStatus?: boolean;
                };
            };
        };
        responses: {
            /** @description The new packages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description In the order of the groups; the rest comes last */
                        results: {
                            newPackageId: number;
                        }[];
                    };
                };
            };
        };
    };
    quantitySplit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    quantitySplit: {
                        orderLineId: number;
                        quantities: number[];
                    }[];
                    shouldKeepPreviousStatus?: boolean;
                };
            };
        };
        responses: {
            /** @description The new packages */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description In this order; the rest comes last */
                        newPackageIds: number[];
                    };
                };
            };
        };
    };
    splitPackages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    splitPackages: {
                        packageDetails: {
                            orderLineId: number;
                            quantities: number;
                        }[];
                    }[];
                    shouldKeepPreviousStatus?: boolean;
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    alternativeDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    isPhoneNumber: boolean;
                    trackingInfo: string;
                    boxQuantity?: number;
                    deci?: number;
                    params?: {
                        digitalCode?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    digitalDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    isPhoneNumber: boolean;
                    trackingInfo: string;
                    boxQuantity?: number;
                    deci?: number;
                    params: {
                        digitalCode: string;
                    };
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    manualDeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    manualInvoiceDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    manualDeliverByNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `cargoTrackingNumber` that the package has at present */
                trackingNumber: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    manualInvoiceDeliveryByNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `cargoTrackingNumber` that the package has at present */
                trackingNumber: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    manualReturn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    manualReturnByNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `cargoTrackingNumber` that the package has at present */
                trackingNumber: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    manualReturnByTrackingNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `cargoTrackingNumber` that the package has at present */
                trackingNumber: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    updateTrackingNumber: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description text of digits that make a number from 1 to 9007199254740991 */
                    trackingNumber: string;
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    feedTrackingDetails: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    cargoSenderNumber: string;
                    /** @description A carrier of the package's country. At home: TEXMP, YKMP, ARASMP, SURATMP, DHLECOMMP, UPSMP, PTTMP, HOROZMP, CEVAMP, CEVATEDARIK, KOLAYGELSINMP; SENDEOMP is another name of KOLAYGELSINMP. Abroad: DHLMP, DPDMP, GLS, HERMESMP, DHLEXPMP, GENIKI, PACKETA, FANCOURIER, FANEX, BOXNOW, ACS, Aramex, EMX, J&T, Shipa, SPL, JoyExpress, Logistiq H&B, STARLINKS. */
                    providerCode: string;
                    returnTrackingNumber?: string;
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changeCargoProvider: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A carrier of the package's country. At home: TEXMP, YKMP, ARASMP, SURATMP, DHLECOMMP, UPSMP, PTTMP, HOROZMP, CEVAMP, CEVATEDARIK, KOLAYGELSINMP; SENDEOMP is another name of KOLAYGELSINMP. Abroad: DHLMP, DPDMP, GLS, HERMESMP, DHLEXPMP, GENIKI, PACKETA, FANCOURIER, FANEX, BOXNOW, ACS, Aramex, EMX, J&T, Shipa, SPL, JoyExpress, Logistiq H&B, STARLINKS. */
                    cargoProvider: string;
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    setBoxInfo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    boxQuantity: number;
                    deci?: number;
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    deliverByService: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    setWarehouse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    warehouseId: number;
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    extendDeliveryDate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {integer} */
                    extendedDayCount: 1 | 2 | 3;
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    setLaborCosts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    orderLineId: number;
                    /** @description an amount of money: a number of at least 0 with at most two decimals */
                    laborCostPerItem: number;
                }[];
            };
        };
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    linkInvoice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description an http or https link of at most 2048 characters */
                    invoiceLink: string;
                    shipmentPackageId: number;
                    /** @description a time of 10 or 13 digits */
                    invoiceDateTime?: number;
                    /** @description 3 letters or digits, a year from 2020 to 2099 and 9 digits */
                    invoiceNumber?: string;
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    unlinkInvoice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    serviceSourceId: number;
                    /** @constant */
                    channelId: 1;
                    customerId: number;
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    storeInvoiceFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description a package id in digits */
                    shipmentPackageId: string;
                    /** @description a time of 10 or 13 digits */
                    invoiceDateTime?: string;
                    /** @description 3 letters or digits, a year from 2020 to 2099 and 9 digits */
                    invoiceNumber?: string;
                    /**
                     * Format: binary
                     * @description A PDF, JPEG or PNG of at most 10 MB. The content decides, not the name.
                     */
                    file: Blob;
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    storeWarrantyDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description a package id in digits */
                    shipmentPackageId: string;
                    /** @description a package id in digits */
                    lineId: string;
                    /**
                     * Format: binary
                     * @description A PDF by its content; at most 10 MB
                     */
                    file: Blob;
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `cargoTrackingNumber` that the package has at present */
                cargoTrackingNumber: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One label for each box. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommonLabels"];
                };
            };
        };
    };
    requestLabel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `cargoTrackingNumber` that the package has at present */
                cargoTrackingNumber: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @constant */
                    format: "ZPL";
                    boxQuantity?: number;
                    volumetricHeight?: number;
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readLabelWithProducts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `cargoTrackingNumber` that the package has at present */
                cargoTrackingNumber: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One label for each box, and one for each unit. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommonLabelsWithProducts"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All webhooks of the seller. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"][];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookInput"];
            };
        };
        responses: {
            /** @description The new webhook. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookCreated"];
                };
            };
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookUpdate"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": "200 OK";
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": "200 OK";
                };
            };
        };
    };
    activateWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": "200 OK";
                };
            };
        };
    };
    deactivateWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": "200 OK";
                };
            };
        };
    };
    listAddresses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The addresses of a seller. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierAddresses"];
                };
            };
        };
    };
    listCargoProviders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cargo providers that a seller may choose. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CargoProviderList"];
                };
            };
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /** @description From 0 */
                page?: number;
                /** @description Entries on a page. Without it 50, as the guides say; one reference of the marketplace says 200. */
                size?: number;
            };
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The barcodes of the seller's orders. koli keeps no products. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductPage"];
                };
            };
        };
    };
    listBrands: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Empty: koli keeps no brands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandList"];
                };
            };
        };
    };
    listCountries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The countries that the marketplace sells in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountryList"];
                };
            };
        };
    };
    listCities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `code` of a country, two letters */
                countryCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cities or districts: a small set. Empty where koli knows none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceList"];
                };
            };
        };
    };
    listDistricts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `code` of a country, two letters */
                countryCode: string;
                /** @description `id` of a city */
                cityCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cities or districts: a small set. Empty where koli knows none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceList"];
                };
            };
        };
    };
    listDomesticCities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `code` of a country, two letters */
                countryCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cities or districts: a small set. Empty where koli knows none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceList"];
                };
            };
        };
    };
    listDomesticDistricts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `code` of a country, two letters */
                countryCode: string;
                /** @description `id` of a city */
                cityCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cities or districts: a small set. Empty where koli knows none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceList"];
                };
            };
        };
    };
    listIps: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Addresses that the seller may call from. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IpWhitelist"];
                };
            };
        };
    };
    addIp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description an IPv4 address like 203.0.113.10 */
                    ip: string;
                };
            };
        };
        responses: {
            /** @description Addresses that the seller may call from. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IpWhitelist"];
                };
            };
        };
    };
    removeIp: {
        parameters: {
            query?: {
                /** @description The address, where the body does not tell it */
                ip?: string;
            };
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description an IPv4 address like 203.0.113.10 */
                    ip?: string;
                };
            };
        };
        responses: {
            /** @description Addresses that the seller may call from. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IpWhitelist"];
                };
            };
        };
    };
    createTestOrder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestOrderInput"];
            };
        };
        responses: {
            /** @description The new order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestOrderCreated"];
                };
            };
        };
    };
    createTestOrderInEurope: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestOrderInput"];
            };
        };
        responses: {
            /** @description The new order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestOrderCreated"];
                };
            };
        };
    };
    createTestOrderInGulf: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestOrderInput"];
            };
        };
        responses: {
            /** @description The new order. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestOrderCreated"];
                };
            };
        };
    };
    setTestStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    status: "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned";
                    lines?: {
                        lineId: number;
                        quantity: number;
                    }[];
                    params?: Record<string, never>;
                };
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": "200 OK";
                };
            };
        };
    };
    createSandboxOrders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    sellerId?: number;
                    count?: number;
                    seed?: number;
                    /** @enum {string} */
                    status?: "Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled";
                    /**
                     * @description Country of the customer. The address, currency, VAT and carrier follow from it.
                     * @enum {string}
                     */
                    country?: "TR" | "AE" | "SA" | "QA" | "KW" | "BH" | "OM" | "DE" | "AZ" | "RO" | "CZ" | "HU" | "SK" | "BG" | "GR";
                    /** @description No webhook call is made for it */
                    silent?: boolean;
                    /** @description a length of time in milliseconds, or like "PT65M" or "P1DT2H" */
                    paymentDelay?: number | string;
                    shipmentPackageId?: number;
                    cargoTrackingNumber?: number;
                    /** @description text of 1 to 64 ASCII letters, digits and signs, without blanks, and not only one or two dots */
                    orderNumber?: string;
                    /** @description a time in UTC milliseconds (13 digits) */
                    orderDate?: number;
                    /** @description a currency code of three capital letters */
                    currencyCode?: string;
                    paymentMethod?: string;
                    channelId?: number;
                    /** @description a country code of two capital letters */
                    orderCountryCode?: string;
                    commercial?: boolean;
                    micro?: boolean;
                    "3pByTrendyol"?: boolean;
                    is4P?: boolean;
                    containsDangerousProduct?: boolean;
                    giftBoxRequested?: boolean;
                    isCod?: boolean;
                    fastDelivery?: boolean;
                    /** @enum {string} */
                    fastDeliveryType?: "" | "TodayDelivery" | "SameDayShipping" | "FastDelivery";
                    /** @enum {string} */
                    deliveryAddressType?: "Shipment" | "CollectionPoint";
                    deliveredByService?: boolean;
                    /**
                     * @description `transfer`: the order was moved here from another seller
                     * @enum {string}
                     */
                    createdBy?: "order-creation" | "transfer";
                    timeSlotId?: number;
                    sellerDeliveryMethod?: ("LOCKER" | "WAREHOUSE") | null;
                    sellerOtpCode?: string | null;
                    warehouseId?: number;
                    etgbNo?: string;
                    /** @description a time in UTC milliseconds (13 digits) */
                    etgbDate?: number;
                    hsCode?: string;
                    /** @description a time in UTC milliseconds (13 digits) */
                    agreedDeliveryDate?: number;
                    /** @description a time in UTC milliseconds (13 digits) */
                    estimatedDeliveryStartDate?: number;
                    /** @description a time in UTC milliseconds (13 digits) */
                    estimatedDeliveryEndDate?: number;
                    discountDisplays?: {
                        displayName: string;
                        /** @description an amount of money: a number of at least 0 with at most two decimals */
                        discountAmount: number;
                        sellerId?: number;
                    }[];
                    customer?: {
                        id?: number;
                        firstName?: string;
                        lastName?: string;
                        email?: string;
                        taxNumber?: string | null;
                        /** @description 11 characters, or 13 in Romania */
                        identityNumber?: string;
                    };
                    shipmentAddress?: {
                        id?: number;
                        firstName?: string;
                        lastName?: string;
                        company?: string;
                        address1?: string;
                        address2?: string;
                        city?: string;
                        cityCode?: number;
                        district?: string;
                        districtId?: number;
                        countyId?: number;
                        countyName?: string;
                        shortAddress?: string;
                        stateName?: string;
                        postalCode?: string;
                        sector?: string;
                        /** @description a country code of two capital letters */
                        countryCode?: string;
                        neighborhoodId?: number;
                        neighborhood?: string;
                        phone?: string | null;
                        latitude?: string;
                        longitude?: string;
                    };
                    invoiceAddress?: {
                        id?: number;
                        firstName?: string;
                        lastName?: string;
                        company?: string;
                        address1?: string;
                        address2?: string;
                        city?: string;
                        cityCode?: number;
                        district?: string;
                        districtId?: number;
                        countyId?: number;
                        countyName?: string;
                        shortAddress?: string;
                        stateName?: string;
                        postalCode?: string;
                        sector?: string;
                        /** @description a country code of two capital letters */
                        countryCode?: string;
                        neighborhoodId?: number;
                        neighborhood?: string;
                        phone?: string | null;
                        latitude?: string;
                        longitude?: string;
                        taxOffice?: string;
                        taxNumber?: string;
                        eInvoiceAvailable?: boolean;
                    };
                    lines?: {
                        /** @description text of 1 to 100 characters without control characters */
                        barcode?: string;
                        quantity?: number;
                        /** @description Gross price of one unit */
                        lineGrossAmount?: number;
                        /** @description Sum over the units of the line */
                        sellerDiscount?: number;
                        /** @description Sum over the units of the line */
                        tyDiscount?: number;
                        /** @description One entry per unit, instead of the two sums */
                        discountDetails?: {
                            /** @description an amount of money: a number of at least 0 with at most two decimals */
                            lineItemSellerDiscount?: number;
                            /** @description an amount of money: a number of at least 0 with at most two decimals */
                            lineItemTyDiscount?: number;
                        }[];
                        /** @description Deposit of one unit; Romania, not for exports */
                        lineSgrFee?: number;
                        stockCode?: string;
                        contentId?: number;
                        productName?: string;
                        productSize?: string;
                        productColor?: string;
                        productOrigin?: string;
                        productCategoryId?: number;
                        salesCampaignId?: number;
                        vatRate?: number;
                        fastDeliveryOptions?: {
                            type: string;
                        }[];
                        commission?: number | null;
                        businessUnit?: string;
                        defectiveClaimListingInsight?: string;
                        lineId?: number;
                    }[];
                };
            };
        };
        responses: {
            /** @description The orders, in the order of their creation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxOrders"];
                };
            };
        };
    };
    setSandboxStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    status: "Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled";
                    /** @description With Cancelled: the lines that the customer cancels; absent: all */
                    lines?: {
                        lineId: number;
                        quantity: number;
                    }[];
                    reason?: string;
                    invoiceNumber?: string;
                    silent?: boolean;
                };
            };
        };
        responses: {
            /** @description The package after the last step. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxStatus"];
                };
            };
        };
    };
    readClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The clock of the sandbox. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxClock"];
                };
            };
        };
    };
    changeClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description a time in UTC milliseconds, or like "2026-11-23T09:00:00Z" */
                    at?: number | string;
                    /** @description a length of time in milliseconds, or like "PT65M" or "P1DT2H" */
                    advance?: number | string;
                    frozen?: boolean;
                    rate?: number;
                };
            };
        };
        responses: {
            /** @description The clock of the sandbox. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxClock"];
                };
            };
        };
    };
    resetSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    to?: "empty" | "shop" | "busy";
                    seed?: number;
                    clock?: {
                        /** @description a time in UTC milliseconds, or like "2026-11-23T09:00:00Z" */
                        at?: number | string;
                        /** @description a length of time in milliseconds, or like "PT65M" or "P1DT2H" */
                        advance?: number | string;
                        frozen?: boolean;
                        rate?: number;
                    };
                };
            };
        };
        responses: {
            /** @description The sandbox after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxState"];
                };
            };
        };
    };
    exportSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. Only koli reads its format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": unknown;
                };
            };
        };
    };
    importSandbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/gzip": Blob;
            };
        };
        responses: {
            /** @description The sandbox after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxState"];
                };
            };
        };
    };
    readSandboxWork: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The long work that the sandbox does at the moment. All other calls wait for it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxWork"];
                };
            };
        };
    };
    listSnapshots: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Snapshots, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshots"];
                };
            };
        };
    };
    takeSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of a snapshot */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A snapshot. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
        };
    };
    deleteSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of a snapshot */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    restoreSnapshot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of a snapshot */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sandbox after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxState"];
                };
            };
        };
    };
    createTestSeller: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    sellerId?: number;
                    name?: string;
                    settings?: components["schemas"]["SellerSettingsChange"];
                    /** @enum {string} */
                    to?: "empty" | "shop" | "busy";
                    seed?: number;
                    webhook?: {
                        url: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description The new seller and its key. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestSeller"];
                };
            };
        };
    };
    resetSeller: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    to?: "empty" | "shop" | "busy";
                    seed?: number;
                };
            };
        };
        responses: {
            /** @description The sandbox after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxState"];
                };
            };
        };
    };
    deleteSeller: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listScenarios: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scenarios of the library, by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioLibrary"];
                };
            };
        };
    };
    readScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `name` of a scenario of the library */
                scenario: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A scenario of the library. A changed `scenario` can be played, too. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibraryScenario"];
                };
            };
        };
    };
    listScenarioRuns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The runs in memory, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioRuns"];
                };
            };
        };
    };
    startScenarioRun: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewScenarioRun"];
            };
        };
        responses: {
            /** @description A run, step by step. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioRun"];
                };
            };
        };
    };
    readScenarioRun: {
        parameters: {
            query?: {
                /** @description `stepsDone` that the caller knows of */
                seen?: number;
                /** @description Wait until more steps than `seen` are done or the run has ended, at most this long */
                waitMs?: number;
            };
            header?: never;
            path: {
                /** @description `id` of a run */
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A run, step by step. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioRun"];
                };
            };
        };
    };
    stopScenarioRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a run */
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A run, step by step. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioRun"];
                };
            };
        };
    };
    listTraffic: {
        parameters: {
            query?: {
                /** @description Of this seller only */
                sellerId?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest stream of each seller, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrafficList"];
                };
            };
        };
    };
    startTraffic: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TrafficWish"];
            };
        };
        responses: {
            /** @description The stream of a seller. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Traffic"];
                };
            };
        };
    };
    stopTraffic: {
        parameters: {
            query?: {
                /** @description Of this seller only */
                sellerId?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The latest stream of each seller, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrafficList"];
                };
            };
        };
    };
    listRequests: {
        parameters: {
            query?: {
                /** @description Only those behind this number, the first ones first */
                after?: number;
                /** @description At most so many */
                size?: number;
                /** @description Of this seller; 0: of the operator */
                sellerId?: number;
                /** @description With this method */
                method?: string;
                /** @description With this text in the path */
                path?: string;
                /** @description Of this operation */
                operation?: string;
                /** @description Answered with this status */
                status?: number;
                /** @description Answered with this status or a higher one; 400: refused */
                statusFrom?: number;
                /** @description With this X-Request-ID */
                requestId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Requests in the order of their answers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Journal"];
                };
            };
        };
    };
    listSellers: {
        parameters: {
            query?: {
                /** @description Entries on a page. Without it 50, as the guides say; one reference of the marketplace says 200. */
                size?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sellers by id. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SellersPage"];
                };
            };
        };
    };
    createSeller: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    sellerId?: number;
                    name: string;
                    settings?: components["schemas"]["SellerSettingsChange"];
                };
            };
        };
        responses: {
            /** @description A seller. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Seller"];
                };
            };
        };
    };
    readSeller: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A seller with the names of its keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SellerWithKeys"];
                };
            };
        };
    };
    changeSeller: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    settings?: components["schemas"]["SellerSettingsChange"];
                };
            };
        };
        responses: {
            /** @description A seller. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Seller"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description text of 8 to 128 ASCII letters, digits and signs, without blanks and colons */
                    apiKey?: string;
                    /** @description text of 8 to 128 ASCII letters, digits and signs, without blanks and colons */
                    apiSecret?: string;
                };
            };
        };
        responses: {
            /** @description The new key. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyCreated"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description An API key of the seller */
                apiKey: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    takeOrders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    orders: components["schemas"]["OrderInput"][];
                };
            };
        };
        responses: {
            /** @description The result of each order. The orders do not depend on each other. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenOrders"];
                };
            };
        };
    };
    settlePayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `orderNumber` of an order */
                orderNumber: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    status: "confirmed" | "failed";
                    reason?: string;
                    sellerId?: number;
                };
            };
        };
        responses: {
            /** @description The result of each package. If no item succeeds, the answer is the first refusal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Performed"];
                };
            };
        };
    };
    tellCarrierEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    events: {
                        sellerId: number;
                        packageId?: number;
                        trackingNumber?: number;
                        /** @enum {string} */
                        status: "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned";
                    }[];
                };
            };
        };
        responses: {
            /** @description The result of each package. If no item succeeds, the answer is the first refusal. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Performed"];
                };
            };
        };
    };
    customerCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    lines?: {
                        lineId: number;
                        quantity: number;
                    }[];
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The result of the cancel. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerCancelled"];
                };
            };
        };
    };
    confirmDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    confirmReturn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    reviewInvoice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Whether the invoice is accepted */
                    accepted: boolean;
                    /** @description Why it is rejected: what the seller reads as `invoiceRejectedReasonKeys` */
                    reasonKeys?: string[];
                };
            };
        };
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readOwnSeller: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A seller with the names of its keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SellerWithKeys"];
                };
            };
        };
    };
    searchPackages: {
        parameters: {
            query?: {
                /** @description `lastModifiedDate` from here on. UTC milliseconds. */
                startDate?: number;
                /** @description `lastModifiedDate` up to and with this. UTC milliseconds. */
                endDate?: number;
                /** @description In one of these; a comma list or a repeated name. `UnSupplied`: cancelled by the seller. */
                status?: ("Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled" | "UnPacked" | "UnSupplied" | "Verified")[];
                /** @description Packages of this order */
                orderNumber?: string;
                /** @description This package only */
                packageId?: number;
                /** @description Packages with a line of this barcode */
                barcode?: string;
                /** @description Whether `agreedDeliveryDate` has passed and the package has not left */
                overdue?: "true" | "false";
                /** @description `lastModifiedDate`: last changed first. `agreedDeliveryDate`: packages that have not left, the earliest date first; this is the default where `overdue` is true. */
                sort?: "lastModifiedDate" | "agreedDeliveryDate";
                /** @description Entries on a page. Without it 50, as the guides say; one reference of the marketplace says 200. */
                size?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description Of this seller */
                sellerId?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Packages, last changed first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackageSearchPage"];
                };
            };
        };
    };
    searchOwnPackages: {
        parameters: {
            query?: {
                /** @description `lastModifiedDate` from here on. UTC milliseconds. */
                startDate?: number;
                /** @description `lastModifiedDate` up to and with this. UTC milliseconds. */
                endDate?: number;
                /** @description In one of these; a comma list or a repeated name. `UnSupplied`: cancelled by the seller. */
                status?: ("Awaiting" | "Created" | "Picking" | "Invoiced" | "Shipped" | "AtCollectionPoint" | "Delivered" | "UnDelivered" | "Returned" | "Cancelled" | "UnPacked" | "UnSupplied" | "Verified")[];
                /** @description Packages of this order */
                orderNumber?: string;
                /** @description This package only */
                packageId?: number;
                /** @description Packages with a line of this barcode */
                barcode?: string;
                /** @description Whether `agreedDeliveryDate` has passed and the package has not left */
                overdue?: "true" | "false";
                /** @description `lastModifiedDate`: last changed first. `agreedDeliveryDate`: packages that have not left, the earliest date first; this is the default where `overdue` is true. */
                sort?: "lastModifiedDate" | "agreedDeliveryDate";
                /** @description Entries on a page. Without it 50, as the guides say; one reference of the marketplace says 200. */
                size?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Packages, last changed first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackageSearchPage"];
                };
            };
        };
    };
    readPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything that koli knows about a package. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackageDetails"];
                };
            };
        };
    };
    readOwnPackage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Everything that koli knows about a package. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackageDetails"];
                };
            };
        };
    };
    readInvoiceFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file as it was uploaded, as a download */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
        };
    };
    readOwnInvoiceFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file as it was uploaded, as a download */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
        };
    };
    listWarrantyDocuments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The warranty documents of a package. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WarrantyDocuments"];
                };
            };
        };
    };
    readWarrantyDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
                /** @description `lineId` of a line of the package */
                lineId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file as it was uploaded, as a download */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                };
            };
        };
    };
    drawLabel: {
        parameters: {
            query?: {
                /** @description Number of the box */
                box?: number;
            };
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The label, 812 × 812 pixels */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": unknown;
                };
            };
        };
    };
    drawOwnLabel: {
        parameters: {
            query?: {
                /** @description Number of the box */
                box?: number;
            };
            header?: never;
            path: {
                /** @description `shipmentPackageId` of a package */
                packageId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The label, 812 × 812 pixels */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": unknown;
                };
            };
        };
    };
    listSellerWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content: {
                            id: string;
                            /** @description epoch ms */
                            createdDate: number;
                            lastModifiedDate: number | null;
                            url: string;
                            username: string | null;
                            /** @enum {string} */
                            authenticationType: "BASIC_AUTHENTICATION" | "API_KEY";
                            /** @enum {string} */
                            status: "ACTIVE" | "PASSIVE";
                            subscribedStatuses: string[] | null;
                            countryCodes: string[] | null;
                            /** @enum {string} */
                            envelope: "flat" | "page";
                            /** @enum {string} */
                            profile: "trendyol" | "standard";
                            signing: {
                                on: boolean;
                                /** @description the secrets that sign now: two or more during a rotation */
                                secrets: number;
                                rotationEndDate: number | null;
                            };
                            waiting: ("passive" | "secret-unreadable" | "retry-after") | null;
                            pausedUntilDate: number | null;
                            health: {
                                owed: number;
                                held: number;
                                givenUp: number;
                                lastSuccessDate: number | null;
                                lastFailureDate: number | null;
                                consecutiveFailures: number;
                                failingSinceDate: number | null;
                                recent: {
                                    attempts: number;
                                    successRate: number | null;
                                    p50Ms: number | null;
                                    p95Ms: number | null;
                                };
                            };
                            notices: {
                                /** @description epoch ms */
                                date: number;
                                /** @enum {string} */
                                kind: "first-failure" | "passive";
                                /** @description webhook-id of the call that failed */
                                event: string;
                                status: number | null;
                                errorClass: string | null;
                                failures: number;
                                failingSinceDate: number | null;
                                /** @description epoch ms */
                                passiveDate: number;
                            }[];
                        }[];
                    };
                };
            };
        };
    };
    createSellerWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description an absolute address of at most 2048 characters */
                    url: string;
                    /** @description Null or empty: all. `UNSUPPLIED`: cancelled by the seller, which `CANCELLED` means as well. `VERIFIED` is never sent. */
                    subscribedStatuses?: ("AWAITING" | "CREATED" | "PICKING" | "INVOICED" | "SHIPPED" | "AT_COLLECTION_POINT" | "DELIVERED" | "UNDELIVERED" | "RETURNED" | "CANCELLED" | "UNPACKED" | "UNSUPPLIED" | "VERIFIED")[] | null;
                    /** @description Send only packages of these countries: a list, or a text with commas. Absent, null or empty: all. */
                    countryCodes?: string[] | string | null;
                    /** @enum {string} */
                    authenticationType: "BASIC_AUTHENTICATION" | "API_KEY";
                    username?: string | "" | null;
                    /** @description text of 1 to 4096 characters without control characters */
                    password?: string;
                    /** @description text of 1 to 4096 characters that an HTTP header can carry */
                    apiKey?: string;
                    envelope?: ("flat" | "page") | null;
                    profile?: ("trendyol" | "standard") | null;
                };
            };
        };
        responses: {
            /** @description What was asked for */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description epoch ms */
                        createdDate: number;
                        lastModifiedDate: number | null;
                        url: string;
                        username: string | null;
                        /** @enum {string} */
                        authenticationType: "BASIC_AUTHENTICATION" | "API_KEY";
                        /** @enum {string} */
                        status: "ACTIVE" | "PASSIVE";
                        subscribedStatuses: string[] | null;
                        countryCodes: string[] | null;
                        /** @enum {string} */
                        envelope: "flat" | "page";
                        /** @enum {string} */
                        profile: "trendyol" | "standard";
                        signing: {
                            on: boolean;
                            /** @description the secrets that sign now: two or more during a rotation */
                            secrets: number;
                            rotationEndDate: number | null;
                        };
                        waiting: ("passive" | "secret-unreadable" | "retry-after") | null;
                        pausedUntilDate: number | null;
                        health: {
                            owed: number;
                            held: number;
                            givenUp: number;
                            lastSuccessDate: number | null;
                            lastFailureDate: number | null;
                            consecutiveFailures: number;
                            failingSinceDate: number | null;
                            recent: {
                                attempts: number;
                                successRate: number | null;
                                p50Ms: number | null;
                                p95Ms: number | null;
                            };
                        };
                        notices: {
                            /** @description epoch ms */
                            date: number;
                            /** @enum {string} */
                            kind: "first-failure" | "passive";
                            /** @description webhook-id of the call that failed */
                            event: string;
                            status: number | null;
                            errorClass: string | null;
                            failures: number;
                            failingSinceDate: number | null;
                            /** @description epoch ms */
                            passiveDate: number;
                        }[];
                    };
                };
            };
        };
    };
    listOwnWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content: {
                            id: string;
                            /** @description epoch ms */
                            createdDate: number;
                            lastModifiedDate: number | null;
                            url: string;
                            username: string | null;
                            /** @enum {string} */
                            authenticationType: "BASIC_AUTHENTICATION" | "API_KEY";
                            /** @enum {string} */
                            status: "ACTIVE" | "PASSIVE";
                            subscribedStatuses: string[] | null;
                            countryCodes: string[] | null;
                            /** @enum {string} */
                            envelope: "flat" | "page";
                            /** @enum {string} */
                            profile: "trendyol" | "standard";
                            signing: {
                                on: boolean;
                                /** @description the secrets that sign now: two or more during a rotation */
                                secrets: number;
                                rotationEndDate: number | null;
                            };
                            waiting: ("passive" | "secret-unreadable" | "retry-after") | null;
                            pausedUntilDate: number | null;
                            health: {
                                owed: number;
                                held: number;
                                givenUp: number;
                                lastSuccessDate: number | null;
                                lastFailureDate: number | null;
                                consecutiveFailures: number;
                                failingSinceDate: number | null;
                                recent: {
                                    attempts: number;
                                    successRate: number | null;
                                    p50Ms: number | null;
                                    p95Ms: number | null;
                                };
                            };
                            notices: {
                                /** @description epoch ms */
                                date: number;
                                /** @enum {string} */
                                kind: "first-failure" | "passive";
                                /** @description webhook-id of the call that failed */
                                event: string;
                                status: number | null;
                                errorClass: string | null;
                                failures: number;
                                failingSinceDate: number | null;
                                /** @description epoch ms */
                                passiveDate: number;
                            }[];
                        }[];
                    };
                };
            };
        };
    };
    createOwnWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description an absolute address of at most 2048 characters */
                    url: string;
                    /** @description Null or empty: all. `UNSUPPLIED`: cancelled by the seller, which `CANCELLED` means as well. `VERIFIED` is never sent. */
                    subscribedStatuses?: ("AWAITING" | "CREATED" | "PICKING" | "INVOICED" | "SHIPPED" | "AT_COLLECTION_POINT" | "DELIVERED" | "UNDELIVERED" | "RETURNED" | "CANCELLED" | "UNPACKED" | "UNSUPPLIED" | "VERIFIED")[] | null;
                    /** @description Send only packages of these countries: a list, or a text with commas. Absent, null or empty: all. */
                    countryCodes?: string[] | string | null;
                    /** @enum {string} */
                    authenticationType: "BASIC_AUTHENTICATION" | "API_KEY";
                    username?: string | "" | null;
                    /** @description text of 1 to 4096 characters without control characters */
                    password?: string;
                    /** @description text of 1 to 4096 characters that an HTTP header can carry */
                    apiKey?: string;
                    envelope?: ("flat" | "page") | null;
                    profile?: ("trendyol" | "standard") | null;
                };
            };
        };
        responses: {
            /** @description What was asked for */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description epoch ms */
                        createdDate: number;
                        lastModifiedDate: number | null;
                        url: string;
                        username: string | null;
                        /** @enum {string} */
                        authenticationType: "BASIC_AUTHENTICATION" | "API_KEY";
                        /** @enum {string} */
                        status: "ACTIVE" | "PASSIVE";
                        subscribedStatuses: string[] | null;
                        countryCodes: string[] | null;
                        /** @enum {string} */
                        envelope: "flat" | "page";
                        /** @enum {string} */
                        profile: "trendyol" | "standard";
                        signing: {
                            on: boolean;
                            /** @description the secrets that sign now: two or more during a rotation */
                            secrets: number;
                            rotationEndDate: number | null;
                        };
                        waiting: ("passive" | "secret-unreadable" | "retry-after") | null;
                        pausedUntilDate: number | null;
                        health: {
                            owed: number;
                            held: number;
                            givenUp: number;
                            lastSuccessDate: number | null;
                            lastFailureDate: number | null;
                            consecutiveFailures: number;
                            failingSinceDate: number | null;
                            recent: {
                                attempts: number;
                                successRate: number | null;
                                p50Ms: number | null;
                                p95Ms: number | null;
                            };
                        };
                        notices: {
                            /** @description epoch ms */
                            date: number;
                            /** @enum {string} */
                            kind: "first-failure" | "passive";
                            /** @description webhook-id of the call that failed */
                            event: string;
                            status: number | null;
                            errorClass: string | null;
                            failures: number;
                            failingSinceDate: number | null;
                            /** @description epoch ms */
                            passiveDate: number;
                        }[];
                    };
                };
            };
        };
    };
    readSellerWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description epoch ms */
                        createdDate: number;
                        lastModifiedDate: number | null;
                        url: string;
                        username: string | null;
                        /** @enum {string} */
                        authenticationType: "BASIC_AUTHENTICATION" | "API_KEY";
                        /** @enum {string} */
                        status: "ACTIVE" | "PASSIVE";
                        subscribedStatuses: string[] | null;
                        countryCodes: string[] | null;
                        /** @enum {string} */
                        envelope: "flat" | "page";
                        /** @enum {string} */
                        profile: "trendyol" | "standard";
                        signing: {
                            on: boolean;
                            /** @description the secrets that sign now: two or more during a rotation */
                            secrets: number;
                            rotationEndDate: number | null;
                        };
                        waiting: ("passive" | "secret-unreadable" | "retry-after") | null;
                        pausedUntilDate: number | null;
                        health: {
                            owed: number;
                            held: number;
                            givenUp: number;
                            lastSuccessDate: number | null;
                            lastFailureDate: number | null;
                            consecutiveFailures: number;
                            failingSinceDate: number | null;
                            recent: {
                                attempts: number;
                                successRate: number | null;
                                p50Ms: number | null;
                                p95Ms: number | null;
                            };
                        };
                        notices: {
                            /** @description epoch ms */
                            date: number;
                            /** @enum {string} */
                            kind: "first-failure" | "passive";
                            /** @description webhook-id of the call that failed */
                            event: string;
                            status: number | null;
                            errorClass: string | null;
                            failures: number;
                            failingSinceDate: number | null;
                            /** @description epoch ms */
                            passiveDate: number;
                        }[];
                    };
                };
            };
        };
    };
    deleteSellerWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changeSellerWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description an absolute address of at most 2048 characters */
                    url?: string;
                    /** @description Null or empty: all. `UNSUPPLIED`: cancelled by the seller, which `CANCELLED` means as well. `VERIFIED` is never sent. */
                    subscribedStatuses?: ("AWAITING" | "CREATED" | "PICKING" | "INVOICED" | "SHIPPED" | "AT_COLLECTION_POINT" | "DELIVERED" | "UNDELIVERED" | "RETURNED" | "CANCELLED" | "UNPACKED" | "UNSUPPLIED" | "VERIFIED")[] | null;
                    /** @description Send only packages of these countries: a list, or a text with commas. Absent, null or empty: all. */
                    countryCodes?: string[] | string | null;
                    /** @enum {string} */
                    authenticationType?: "BASIC_AUTHENTICATION" | "API_KEY";
                    username?: string | "" | null;
                    /** @description text of 1 to 4096 characters without control characters */
                    password?: string;
                    /** @description text of 1 to 4096 characters that an HTTP header can carry */
                    apiKey?: string;
                    envelope?: ("flat" | "page") | null;
                    profile?: ("trendyol" | "standard") | null;
                };
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description epoch ms */
                        createdDate: number;
                        lastModifiedDate: number | null;
                        url: string;
                        username: string | null;
                        /** @enum {string} */
                        authenticationType: "BASIC_AUTHENTICATION" | "API_KEY";
                        /** @enum {string} */
                        status: "ACTIVE" | "PASSIVE";
                        subscribedStatuses: string[] | null;
                        countryCodes: string[] | null;
                        /** @enum {string} */
                        envelope: "flat" | "page";
                        /** @enum {string} */
                        profile: "trendyol" | "standard";
                        signing: {
                            on: boolean;
                            /** @description the secrets that sign now: two or more during a rotation */
                            secrets: number;
                            rotationEndDate: number | null;
                        };
                        waiting: ("passive" | "secret-unreadable" | "retry-after") | null;
                        pausedUntilDate: number | null;
                        health: {
                            owed: number;
                            held: number;
                            givenUp: number;
                            lastSuccessDate: number | null;
                            lastFailureDate: number | null;
                            consecutiveFailures: number;
                            failingSinceDate: number | null;
                            recent: {
                                attempts: number;
                                successRate: number | null;
                                p50Ms: number | null;
                                p95Ms: number | null;
                            };
                        };
                        notices: {
                            /** @description epoch ms */
                            date: number;
                            /** @enum {string} */
                            kind: "first-failure" | "passive";
                            /** @description webhook-id of the call that failed */
                            event: string;
                            status: number | null;
                            errorClass: string | null;
                            failures: number;
                            failingSinceDate: number | null;
                            /** @description epoch ms */
                            passiveDate: number;
                        }[];
                    };
                };
            };
        };
    };
    readOwnWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description epoch ms */
                        createdDate: number;
                        lastModifiedDate: number | null;
                        url: string;
                        username: string | null;
                        /** @enum {string} */
                        authenticationType: "BASIC_AUTHENTICATION" | "API_KEY";
                        /** @enum {string} */
                        status: "ACTIVE" | "PASSIVE";
                        subscribedStatuses: string[] | null;
                        countryCodes: string[] | null;
                        /** @enum {string} */
                        envelope: "flat" | "page";
                        /** @enum {string} */
                        profile: "trendyol" | "standard";
                        signing: {
                            on: boolean;
                            /** @description the secrets that sign now: two or more during a rotation */
                            secrets: number;
                            rotationEndDate: number | null;
                        };
                        waiting: ("passive" | "secret-unreadable" | "retry-after") | null;
                        pausedUntilDate: number | null;
                        health: {
                            owed: number;
                            held: number;
                            givenUp: number;
                            lastSuccessDate: number | null;
                            lastFailureDate: number | null;
                            consecutiveFailures: number;
                            failingSinceDate: number | null;
                            recent: {
                                attempts: number;
                                successRate: number | null;
                                p50Ms: number | null;
                                p95Ms: number | null;
                            };
                        };
                        notices: {
                            /** @description epoch ms */
                            date: number;
                            /** @enum {string} */
                            kind: "first-failure" | "passive";
                            /** @description webhook-id of the call that failed */
                            event: string;
                            status: number | null;
                            errorClass: string | null;
                            failures: number;
                            failingSinceDate: number | null;
                            /** @description epoch ms */
                            passiveDate: number;
                        }[];
                    };
                };
            };
        };
    };
    deleteOwnWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changeOwnWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description an absolute address of at most 2048 characters */
                    url?: string;
                    /** @description Null or empty: all. `UNSUPPLIED`: cancelled by the seller, which `CANCELLED` means as well. `VERIFIED` is never sent. */
                    subscribedStatuses?: ("AWAITING" | "CREATED" | "PICKING" | "INVOICED" | "SHIPPED" | "AT_COLLECTION_POINT" | "DELIVERED" | "UNDELIVERED" | "RETURNED" | "CANCELLED" | "UNPACKED" | "UNSUPPLIED" | "VERIFIED")[] | null;
                    /** @description Send only packages of these countries: a list, or a text with commas. Absent, null or empty: all. */
                    countryCodes?: string[] | string | null;
                    /** @enum {string} */
                    authenticationType?: "BASIC_AUTHENTICATION" | "API_KEY";
                    username?: string | "" | null;
                    /** @description text of 1 to 4096 characters without control characters */
                    password?: string;
                    /** @description text of 1 to 4096 characters that an HTTP header can carry */
                    apiKey?: string;
                    envelope?: ("flat" | "page") | null;
                    profile?: ("trendyol" | "standard") | null;
                };
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description epoch ms */
                        createdDate: number;
                        lastModifiedDate: number | null;
                        url: string;
                        username: string | null;
                        /** @enum {string} */
                        authenticationType: "BASIC_AUTHENTICATION" | "API_KEY";
                        /** @enum {string} */
                        status: "ACTIVE" | "PASSIVE";
                        subscribedStatuses: string[] | null;
                        countryCodes: string[] | null;
                        /** @enum {string} */
                        envelope: "flat" | "page";
                        /** @enum {string} */
                        profile: "trendyol" | "standard";
                        signing: {
                            on: boolean;
                            /** @description the secrets that sign now: two or more during a rotation */
                            secrets: number;
                            rotationEndDate: number | null;
                        };
                        waiting: ("passive" | "secret-unreadable" | "retry-after") | null;
                        pausedUntilDate: number | null;
                        health: {
                            owed: number;
                            held: number;
                            givenUp: number;
                            lastSuccessDate: number | null;
                            lastFailureDate: number | null;
                            consecutiveFailures: number;
                            failingSinceDate: number | null;
                            recent: {
                                attempts: number;
                                successRate: number | null;
                                p50Ms: number | null;
                                p95Ms: number | null;
                            };
                        };
                        notices: {
                            /** @description epoch ms */
                            date: number;
                            /** @enum {string} */
                            kind: "first-failure" | "passive";
                            /** @description webhook-id of the call that failed */
                            event: string;
                            status: number | null;
                            errorClass: string | null;
                            failures: number;
                            failingSinceDate: number | null;
                            /** @description epoch ms */
                            passiveDate: number;
                        }[];
                    };
                };
            };
        };
    };
    activateSellerWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description epoch ms */
                        createdDate: number;
                        lastModifiedDate: number | null;
                        url: string;
                        username: string | null;
                        /** @enum {string} */
                        authenticationType: "BASIC_AUTHENTICATION" | "API_KEY";
                        /** @enum {string} */
                        status: "ACTIVE" | "PASSIVE";
                        subscribedStatuses: string[] | null;
                        countryCodes: string[] | null;
                        /** @enum {string} */
                        envelope: "flat" | "page";
                        /** @enum {string} */
                        profile: "trendyol" | "standard";
                        signing: {
                            on: boolean;
                            /** @description the secrets that sign now: two or more during a rotation */
                            secrets: number;
                            rotationEndDate: number | null;
                        };
                        waiting: ("passive" | "secret-unreadable" | "retry-after") | null;
                        pausedUntilDate: number | null;
                        health: {
                            owed: number;
                            held: number;
                            givenUp: number;
                            lastSuccessDate: number | null;
                            lastFailureDate: number | null;
                            consecutiveFailures: number;
                            failingSinceDate: number | null;
                            recent: {
                                attempts: number;
                                successRate: number | null;
                                p50Ms: number | null;
                                p95Ms: number | null;
                            };
                        };
                        notices: {
                            /** @description epoch ms */
                            date: number;
                            /** @enum {string} */
                            kind: "first-failure" | "passive";
                            /** @description webhook-id of the call that failed */
                            event: string;
                            status: number | null;
                            errorClass: string | null;
                            failures: number;
                            failingSinceDate: number | null;
                            /** @description epoch ms */
                            passiveDate: number;
                        }[];
                    };
                };
            };
        };
    };
    activateOwnWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description epoch ms */
                        createdDate: number;
                        lastModifiedDate: number | null;
                        url: string;
                        username: string | null;
                        /** @enum {string} */
                        authenticationType: "BASIC_AUTHENTICATION" | "API_KEY";
                        /** @enum {string} */
                        status: "ACTIVE" | "PASSIVE";
                        subscribedStatuses: string[] | null;
                        countryCodes: string[] | null;
                        /** @enum {string} */
                        envelope: "flat" | "page";
                        /** @enum {string} */
                        profile: "trendyol" | "standard";
                        signing: {
                            on: boolean;
                            /** @description the secrets that sign now: two or more during a rotation */
                            secrets: number;
                            rotationEndDate: number | null;
                        };
                        waiting: ("passive" | "secret-unreadable" | "retry-after") | null;
                        pausedUntilDate: number | null;
                        health: {
                            owed: number;
                            held: number;
                            givenUp: number;
                            lastSuccessDate: number | null;
                            lastFailureDate: number | null;
                            consecutiveFailures: number;
                            failingSinceDate: number | null;
                            recent: {
                                attempts: number;
                                successRate: number | null;
                                p50Ms: number | null;
                                p95Ms: number | null;
                            };
                        };
                        notices: {
                            /** @description epoch ms */
                            date: number;
                            /** @enum {string} */
                            kind: "first-failure" | "passive";
                            /** @description webhook-id of the call that failed */
                            event: string;
                            status: number | null;
                            errorClass: string | null;
                            failures: number;
                            failingSinceDate: number | null;
                            /** @description epoch ms */
                            passiveDate: number;
                        }[];
                    };
                };
            };
        };
    };
    deactivateSellerWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description epoch ms */
                        createdDate: number;
                        lastModifiedDate: number | null;
                        url: string;
                        username: string | null;
                        /** @enum {string} */
                        authenticationType: "BASIC_AUTHENTICATION" | "API_KEY";
                        /** @enum {string} */
                        status: "ACTIVE" | "PASSIVE";
                        subscribedStatuses: string[] | null;
                        countryCodes: string[] | null;
                        /** @enum {string} */
                        envelope: "flat" | "page";
                        /** @enum {string} */
                        profile: "trendyol" | "standard";
                        signing: {
                            on: boolean;
                            /** @description the secrets that sign now: two or more during a rotation */
                            secrets: number;
                            rotationEndDate: number | null;
                        };
                        waiting: ("passive" | "secret-unreadable" | "retry-after") | null;
                        pausedUntilDate: number | null;
                        health: {
                            owed: number;
                            held: number;
                            givenUp: number;
                            lastSuccessDate: number | null;
                            lastFailureDate: number | null;
                            consecutiveFailures: number;
                            failingSinceDate: number | null;
                            recent: {
                                attempts: number;
                                successRate: number | null;
                                p50Ms: number | null;
                                p95Ms: number | null;
                            };
                        };
                        notices: {
                            /** @description epoch ms */
                            date: number;
                            /** @enum {string} */
                            kind: "first-failure" | "passive";
                            /** @description webhook-id of the call that failed */
                            event: string;
                            status: number | null;
                            errorClass: string | null;
                            failures: number;
                            failingSinceDate: number | null;
                            /** @description epoch ms */
                            passiveDate: number;
                        }[];
                    };
                };
            };
        };
    };
    deactivateOwnWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @description epoch ms */
                        createdDate: number;
                        lastModifiedDate: number | null;
                        url: string;
                        username: string | null;
                        /** @enum {string} */
                        authenticationType: "BASIC_AUTHENTICATION" | "API_KEY";
                        /** @enum {string} */
                        status: "ACTIVE" | "PASSIVE";
                        subscribedStatuses: string[] | null;
                        countryCodes: string[] | null;
                        /** @enum {string} */
                        envelope: "flat" | "page";
                        /** @enum {string} */
                        profile: "trendyol" | "standard";
                        signing: {
                            on: boolean;
                            /** @description the secrets that sign now: two or more during a rotation */
                            secrets: number;
                            rotationEndDate: number | null;
                        };
                        waiting: ("passive" | "secret-unreadable" | "retry-after") | null;
                        pausedUntilDate: number | null;
                        health: {
                            owed: number;
                            held: number;
                            givenUp: number;
                            lastSuccessDate: number | null;
                            lastFailureDate: number | null;
                            consecutiveFailures: number;
                            failingSinceDate: number | null;
                            recent: {
                                attempts: number;
                                successRate: number | null;
                                p50Ms: number | null;
                                p95Ms: number | null;
                            };
                        };
                        notices: {
                            /** @description epoch ms */
                            date: number;
                            /** @enum {string} */
                            kind: "first-failure" | "passive";
                            /** @description webhook-id of the call that failed */
                            event: string;
                            status: number | null;
                            errorClass: string | null;
                            failures: number;
                            failingSinceDate: number | null;
                            /** @description epoch ms */
                            passiveDate: number;
                        }[];
                    };
                };
            };
        };
    };
    rotateSellerSigningSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description whsec_ and the base64 of 24 to 64 bytes */
                    secret?: string;
                };
            };
        };
        responses: {
            /** @description What was asked for */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description shown only in this answer */
                        secret: string;
                    };
                };
            };
        };
    };
    removeSellerSigningSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    rotateOwnSigningSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description whsec_ and the base64 of 24 to 64 bytes */
                    secret?: string;
                };
            };
        };
        responses: {
            /** @description What was asked for */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description shown only in this answer */
                        secret: string;
                    };
                };
            };
        };
    };
    removeOwnSigningSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    testSellerWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description the webhook-id of the call */
                        eventId: string;
                        url: string;
                        ok: boolean;
                        status: number | null;
                        errorClass: string | null;
                        durationMs: number;
                        answer: string;
                        signed: boolean;
                    };
                };
            };
        };
    };
    testOwnWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description the webhook-id of the call */
                        eventId: string;
                        url: string;
                        ok: boolean;
                        status: number | null;
                        errorClass: string | null;
                        durationMs: number;
                        answer: string;
                        signed: boolean;
                    };
                };
            };
        };
    };
    listSellerDeliveries: {
        parameters: {
            query?: {
                /** @description In one of these states: a comma list */
                state?: ("owed" | "delivered" | "given-up" | "held" | "dropped")[];
                /** @description Of this package */
                packageId?: number;
                /** @description `createdDate` from here on. UTC milliseconds. */
                startDate?: number;
                /** @description `createdDate` up to and with this. UTC milliseconds. */
                endDate?: number;
                /** @description Entries on a page. Without it 50, as the guides say; one reference of the marketplace says 200. */
                size?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content: {
                            /** @description the webhook-id of its calls */
                            eventId: string;
                            shipmentPackageId: number;
                            /** @description of the event within its package */
                            sequence: number;
                            /** @description the status that it tells of */
                            status: string;
                            /** @description epoch ms */
                            eventDate: number;
                            /** @enum {string} */
                            state: "owed" | "delivered" | "given-up" | "held" | "dropped";
                            /** @enum {string} */
                            envelope: "flat" | "page";
                            attempts: number;
                            nextAttemptDate: number | null;
                            /** @description epoch ms */
                            createdDate: number;
                            settledDate: number | null;
                            replay: {
                                id: string;
                                /** @enum {string} */
                                from: "owed" | "delivered" | "given-up" | "held" | "dropped";
                                url: string | null;
                            } | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    listOwnDeliveries: {
        parameters: {
            query?: {
                /** @description In one of these states: a comma list */
                state?: ("owed" | "delivered" | "given-up" | "held" | "dropped")[];
                /** @description Of this package */
                packageId?: number;
                /** @description `createdDate` from here on. UTC milliseconds. */
                startDate?: number;
                /** @description `createdDate` up to and with this. UTC milliseconds. */
                endDate?: number;
                /** @description Entries on a page. Without it 50, as the guides say; one reference of the marketplace says 200. */
                size?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content: {
                            /** @description the webhook-id of its calls */
                            eventId: string;
                            shipmentPackageId: number;
                            /** @description of the event within its package */
                            sequence: number;
                            /** @description the status that it tells of */
                            status: string;
                            /** @description epoch ms */
                            eventDate: number;
                            /** @enum {string} */
                            state: "owed" | "delivered" | "given-up" | "held" | "dropped";
                            /** @enum {string} */
                            envelope: "flat" | "page";
                            attempts: number;
                            nextAttemptDate: number | null;
                            /** @description epoch ms */
                            createdDate: number;
                            settledDate: number | null;
                            replay: {
                                id: string;
                                /** @enum {string} */
                                from: "owed" | "delivered" | "given-up" | "held" | "dropped";
                                url: string | null;
                            } | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    readSellerDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a webhook of the seller */
                webhookId: string;
                /** @description `eventId` of a delivery: the `webhook-id` of its calls */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description the webhook-id of its calls */
                        eventId: string;
                        shipmentPackageId: number;
                        /** @description of the event within its package */
                        sequence: number;
                        /** @description the status that it tells of */
                        status: string;
                        /** @description epoch ms */
                        eventDate: number;
                        /** @enum {string} */
                        state: "owed" | "delivered" | "given-up" | "held" | "dropped";
                        /** @enum {string} */
                        envelope: "flat" | "page";
                        attempts: number;
                        nextAttemptDate: number | null;
                        /** @description epoch ms */
                        createdDate: number;
                        settledDate: number | null;
                        replay: {
                            id: string;
                            /** @enum {string} */
                            from: "owed" | "delivered" | "given-up" | "held" | "dropped";
                            url: string | null;
                        } | null;
                        log: {
                            number: number;
                            /** @description epoch ms */
                            date: number;
                            durationMs: number;
                            ok: boolean;
                            status: number | null;
                            errorClass: string | null;
                            url: string;
                            /** @description the first KiB of the answer, or the text of the error */
                            answer: string;
                        }[];
                    };
                };
            };
        };
    };
    readOwnDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a webhook of the seller */
                webhookId: string;
                /** @description `eventId` of a delivery: the `webhook-id` of its calls */
                eventId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description the webhook-id of its calls */
                        eventId: string;
                        shipmentPackageId: number;
                        /** @description of the event within its package */
                        sequence: number;
                        /** @description the status that it tells of */
                        status: string;
                        /** @description epoch ms */
                        eventDate: number;
                        /** @enum {string} */
                        state: "owed" | "delivered" | "given-up" | "held" | "dropped";
                        /** @enum {string} */
                        envelope: "flat" | "page";
                        attempts: number;
                        nextAttemptDate: number | null;
                        /** @description epoch ms */
                        createdDate: number;
                        settledDate: number | null;
                        replay: {
                            id: string;
                            /** @enum {string} */
                            from: "owed" | "delivered" | "given-up" | "held" | "dropped";
                            url: string | null;
                        } | null;
                        log: {
                            number: number;
                            /** @description epoch ms */
                            date: number;
                            durationMs: number;
                            ok: boolean;
                            status: number | null;
                            errorClass: string | null;
                            url: string;
                            /** @description the first KiB of the answer, or the text of the error */
                            answer: string;
                        }[];
                    };
                };
            };
        };
    };
    listSellerAttempts: {
        parameters: {
            query?: {
                /** @description Only attempts with this result */
                outcome?: "succeeded" | "failed";
                /** @description `date` from here on. UTC milliseconds. */
                startDate?: number;
                /** @description `date` up to and with this. UTC milliseconds. */
                endDate?: number;
                /** @description Entries on a page. Without it 50, as the guides say; one reference of the marketplace says 200. */
                size?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content: {
                            /** @description of the delivery */
                            eventId: string;
                            shipmentPackageId: number;
                            number: number;
                            /** @description epoch ms */
                            date: number;
                            durationMs: number;
                            ok: boolean;
                            status: number | null;
                            errorClass: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    listOwnAttempts: {
        parameters: {
            query?: {
                /** @description Only attempts with this result */
                outcome?: "succeeded" | "failed";
                /** @description `date` from here on. UTC milliseconds. */
                startDate?: number;
                /** @description `date` up to and with this. UTC milliseconds. */
                endDate?: number;
                /** @description Entries on a page. Without it 50, as the guides say; one reference of the marketplace says 200. */
                size?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description `id` of a webhook of the seller */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content: {
                            /** @description of the delivery */
                            eventId: string;
                            shipmentPackageId: number;
                            number: number;
                            /** @description epoch ms */
                            date: number;
                            durationMs: number;
                            ok: boolean;
                            status: number | null;
                            errorClass: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
        };
    };
    listSellerReplays: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content: {
                            id: string;
                            /** @enum {string} */
                            state: "running" | "done" | "stopped";
                            /** @description deliveries that matched at the start */
                            total: number;
                            /** @description owed again so far */
                            replayed: number;
                            packageId: number | null;
                            eventId: string | null;
                            states: ("owed" | "delivered" | "given-up" | "held" | "dropped")[];
                            startDate: number | null;
                            endDate: number | null;
                            url: string | null;
                            /** @description epoch ms */
                            createdDate: number;
                            endedDate: number | null;
                            webhooks: {
                                webhookId: string;
                                /** @enum {string} */
                                state: "running" | "done" | "stopped";
                                reason: ("passive" | "deleted" | "asked") | null;
                                total: number;
                                replayed: number;
                            }[];
                        }[];
                    };
                };
            };
        };
    };
    startSellerReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description absent: all webhooks of the seller that are ACTIVE */
                    webhookId?: string;
                    /** @description one delivery */
                    eventId?: string;
                    packageId?: number;
                    startDate?: number;
                    endDate?: number;
                    notDeliveredSince?: number;
                    dryRun?: boolean;
                    /** @description an address to call instead of the one of the webhook; not in core mode */
                    url?: string;
                };
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        dryRun: true;
                        total: number;
                        webhooks: {
                            webhookId: string;
                            total: number;
                        }[];
                    };
                };
            };
            /** @description What was asked for */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        state: "running" | "done" | "stopped";
                        /** @description deliveries that matched at the start */
                        total: number;
                        /** @description owed again so far */
                        replayed: number;
                        packageId: number | null;
                        eventId: string | null;
                        states: ("owed" | "delivered" | "given-up" | "held" | "dropped")[];
                        startDate: number | null;
                        endDate: number | null;
                        url: string | null;
                        /** @description epoch ms */
                        createdDate: number;
                        endedDate: number | null;
                        webhooks: {
                            webhookId: string;
                            /** @enum {string} */
                            state: "running" | "done" | "stopped";
                            reason: ("passive" | "deleted" | "asked") | null;
                            total: number;
                            replayed: number;
                        }[];
                    };
                };
            };
        };
    };
    listOwnReplays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content: {
                            id: string;
                            /** @enum {string} */
                            state: "running" | "done" | "stopped";
                            /** @description deliveries that matched at the start */
                            total: number;
                            /** @description owed again so far */
                            replayed: number;
                            packageId: number | null;
                            eventId: string | null;
                            states: ("owed" | "delivered" | "given-up" | "held" | "dropped")[];
                            startDate: number | null;
                            endDate: number | null;
                            url: string | null;
                            /** @description epoch ms */
                            createdDate: number;
                            endedDate: number | null;
                            webhooks: {
                                webhookId: string;
                                /** @enum {string} */
                                state: "running" | "done" | "stopped";
                                reason: ("passive" | "deleted" | "asked") | null;
                                total: number;
                                replayed: number;
                            }[];
                        }[];
                    };
                };
            };
        };
    };
    startOwnReplay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** @description absent: all webhooks of the seller that are ACTIVE */
                    webhookId?: string;
                    /** @description one delivery */
                    eventId?: string;
                    packageId?: number;
                    startDate?: number;
                    endDate?: number;
                    notDeliveredSince?: number;
                    dryRun?: boolean;
                    /** @description an address to call instead of the one of the webhook; not in core mode */
                    url?: string;
                };
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        dryRun: true;
                        total: number;
                        webhooks: {
                            webhookId: string;
                            total: number;
                        }[];
                    };
                };
            };
            /** @description What was asked for */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        state: "running" | "done" | "stopped";
                        /** @description deliveries that matched at the start */
                        total: number;
                        /** @description owed again so far */
                        replayed: number;
                        packageId: number | null;
                        eventId: string | null;
                        states: ("owed" | "delivered" | "given-up" | "held" | "dropped")[];
                        startDate: number | null;
                        endDate: number | null;
                        url: string | null;
                        /** @description epoch ms */
                        createdDate: number;
                        endedDate: number | null;
                        webhooks: {
                            webhookId: string;
                            /** @enum {string} */
                            state: "running" | "done" | "stopped";
                            reason: ("passive" | "deleted" | "asked") | null;
                            total: number;
                            replayed: number;
                        }[];
                    };
                };
            };
        };
    };
    readSellerReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a replay */
                replayId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        state: "running" | "done" | "stopped";
                        /** @description deliveries that matched at the start */
                        total: number;
                        /** @description owed again so far */
                        replayed: number;
                        packageId: number | null;
                        eventId: string | null;
                        states: ("owed" | "delivered" | "given-up" | "held" | "dropped")[];
                        startDate: number | null;
                        endDate: number | null;
                        url: string | null;
                        /** @description epoch ms */
                        createdDate: number;
                        endedDate: number | null;
                        webhooks: {
                            webhookId: string;
                            /** @enum {string} */
                            state: "running" | "done" | "stopped";
                            reason: ("passive" | "deleted" | "asked") | null;
                            total: number;
                            replayed: number;
                        }[];
                    };
                };
            };
        };
    };
    readOwnReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a replay */
                replayId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        state: "running" | "done" | "stopped";
                        /** @description deliveries that matched at the start */
                        total: number;
                        /** @description owed again so far */
                        replayed: number;
                        packageId: number | null;
                        eventId: string | null;
                        states: ("owed" | "delivered" | "given-up" | "held" | "dropped")[];
                        startDate: number | null;
                        endDate: number | null;
                        url: string | null;
                        /** @description epoch ms */
                        createdDate: number;
                        endedDate: number | null;
                        webhooks: {
                            webhookId: string;
                            /** @enum {string} */
                            state: "running" | "done" | "stopped";
                            reason: ("passive" | "deleted" | "asked") | null;
                            total: number;
                            replayed: number;
                        }[];
                    };
                };
            };
        };
    };
    stopSellerReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The seller. A caller with a seller key must use the id of that seller. */
                sellerId: number;
                /** @description `id` of a replay */
                replayId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        state: "running" | "done" | "stopped";
                        /** @description deliveries that matched at the start */
                        total: number;
                        /** @description owed again so far */
                        replayed: number;
                        packageId: number | null;
                        eventId: string | null;
                        states: ("owed" | "delivered" | "given-up" | "held" | "dropped")[];
                        startDate: number | null;
                        endDate: number | null;
                        url: string | null;
                        /** @description epoch ms */
                        createdDate: number;
                        endedDate: number | null;
                        webhooks: {
                            webhookId: string;
                            /** @enum {string} */
                            state: "running" | "done" | "stopped";
                            reason: ("passive" | "deleted" | "asked") | null;
                            total: number;
                            replayed: number;
                        }[];
                    };
                };
            };
        };
    };
    stopOwnReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a replay */
                replayId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        state: "running" | "done" | "stopped";
                        /** @description deliveries that matched at the start */
                        total: number;
                        /** @description owed again so far */
                        replayed: number;
                        packageId: number | null;
                        eventId: string | null;
                        states: ("owed" | "delivered" | "given-up" | "held" | "dropped")[];
                        startDate: number | null;
                        endDate: number | null;
                        url: string | null;
                        /** @description epoch ms */
                        createdDate: number;
                        endedDate: number | null;
                        webhooks: {
                            webhookId: string;
                            /** @enum {string} */
                            state: "running" | "done" | "stopped";
                            reason: ("passive" | "deleted" | "asked") | null;
                            total: number;
                            replayed: number;
                        }[];
                    };
                };
            };
        };
    };
    countPackages: {
        parameters: {
            query?: {
                /** @description A time within the last step; default: now. UTC milliseconds. */
                to?: number;
                /** @description Length of a step in milliseconds */
                step?: number;
                /** @description Number of steps; together at most 31 days */
                steps?: number;
                /** @description Of this seller */
                sellerId?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Numbers of packages, by status and time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackageCounts"];
                };
            };
        };
    };
    countOwnPackages: {
        parameters: {
            query?: {
                /** @description A time within the last step; default: now. UTC milliseconds. */
                to?: number;
                /** @description Length of a step in milliseconds */
                step?: number;
                /** @description Number of steps; together at most 31 days */
                steps?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Numbers of packages, by status and time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PackageCounts"];
                };
            };
        };
    };
    followPackages: {
        parameters: {
            query?: {
                /** @description The `id` of the last event that was read, as in `Last-Event-ID` */
                since?: number;
                /** @description Of this seller */
                sellerId?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes as they happen */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
        };
    };
    followOwnPackages: {
        parameters: {
            query?: {
                /** @description The `id` of the last event that was read, as in `Last-Event-ID` */
                since?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes as they happen */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
        };
    };
    verifyLaws: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How far it is, and the verdict */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
        };
    };
    readLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The node is well */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    readReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The node is well */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    readMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Metrics, one a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
        };
    };
    checkReceiver: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    url: string;
                    username?: string;
                    password?: string;
                    apiKey?: string;
                    /** @description whsec_ and the base64 of 24 to 64 bytes */
                    signingSecret?: string;
                    sellerId?: number;
                };
            };
        };
        responses: {
            /** @description What a receiver did with everything that it may meet. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiverReport"];
                };
            };
        };
    };
    sandboxCredentials: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a new sandbox lets in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SandboxCredentials"];
                };
            };
        };
    };
    listFaults: {
        parameters: {
            query?: {
                /** @description Of this seller only */
                sellerId?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Faults in the order in which koli checks them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Faults"];
                };
            };
        };
    };
    createFault: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFault"];
            };
        };
        responses: {
            /** @description A fault and what became of it. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fault"];
                };
            };
        };
    };
    deleteFaults: {
        parameters: {
            query?: {
                /** @description Of this seller only */
                sellerId?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listIncidents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Outages that the marketplace announced, the latest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incidents"];
                };
            };
        };
    };
    deleteFault: {
        parameters: {
            query?: {
                /** @description Of this seller only */
                sellerId?: number;
            };
            header?: never;
            path: {
                /** @description `id` of a fault */
                faultId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the body is empty */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readOpenapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What this koli serves, as OpenAPI 3.1. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        openapi: "3.1.1";
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    packageChanged: {
        parameters: {
            query?: never;
            header: {
                /** @description Names the event, the same over repetitions */
                "webhook-id": string;
                /** @description Seconds since 1970 of this attempt */
                "webhook-timestamp": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Package"] | components["schemas"]["PackagePage"];
            };
        };
        responses: {
            /** @description Heard */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description As every other answer: not heard, sent again later */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
