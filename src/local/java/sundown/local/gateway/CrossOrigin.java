package sundown.local.gateway;

import java.util.Optional;
import sundown.local.http.Reply;
import sundown.local.template.Deployment;

/** Lets pages of the configured origins call the API, as an HTTP API with a CORS configuration answers by itself. */
record CrossOrigin(Optional<Deployment.CrossOrigin> configured) {
    /** The answer to a preflight request, which reaches no function; a foreign origin gets one without permission. */
    Optional<Reply> preflight(GatewayRequest request) {
        boolean preflight = configured.isPresent()
                && request.method().equals("OPTIONS")
                && request.header("origin").isPresent()
                && request.header("access-control-request-method").isPresent();
        Reply answer = Reply.empty(204);
        return preflight
                ? Optional.of(permitted(request)
                        .map(cors -> answer.with("access-control-allow-origin", origin(request))
                                .with("access-control-allow-methods", String.join(",", cors.methods()))
                                .with("access-control-allow-headers", String.join(",", cors.headers()))
                                .with("access-control-max-age", Integer.toString(cors.maxAge())))
                        .orElse(answer))
                : Optional.empty();
    }

    /** Marks a response to a page of a configured origin as readable. */
    Reply mark(GatewayRequest request, Reply response) {
        return permitted(request)
                .map(cors -> response.with("access-control-allow-origin", origin(request))
                        .with("access-control-expose-headers", String.join(",", cors.exposed()))
                        .with("vary", "Origin"))
                .orElse(response);
    }

    /** True for a configured origin. */
    boolean permits(String origin) {
        return configured.filter(cors -> cors.origins().contains(origin)).isPresent();
    }

    private Optional<Deployment.CrossOrigin> permitted(GatewayRequest request) {
        return configured.filter(
                _ -> request.header("origin").filter(this::permits).isPresent());
    }

    private static String origin(GatewayRequest request) {
        return request.header("origin").orElseThrow();
    }
}
