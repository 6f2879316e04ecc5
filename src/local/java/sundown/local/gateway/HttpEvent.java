package sundown.local.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sundown.local.gateway.JwtAuthorizer.Authorization.Granted;
import sundown.local.http.Json;
import sundown.local.lambda.FunctionHost.AwsAccount;
import sundown.local.template.Deployment.Route;

/**
 * The event that a function gets for an HTTP request: payload format 2.0 of HTTP APIs. What a request does not have,
 * the event does not have either.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     Lambda proxy integrations for HTTP APIs</a>
 */
record HttpEvent(AwsAccount account) {
    /** The identifier of the one HTTP API of a local cloud. */
    static final String API_ID = "local";

    private static final DateTimeFormatter COMMON_LOG_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** Bodies of these types reach the function as they are, those of any other type in Base64. */
    private static final Pattern TEXT =
            Pattern.compile("text/.*|application/(json|xml|javascript|[^;]*\\+json|[^;]*\\+xml)( *;.*)?");

    /** The event of a request that fits a route and, on a route with an authorizer, was let through. */
    String of(
            GatewayRequest request, RouteTable.Match match, Optional<Granted> caller, String requestId, Instant time) {
        ObjectNode event = Json.MAPPER.createObjectNode();
        event.put("version", "2.0");
        event.put("routeKey", routeKey(match.route()));
        event.put("rawPath", request.path());
        event.put("rawQueryString", request.query());
        event.set("headers", headers(request));
        putTexts(event, "queryStringParameters", queryParameters(request.query()));
        event.set("requestContext", context(request, match.route(), caller, requestId, time));
        putTexts(event, "pathParameters", match.pathParameters());
        putBody(event, request);
        return event.toString();
    }

    private static String routeKey(Route route) {
        return route.method() + " " + route.path();
    }

    private static ObjectNode headers(GatewayRequest request) {
        ObjectNode headers = Json.MAPPER.createObjectNode();
        request.headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
        headers.put("x-forwarded-for", request.sourceIp());
        headers.put("x-forwarded-proto", "http");
        return headers;
    }

    private static Map<String, String> queryParameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            String value = nameAndValue.length == 2 ? unescape(nameAndValue[1]) : "";
            parameters.merge(unescape(nameAndValue[0]), value, (first, second) -> first + "," + second);
        }
        return parameters;
    }

    private static String unescape(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void putTexts(ObjectNode event, String field, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            ObjectNode object = event.putObject(field);
            texts.forEach(object::put);
        }
    }

    private ObjectNode context(
            GatewayRequest request, Route route, Optional<Granted> caller, String requestId, Instant time) {
        ObjectNode context = Json.MAPPER.createObjectNode();
        context.put("accountId", account.id());
        context.put("apiId", API_ID);
        caller.ifPresent(granted -> putAuthorizer(context, granted));
        context.put("domainName", request.header("host").orElse(""));
        context.put("domainPrefix", API_ID);
        context.set("http", http(request));
        context.put("requestId", requestId);
        context.put("routeKey", routeKey(route));
        context.put("stage", request.stage());
        context.put("time", COMMON_LOG_TIME.format(time));
        context.put("timeEpoch", time.toEpochMilli());
        return context;
    }

    private static void putAuthorizer(ObjectNode context, Granted granted) {
        ObjectNode token = context.putObject("authorizer").putObject("jwt");
        ObjectNode claims = token.putObject("claims");
        granted.claims().forEach(claims::put);
        ArrayNode scopes = token.putArray("scopes");
        granted.scopes().forEach(scopes::add);
    }

    private static ObjectNode http(GatewayRequest request) {
        return Json.MAPPER
                .createObjectNode()
                .put("method", request.method())
                .put("path", request.path())
                .put("protocol", request.protocol())
                .put("sourceIp", request.sourceIp())
                .put("userAgent", request.header("user-agent").orElse(""));
    }

    private static void putBody(ObjectNode event, GatewayRequest request) {
        byte[] body = request.body().asByteArrayUnsafe();
        boolean text = TEXT.matcher(request.header("content-type").orElse("").toLowerCase(Locale.ROOT))
                .matches();
        if (body.length > 0) {
            event.put(
                    "body",
                    text
                            ? new String(body, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(body));
        }
        event.put("isBase64Encoded", body.length > 0 && !text);
    }
}
