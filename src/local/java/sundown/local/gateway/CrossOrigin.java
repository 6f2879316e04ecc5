package sundown.local.gateway;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/** Lets pages of any origin call the local cloud, as an HTTP API with a CORS configuration answers by itself. */
final class CrossOrigin {
    private CrossOrigin() {}

    /** The answer to a preflight request, which reaches no function. */
    static Optional<GatewayResponse> preflight(GatewayRequest request) {
        boolean preflight = request.method().equals("OPTIONS")
                && request.header("origin").isPresent()
                && request.header("access-control-request-method").isPresent();
        return preflight ? Optional.of(permission()) : Optional.empty();
    }

    private static GatewayResponse permission() {
        return new GatewayResponse(204, Map.of(), SdkBytes.fromUtf8String(""))
                .with("access-control-allow-origin", "*")
                .with("access-control-allow-methods", "GET,POST,PUT,PATCH,DELETE")
                .with("access-control-allow-headers", "authorization,content-type")
                .with("access-control-max-age", "600");
    }

    /** Marks a response to a page of another origin as readable. */
    static GatewayResponse mark(GatewayRequest request, GatewayResponse response) {
        return request.header("origin").isPresent() ? response.with("access-control-allow-origin", "*") : response;
    }
}
