package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.local.clock.MovableClock;
import sundown.local.identity.LocalIdentity;
import sundown.local.identity.LocalIdentity.Flaw;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.lambda.FunctionInvoker.Invocation;
import sundown.local.lambda.TestFunctions;
import sundown.local.template.Deployment;
import sundown.local.template.Deployment.Route;
import sundown.local.template.Template.Page;

class HttpGatewayTest {
    private static final List<String> SCOPE = List.of("sundown/export");

    private static final String PAGE = "https://export.example.com";

    @TempDir
    static Path pageFiles;

    private final LocalIdentity identity = new LocalIdentity("app", "sundown/export", Clock.systemUTC());
    private final HttpClient client = HttpClient.newHttpClient();
    private final MovableClock clock = MovableClock.system();
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile Invocation ending = new Invocation.Succeeded("{\"statusCode\":204}");

    private final HttpGateway gateway = new HttpGateway(
            0,
            routes(),
            JwtAuthorizer.of(identity.issuer(), Set.of("app"), Clock.systemUTC()),
            TestFunctions.ACCOUNT,
            Optional.of(new Deployment.CrossOrigin(
                    List.of(PAGE), List.of("GET", "POST"), List.of("authorization"), List.of("link"), 600)),
            List.of(
                    new ClockEndpoint(clock),
                    new FunctionEndpoint(Map.of("get-purge", Invocation.Succeeded::new)),
                    new PageEndpoint(new Page(Map.of("x-frame-options", "DENY"), "{}"), pageFiles)),
            clock,
            Duration.ofSeconds(2));

    private Map<Route, FunctionInvoker> routes() {
        return Map.of(
                new Route("POST", "/echo", List.of()), Invocation.Succeeded::new,
                new Route("GET", "/ending", List.of()), payload -> ending,
                new Route("GET", "/me", SCOPE), Invocation.Succeeded::new,
                new Route("GET", "/slow", List.of()), this::slow);
    }

