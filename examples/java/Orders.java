import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/**
 * Lists packages, and cancels units that cannot be supplied. Java 17 and Jackson.
 *
 * <pre>
 *   java -cp jackson/* Orders.java list Created
 *   java -cp jackson/* Orders.java cancel PACKAGE_ID LINE_ID QUANTITY
 * </pre>
 */
class Orders {
    static final String HOST = setting("ORDERS_URL", "http://127.0.0.1:4000");
    static final String SELLER = setting("SELLER_ID", "2738");
    static final String CREDENTIALS = setting("API_KEY", "sandbox-key") + ":" + setting("API_SECRET", "sandbox-secret");
    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final ObjectMapper JSON = new ObjectMapper();

    static String setting(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }

    static JsonNode call(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(HOST + "/integration/order/sellers/" + SELLER + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(CREDENTIALS.getBytes()))
            .header("User-Agent", SELLER + " - SelfIntegration")
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        var json = JSON.readTree(answer.body());
        if (answer.statusCode() < 400) return json;
        System.err.println(answer.statusCode() + " " + json.at("/errors/0/message").asText());
        System.exit(1);
        return null;
    }

    /** Prints the packages, and returns the order number of the last one. */
    static String show(String query) throws Exception {
        String order = null;
        for (int page = 0, pages = 1; page < pages; page++) {
            var answer = call("GET", "/v2/orders?" + query + "&size=200&page=" + page, null);
            pages = answer.get("totalPages").asInt();
            for (var item : answer.get("content")) {
                order = item.get("orderNumber").asText();
                System.out.print(item.get("shipmentPackageId") + " " + item.get("status").asText() + " " + order);
                for (var line : item.get("lines"))
                    System.out.print(" " + line.get("quantity") + " x " + line.get("barcode").asText() + " (line " + line.get("lineId") + ")");
                System.out.println();
            }
        }
        return order;
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("list")) {
            show("status=" + (args.length > 1 ? args[1] : "Created"));
            return;
        }
        var order = show("shipmentPackageIds=" + args[1]);
        var line = Map.of("lineId", Long.parseLong(args[2]), "quantity", Integer.parseInt(args[3]));
        var body = JSON.writeValueAsString(Map.of("lines", new Object[] {line}, "reasonId", 500)); // 500: out of stock
        call("PUT", "/shipment-packages/" + args[1] + "/items/unsupplied", body);
        // The old package is Cancelled. The rest of the order goes on in a new package with a new id.
        show("orderNumber=" + order);
    }
}
