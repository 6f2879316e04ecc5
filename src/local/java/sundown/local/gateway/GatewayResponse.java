package sundown.local.gateway;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import sundown.local.http.Reply;

/**
 * An HTTP response as the gateway sends it.
 *
 * @param headers by name in lower case
 */
record GatewayResponse(int status, Map<String, List<String>> headers, SdkBytes body) {

    /** API Gateway's own answer: a JSON object with a message. */
    static GatewayResponse message(int status, String message) {
        return new GatewayResponse(
                status,
                Map.of("content-type", List.of("application/json")),
                SdkBytes.fromUtf8String("{\"message\":\"" + message + "\"}"));
    }

    GatewayResponse with(String header, String value) {
        Map<String, List<String>> more = new TreeMap<>(headers);
        more.put(header, List.of(value));
        return new GatewayResponse(status, more, body);
    }

    /** The answer to a request with this method. */
    Reply reply(String method) {
        boolean bodyless = method.equals("HEAD") || status == 204 || status == 304;
        Reply plain = Reply.bytes(status, bodyless ? new byte[0] : body.asByteArray());
        return new Reply(status, headers, plain.length(), plain.content());
    }
}