    private Invocation slow(String payload) throws InterruptedException {
        never.await();
        return new Invocation.Succeeded(payload);
    }

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
        identity.close();
    }

    @BeforeAll
    static void buildThePage() throws IOException {
        Files.writeString(pageFiles.resolve("index.html"), "<title>page</title>");
        Files.createDirectories(pageFiles.resolve("assets"));
        Files.writeString(pageFiles.resolve("assets/page-1a2b.js"), "export {}");
    }

    static List<Invocation> failures() {
        return List.of(
                new Invocation.Failed("java.lang.IllegalStateException", "boom", "{}"),
                new Invocation.TimedOut(Duration.ofSeconds(3)),
                new Invocation.Crashed(1),
                new Invocation.Succeeded("no json"));
    }

    /** Browsers count the days that are left by the date of an answer. */
    @Test
    void datesItsAnswersByTheClockThatMoves() throws Exception {
        clock.set(Instant.parse("2100-01-01T00:00:00Z"));

        assertThat(get("/ending").headers().firstValue("date").orElseThrow()).startsWith("Fri, 01 Jan 2100 00:00:");
    }

    @Test
    void movesTheClockToTheNextDate() throws Exception {
        clock.follow(() -> List.of(Instant.parse("2101-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z")));

        assertThat(new ObjectMapper()
                        .readTree(get("/local/clock").body())
                        .path("next")
                        .asText())
                .isEqualTo("2100-01-01T00:00:00Z");
        assertThat(post("/local/clock", "{\"to\": \"next\"}").body()).contains("2100-01-01T00:00:0");
        assertThat(post("/local/clock", "{\"to\": \"next\"}").body()).contains("2101-01-01T00:00:0");
        assertThat(post("/local/clock", "{\"to\": \"next\"}").statusCode()).isEqualTo(409);
    }

    @Test
    void takesRequestsOfThePageBelowApi() throws Exception {
        HttpResponse<String> response = post("/api/echo", "{}");

        JsonNode event = new ObjectMapper().readTree(response.body());
        assertThat(event.path("routeKey").asText()).isEqualTo("POST /echo");
        assertThat(event.path("rawPath").asText()).isEqualTo("/api/echo");
        assertThat(event.at("/requestContext/stage").asText()).isEqualTo("api");
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8, no-cache",
        "/signed-in, text/html; charset=utf-8, no-cache",
        "/config.json, application/json, no-cache",
        "/assets/page-1a2b.js, text/javascript; charset=utf-8, 'public, max-age=31536000, immutable'"
    })
    void servesThePage(String path, String type, String caching) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains(type);
        assertThat(response.headers().firstValue("cache-control")).contains(caching);
        assertThat(response.headers().firstValue("x-frame-options")).contains("DENY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/missing.js", "/../pom.xml", "/%2e%2e/pom.xml", "/assets/..%2f..%2fpom.xml"})
    void servesNoFileBesideThePage(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void answersForAFunctionThatFailed(Invocation failure) throws Exception {
        ending = failure;

        HttpResponse<String> response = get("/ending");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void answersInTimeForAFunctionThatDoesNot() throws Exception {
        HttpResponse<String> response = get("/slow");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    @Test
    void refusesABodyAboveTenMegabytesAndOneThatLambdaCouldNotTake() throws Exception {
        assertThat(post(HttpGateway.BODY_LIMIT + 1).statusCode()).isEqualTo(413);
        assertThat(post(HttpGateway.EVENT_LIMIT).statusCode()).isEqualTo(413);
    }

    @Test
    void asksForATokenOnARouteWithScopes() throws Exception {
        HttpResponse<String> response = get("/me");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        assertThat(response.headers().firstValue("www-authenticate")).contains("Bearer");
    }

    @Test
    void forbidsATokenWithoutTheScope() throws Exception {
        HttpResponse<String> response = getMe(identity.flawedToken("user-1", Flaw.WITHOUT_SCOPE));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    }

    @Test
    void answersAPreflightRequestItself() throws Exception {
        HttpResponse<String> response = preflight(PAGE);

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains(PAGE);
        assertThat(response.headers().firstValue("access-control-allow-methods"))
                .contains("GET,POST");
        assertThat(response.headers().firstValue("access-control-allow-headers"))
                .contains("authorization");
    }

    @Test
    void letsOnlyTheConfiguredPageRead() throws Exception {
        assertThat(from(PAGE).headers().firstValue("access-control-allow-origin"))
                .contains(PAGE);
        assertThat(from(PAGE).headers().firstValue("access-control-expose-headers"))
                .contains("link");
        for (String foreign :
                List.of("https://evil.example", "null", PAGE + ".evil.example", "http://localhost:3000")) {
            assertThat(from(foreign).headers().firstValue("access-control-allow-origin"))
                    .isEmpty();
            assertThat(preflight(foreign).headers().firstValue("access-control-allow-origin"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/local/clock", "/local/functions/get-purge"})
    void letsNoForeignPageCommandTheCloud(String path) throws Exception {
        String own = gateway.address().toString();
        assertThat(local(path, Optional.empty())).isEqualTo(200);
        assertThat(local(path, Optional.of(own))).isEqualTo(200);
        assertThat(local(path, Optional.of(PAGE))).isEqualTo(200);
        assertThat(local(path, Optional.of("https://evil.example"))).isEqualTo(403);
        assertThat(local(path, Optional.of("null"))).isEqualTo(403);
    }

    /** After DNS rebinding, a page reaches this machine under the page's own name. */
    @Test
    void letsNoForeignHostCommandTheCloud() throws Exception {
        for (String host : List.of("evil.example", "127.0.0.1.evil.example:80", "localhost.evil")) {
            assertThat(statusOfRaw("GET /local/clock HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 403");
        }
        assertThat(statusOfRaw("GET /local/clock HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    private HttpResponse<String> preflight(String origin) throws IOException, InterruptedException {
        return client.send(
                request("/me")
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "GET")
                        .method("OPTIONS", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> from(String origin) throws IOException, InterruptedException {
        return client.send(request("/ending").header("Origin", origin).build(), BodyHandlers.ofString());
    }

    private int local(String path, Optional<String> origin) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                path.endsWith("clock") ? request(path) : request(path).POST(BodyPublishers.ofString("{}"));
        origin.ifPresent(sent -> request.header("Origin", sent));
        return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    private String statusOfRaw(String request) throws IOException {
        try (Socket socket =
                new Socket(gateway.address().getHost(), gateway.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> getMe(String token) throws IOException, InterruptedException {
        return client.send(
                request("/me").header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(int bytes) throws IOException, InterruptedException {
        HttpRequest request = request("/echo")
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(new byte[bytes]))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.address() + path));
    }
}
