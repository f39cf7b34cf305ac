import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives webhooks and verifies them. Java 17 and Jackson.
 *
 * <pre>  WEBHOOK_KEY=my-key SIGNING_SECRET=whsec_... java -cp jackson/* Receiver.java</pre>
 */
class Receiver {
    static final String KEY = System.getenv("WEBHOOK_KEY"); // the apiKey of the registration
    static final String SECRET = System.getenv("SIGNING_SECRET"); // koli only; the marketplace does not sign
    /** In a real program: a table with a unique key, in the transaction that uses the event. */
    static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    static boolean equal(String one, String other) {
        return one != null && other != null && MessageDigest.isEqual(one.getBytes(), other.getBytes());
    }

    static String header(HttpExchange call, String name) {
        var value = call.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    static boolean signed(HttpExchange call, byte[] body) throws Exception {
        var timestamp = header(call, "webhook-timestamp");
        if (Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong("0" + timestamp)) > 300) return false;
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring("whsec_".length())), "HmacSHA256"));
        mac.update((header(call, "webhook-id") + "." + timestamp + ".").getBytes());
        var expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        // Several signatures come while a secret is replaced by a new one.
        for (var one : header(call, "webhook-signature").split(" ")) if (equal(expected, one)) return true;
        return false;
    }

    static int receive(HttpExchange call) throws Exception {
        var body = call.getRequestBody().readAllBytes(); // the bytes as received, not a parsed copy
        if (!equal(KEY, header(call, "x-api-key")) || (SECRET != null && !signed(call, body))) return 401;
        if (SEEN.add(header(call, "webhook-id"))) { // a call may come twice
            var item = new ObjectMapper().readTree(body);
            System.out.println(item.get("shipmentPackageId") + " " + item.get("status").asText());
        }
        return 200;
    }

    public static void main(String[] args) throws Exception {
        var port = Integer.parseInt(System.getenv().getOrDefault("PORT", "3000"));
        var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", call -> {
            try (call) {
                call.sendResponseHeaders(receive(call), -1);
            } catch (Exception broken) {
                broken.printStackTrace();
                call.sendResponseHeaders(500, -1);
            }
        });
        server.start();
        System.out.println("listening on " + server.getAddress().getPort());
    }
}
