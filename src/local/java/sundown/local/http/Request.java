package sundown.local.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Splitter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A request over HTTP; its body can be read once. A parameter that is given twice has its values joined by a blank. */
public final class Request {
    private static final int LARGEST_FORM_BYTES = 1 << 20;
    private static final String BEARER = "Bearer ";

    private static final Pattern OWN_HOST = Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]+)?");

    private final HttpExchange exchange;
    private final Map<String, String> pathParameters;

    Request(HttpExchange exchange) {
        this(exchange, Map.of());
    }

    private Request(HttpExchange exchange, Map<String, String> pathParameters) {
        this.exchange = exchange;
        this.pathParameters = pathParameters;
    }

    /** The same request with the parts of its path that a route names. */
    Request with(Map<String, String> newPathParameters) {
        return new Request(exchange, newPathParameters);
    }

    public HttpExchange exchange() {
        return exchange;
    }

    public String method() {
        return exchange.getRequestMethod();
    }

    /** The path as the caller sent it, still escaped. */
    public String path() {
        return exchange.getRequestURI().getRawPath();
    }

    public String path(String name) {
        return pathParameters.get(name);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** The access token of RFC 6750. */
    public Optional<String> bearerToken() {
        return header("Authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    /** The declared length of the body; empty where the body is chunked. */
    public OptionalLong contentLength() {
        return header("Content-Length")
                .map(Long::parseLong)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    public Map<String, String> query() {
        return query(exchange.getRequestURI());
    }

    public static Map<String, String> query(URI address) {
        return parameters(Optional.ofNullable(address.getRawQuery()).orElse(""));
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query().get(name));
    }

    /** The parameters of the query, and the parts of the path that a route names. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>(query());
        parameters.putAll(pathParameters);
        return parameters;
    }

    /** The body, which can be read once. */
    public InputStream body() {
        return exchange.getRequestBody();
    }

    public String text() throws IOException {
        return new String(body().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The body as JSON; an empty body is an empty object. */
    public JsonNode json() throws IOException {
        JsonNode node = Json.MAPPER.readTree(body());
        return node.isMissingNode() ? Json.MAPPER.createObjectNode() : node;
    }

    public <T> T json(TypeReference<T> type) throws IOException {
        return Json.MAPPER.readValue(body(), type);
    }

    public <T> T json(Class<T> type) throws IOException {
        return Json.MAPPER.readValue(body(), type);
    }

    /** The parameters of a form; cuts off a form of more than 1 MiB. */
    public Map<String, String> form() throws IOException {
        return parameters(new String(body().readNBytes(LARGEST_FORM_BYTES), StandardCharsets.UTF_8));
    }

    private static Map<String, String> parameters(String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : Splitter.on("&").split(encoded)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.merge(
                        decoded(pair.substring(0, equals)),
                        decoded(pair.substring(equals + 1)),
                        (first, second) -> first + " " + second);
            }
        }
        return parameters;
    }

    /** Parameters in one line, as in a query or a form. */
    public static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /**
     * True unless the host or the origin is foreign.
     *
     * @param permitted true for origins that may call although they are others
     */
    public static boolean admits(Optional<String> host, Optional<String> origin, Predicate<String> permitted) {
        return host.filter(OWN_HOST.asMatchPredicate()).isPresent()
                && origin.filter(other -> !permitted.test(other))
                        .map(other -> other.equals("http://" + host.get()))
                        .orElse(true);
    }
}
