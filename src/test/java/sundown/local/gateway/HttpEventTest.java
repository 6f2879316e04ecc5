package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import sundown.local.gateway.Authorization.Granted;
import sundown.local.lambda.AwsAccount;
import sundown.local.lambda.Invocation;
import sundown.local.template.Deployment.Route;

class HttpEventTest {
    private static final Instant TIME = Instant.parse("2020-03-12T19:03:58.390Z");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpEvent event = new HttpEvent(new AwsAccount("us-east-1", "123456789012"));

    @Test
    void hasTheShapeOfPayloadFormatTwo() throws Exception {
        GatewayRequest request = new GatewayRequest(
                "POST",
                "/my/path",
                "parameter1=value1&parameter1=value2&parameter2=value",
                "HTTP/1.1",
                "192.0.2.1",
                Map.of(
                        "header1", List.of("value1"),
                        "header2", List.of("value1", "value2"),
                        "cookie", List.of("cookie1; cookie2"),
                        "content-type", List.of("text/plain"),
                        "host", List.of("id.execute-api.us-east-1.amazonaws.com"),
                        "user-agent", List.of("agent")),
                SdkBytes.fromUtf8String("Hello from Lambda"),
                false);
        Granted caller = new Granted(Map.of("claim1", "value1", "claim2", "value2"), List.of("scope1", "scope2"));

        JsonNode made = json.readTree(event.of(
                request, match("POST", "/my/{parameter1}", Map.of("parameter1", "path")), caller(caller), "id", TIME));

        assertThat(made).isEqualTo(json.readTree("""
                {
                  "version": "2.0",
                  "routeKey": "POST /my/{parameter1}",
                  "rawPath": "/my/path",
                  "rawQueryString": "parameter1=value1&parameter1=value2&parameter2=value",
                  "cookies": ["cookie1", "cookie2"],
                  "headers": {
                    "content-type": "text/plain",
                    "header1": "value1",
                    "header2": "value1,value2",
                    "host": "id.execute-api.us-east-1.amazonaws.com",
                    "user-agent": "agent",
                    "x-forwarded-for": "192.0.2.1",
                    "x-forwarded-proto": "http"
                  },
                  "queryStringParameters": {"parameter1": "value1,value2", "parameter2": "value"},
                  "requestContext": {
                    "accountId": "123456789012",
                    "apiId": "local",
                    "authorizer": {
                      "jwt": {
                        "claims": {"claim1": "value1", "claim2": "value2"},
                        "scopes": ["scope1", "scope2"]
                      }
                    },
                    "domainName": "id.execute-api.us-east-1.amazonaws.com",
                    "domainPrefix": "local",
                    "http": {
                      "method": "POST",
                      "path": "/my/path",
                      "protocol": "HTTP/1.1",
                      "sourceIp": "192.0.2.1",
                      "userAgent": "agent"
                    },
                    "requestId": "id",
                    "routeKey": "POST /my/{parameter1}",
                    "stage": "$default",
                    "time": "12/Mar/2020:19:03:58 +0000",
                    "timeEpoch": 1584039838390
                  },
                  "body": "Hello from Lambda",
                  "pathParameters": {"parameter1": "path"},
                  "isBase64Encoded": false
                }"""));
    }

    @Test
    void leavesOutWhatTheRequestDoesNotHave() throws Exception {
        JsonNode made = of(request("", Map.of(), ""));

        assertThat(made.has("body")).isFalse();
        assertThat(made.has("cookies")).isFalse();
        assertThat(made.has("queryStringParameters")).isFalse();
        assertThat(made.has("pathParameters")).isFalse();
        assertThat(made.path("requestContext").has("authorizer")).isFalse();
        assertThat(made.path("isBase64Encoded").asBoolean(true)).isFalse();
    }

    @Test
    void unescapesQueryParametersButNotTheQueryString() throws Exception {
        JsonNode made = of(request("name=a%20b+c&flag&empty=", Map.of(), ""));

        assertThat(made.path("rawQueryString").asText()).isEqualTo("name=a%20b+c&flag&empty=");
        assertThat(made.path("queryStringParameters"))
                .isEqualTo(json.readTree("{\"name\":\"a b c\",\"flag\":\"\",\"empty\":\"\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, false",
        "application/json; charset=utf-8, false",
        "application/problem+json, false",
        "text/csv, false",
        "application/xml, false",
        "APPLICATION/JSON, false",
        "application/octet-stream, true",
        "application/x-www-form-urlencoded, true",
        "image/jpeg, true"
    })
    void encodesBodiesOfBinaryTypes(String type, boolean encoded) throws Exception {
        JsonNode made = of(request("", Map.of("content-type", List.of(type)), "Grüße"));

        assertThat(made.path("isBase64Encoded").asBoolean()).isEqualTo(encoded);
        assertThat(made.path("body").asText()).isEqualTo(encoded ? "R3LDvMOfZQ==" : "Grüße");
    }

    private JsonNode of(GatewayRequest request) throws Exception {
        return json.readTree(event.of(request, match("GET", "/notice", Map.of()), Optional.empty(), "id", TIME));
    }

    private static Optional<Granted> caller(Granted caller) {
        return Optional.of(caller);
    }

    private static GatewayRequest request(String query, Map<String, List<String>> headers, String body) {
        return new GatewayRequest(
                "GET",
                "/notice",
                query,
                "HTTP/1.1",
                "127.0.0.1",
                headers,
                SdkBytes.fromString(body, StandardCharsets.UTF_8),
                false);
    }

    private static RouteTable.Match match(String method, String path, Map<String, String> parameters) {
        return new RouteTable.Match(
                new Route(method, path, List.of()), payload -> new Invocation.Succeeded(payload), parameters);
    }
}
