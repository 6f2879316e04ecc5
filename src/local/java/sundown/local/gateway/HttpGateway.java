package sundown.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sundown.local.emulators.Front;
import sundown.local.gateway.GatewayRequest.GatewayEndpoint;
import sundown.local.gateway.JwtAuthorizer.Authorization.Forbidden;
import sundown.local.gateway.JwtAuthorizer.Authorization.Granted;
import sundown.local.gateway.JwtAuthorizer.Authorization.Unauthorized;
import sundown.local.http.Json;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.local.lambda.FunctionHost.AwsAccount;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.lambda.FunctionInvoker.Invocation;
import sundown.local.template.Deployment;
import sundown.local.template.Deployment.Route;

/**
 * An HTTP API: turns each request into an event of its route's function, and the function's result into the response.
 * It keeps API Gateway's limits: bodies of 10 MB, events of 6 MB (Lambda's own limit), and answers within 30 seconds,
 * after which the function still runs to its end.
 */
public final class HttpGateway implements AutoCloseable {
    static final int BODY_LIMIT = 10 * 1024 * 1024;
    static final int EVENT_LIMIT = 6 * 1024 * 1024;
    static final String LOCAL = "/local/";
    static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private final RouteTable routes;
    private final JwtAuthorizer authorizer;
    private final Map<Deployment.Issuer, JwtAuthorizer> operatorsAuthorizers = new ConcurrentHashMap<>();
    private final HttpEvent event;
    private final CrossOrigin crossOrigin;
    private final List<? extends GatewayEndpoint> others;
    private final Clock clock;
    private final Duration longestAnswer;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final Front front;
    private final LoopbackServer server;

    /**
     * Starts to listen.
     *
     * @param port the port, or 0 for any free one
     * @param routes each route with its function
     * @param crossOrigin the pages of other origins that may call from a browser
     * @param others what answers the requests that no route takes, the first one that does
     */
    HttpGateway(
            int port,
            Map<Route, FunctionInvoker> routes,
            JwtAuthorizer authorizer,
            AwsAccount account,
            Optional<Deployment.CrossOrigin> crossOrigin,
            List<? extends GatewayEndpoint> others,
            Clock clock,
            Duration longestAnswer) {
        this.routes = new RouteTable(routes);
        this.authorizer = authorizer;
        this.event = new HttpEvent(account);
        this.crossOrigin = new CrossOrigin(crossOrigin);
        this.others = others;
        this.clock = clock;
        this.longestAnswer = longestAnswer;
        this.front = front(port, clock);
        this.server = LoopbackServer.serving(this::answer);
        front.forward(server.address());
    }

