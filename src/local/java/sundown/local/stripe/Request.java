package sundown.local.stripe;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A request over HTTP.
 *
 * @param parameters of the query, or of the form where one is sent
 * @param body the body as it came
 */
record Request(
        String method,
        String path,
        Parameters parameters,
        String body,
        Optional<String> authorization,
        Optional<String> idempotencyKey) {
    private static final int LARGEST_BODY = 1 << 20;
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    static Request read(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Parameters.read(isForm(exchange) ? body : query),
                body,
                header(exchange, "Authorization"),
                header(exchange, "Idempotency-Key"));
    }

    private static boolean isForm(HttpExchange exchange) {
        return header(exchange, "Content-Type").orElse("").startsWith("application/x-www-form-urlencoded");
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** The API key, sent as a bearer's token or as the name of a user without a password. */
    Optional<String> apiKey() {
        return authorization.map(value -> value.startsWith(BASIC) ? user(value) : value.replaceFirst(BEARER, ""));
    }

    private static String user(String basic) {
        byte[] pair = Base64.getDecoder().decode(basic.substring(BASIC.length()));
        return new String(pair, StandardCharsets.UTF_8).replaceFirst(":.*", "");
    }
}
