package sundown.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * An HTTP request as the gateway reads it.
 *
 * @param path the path as the client sent it, still escaped
 * @param query the query string as the client sent it, empty when there is none
 * @param headers by name in lower case; the values in their order
 * @param truncated whether the body went past the limit and was not read to its end
 */
record GatewayRequest(
        String method,
        String path,
        String query,
        String protocol,
        String sourceIp,
        Map<String, List<String>> headers,
        SdkBytes body,
        boolean truncated) {
    /** Where the page finds the API, below its own origin. */
    static final String PAGES_STAGE = "/api/";

    /** Reads a request, but no more of its body than the limit in bytes. */
    static GatewayRequest read(Request request, int bodyLimit) throws IOException {
        HttpExchange exchange = request.exchange();
        byte[] body = exchange.getRequestBody().readNBytes(bodyLimit + 1);
        String query = exchange.getRequestURI().getRawQuery();
        return new GatewayRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                query == null ? "" : query,
                exchange.getProtocol(),
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                lowerCased(exchange.getRequestHeaders()),
                SdkBytes.fromByteArrayUnsafe(body),
                body.length > bodyLimit);
    }

    private static Map<String, List<String>> lowerCased(Map<String, List<String>> headers) {
        Map<String, List<String>> result = new TreeMap<>();
        headers.forEach((name, values) -> result.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return result;
    }

    String stage() {
        return path.startsWith(PAGES_STAGE) ? "api" : "$default";
    }

    /** The path below the stage, which a route must fit. */
    String routePath() {
        return path.startsWith(PAGES_STAGE) ? path.substring(PAGES_STAGE.length() - 1) : path;
    }

    /** The values of a header, joined by commas as RFC 9110 allows. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> String.join(",", values));
    }

    interface GatewayEndpoint {
        /** Answers a request that is for this endpoint; empty for any other request. */
        Optional<Reply> answer(GatewayRequest request);
    }
}