    /** Dates the answers: browsers count days by them, and the JDK's server knows this machine's time alone. */
    private static Front front(int port, Clock clock) {
        try {
            return new Front(port, clock);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port, e);
        }
    }

    /** API Gateway's own answer: a JSON object with a message. */
    static Reply message(int status, String message) {
        return Reply.text(status, "application/json", Json.write(Map.of("message", message)));
    }

    public URI address() {
        return front.address();
    }

    private Reply answer(Request incoming) throws IOException {
        GatewayRequest request = GatewayRequest.read(incoming, BODY_LIMIT);
        String requestId = UUID.randomUUID().toString();
        Reply reply = crossOrigin
                .preflight(request)
                .orElseGet(() -> crossOrigin.mark(request, answer(request, requestId)))
                .with("apigw-requestid", requestId);
        boolean bodyless = request.method().equals("HEAD") || reply.status() == 204 || reply.status() == 304;
        return bodyless ? Reply.empty(reply.status()).with(reply.headers()) : reply;
    }

    private Reply answer(GatewayRequest request, String requestId) {
        return foreign(request)
                .or(() -> routes.find(request.method(), request.routePath())
                        .map(match -> authorize(request, match, requestId)))
                .or(() -> others.stream()
                        .flatMap(other -> other.answer(request).stream())
                        .findFirst())
                .orElseGet(() -> message(404, "Not Found"));
    }

    /** What commands the local cloud needs no token, so no web page may reach it. */
    private Optional<Reply> foreign(GatewayRequest request) {
        boolean admitted = !request.path().startsWith(LOCAL)
                || Request.admits(request.header("host"), request.header("origin"), crossOrigin::permits);
        return admitted ? Optional.empty() : Optional.of(message(403, "Only this machine may call the local cloud."));
    }

    private Reply authorize(GatewayRequest request, RouteTable.Match match, String requestId) {
        Optional<Deployment.Issuer> operators = match.route().operators();
        if (operators.isEmpty() && match.route().scopes().isEmpty()) {
            return call(request, match, Optional.empty(), requestId);
        }
        JwtAuthorizer deciding = operators
                .map(issuer -> operatorsAuthorizers.computeIfAbsent(issuer, this::authorizer))
                .orElse(authorizer);
        return switch (deciding.decide(
                request.header("authorization"), match.route().scopes())) {
            case Granted caller -> call(request, match, Optional.of(caller), requestId);
            case Unauthorized refusal -> message(401, "Unauthorized").with("www-authenticate", refusal.challenge());
            case Forbidden refusal -> message(403, "Forbidden").with("www-authenticate", refusal.challenge());
        };
    }

    private JwtAuthorizer authorizer(Deployment.Issuer issuer) {
        return JwtAuthorizer.of(URI.create(issuer.uri()), Set.copyOf(issuer.audience()), clock);
    }

    private Reply call(GatewayRequest request, RouteTable.Match match, Optional<Granted> caller, String requestId) {
        if (request.truncated()) {
            return message(413, "Request Entity Too Large");
        }
        String payload = event.of(request, match, caller, requestId, clock.instant());
        if (payload.getBytes(StandardCharsets.UTF_8).length > EVENT_LIMIT) {
            return message(413, "Request Entity Too Large");
        }
        return await(calls.submit(() -> match.function().invoke(payload)));
    }

    private Reply await(Future<Invocation> call) {
        try {
            return respond(call.get(longestAnswer.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return message(503, "Service Unavailable");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return message(503, "Service Unavailable");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A function could not be called", e);
        }
    }

    private static Reply respond(Invocation invocation) {
        Reply unusable = message(500, "Internal Server Error");
        return switch (invocation) {
            case Invocation.Succeeded succeeded -> response(succeeded.payload()).orElse(unusable);
            case Invocation.Failed failed -> unusable;
            case Invocation.TimedOut late -> unusable;
            case Invocation.Crashed crashed -> unusable;
            case Invocation.Recursive recursive -> unusable;
            case Invocation.Throttled throttled -> message(503, "Service Unavailable");
        };
    }

    @Override
    public void close() {
        try {
            front.close();
        } catch (IOException closedAnyway) {
            throw new UncheckedIOException(closedAnyway);
        } finally {
            server.close();
        }
        calls.shutdownNow();
    }

    /** The response, or nothing when the function returned what API Gateway cannot use. */
    static Optional<Reply> response(String payload) {
        try {
            JsonNode returned = Json.MAPPER.readTree(payload);
            return returned.has("statusCode") ? structured(returned) : Optional.of(inferred(returned, payload));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // No JSON, or a body that is said to be Base64 and is not: the caller answers as API Gateway does.
            return Optional.empty();
        }
    }

    private static Reply inferred(JsonNode returned, String payload) {
        String body = returned.isTextual() ? returned.textValue() : payload;
        return Reply.text(200, "application/json", body);
    }

    private static Optional<Reply> structured(JsonNode returned) {
        int status = returned.path("statusCode").asInt();
        if (status < 200 || status > 599) {
            return Optional.empty();
        }
        return Optional.of(Reply.bytes(status, body(returned)).with(headers(returned)));
    }

    private static Map<String, List<String>> headers(JsonNode returned) {
        Map<String, List<String>> headers = new TreeMap<>();
        headers.put("content-type", List.of("text/plain; charset=utf-8"));
        returned.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        List.of(header.getValue().asText())));
        return headers;
    }

    private static byte[] body(JsonNode returned) {
        String body =
                returned.path("body").isNull() ? "" : returned.path("body").asText("");
        return returned.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Lets pages of the configured origins call the API, as an HTTP API with a CORS configuration answers by itself.
     */
    record CrossOrigin(Optional<Deployment.CrossOrigin> configured) {
        /**
         * The answer to a preflight request, which reaches no function; a foreign origin gets one without permission.
         */
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
}
