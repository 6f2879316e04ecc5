package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.local.emulators.Clients;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.TestStack;
import sundown.local.identity.LocalIdentity;
import sundown.local.lambda.EchoHandler;
import sundown.local.lambda.TestFunctions;
import sundown.local.template.Deployment;
import sundown.local.template.Deployment.QueueSource;
import sundown.local.template.Deployment.Route;
import sundown.local.template.Deployment.Schedule;
import sundown.local.template.Deployment.StartingPosition;
import sundown.local.template.Deployment.StreamSource;

/** Every trigger of a deployment, down to function processes. */
@ExtendWith(EmulatorsExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTest {
    private static final String QUEUE = "transfers.fifo";
    private static final String WALK = "walk.fifo";
    private static final String TABLE = "gateway-test-groups";

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final TestQueues queues = new TestQueues();
    private final LocalIdentity identity = new LocalIdentity("app", "sundown/export", Clock.systemUTC());
    private DynamoDbClient dynamoDb;
    private Gateway gateway;

    @BeforeAll
    void start(Emulators emulators) {
        queues.create(QUEUE);
        queues.create(WALK);
        Deployment deployment = new Deployment(
                List.of(
                        TestFunctions.function("get-status", new Route("GET", "/me", List.of("sundown/export"))),
                        TestFunctions.function(
                                "get-purge",
                                new Route(
                                        "POST",
                                        "/operators/get-purge",
                                        List.of(),
                                        Optional.of(new Deployment.Issuer(
                                                identity.issuer().toString(), List.of("app"))))),
                        TestFunctions.function("transfer-batch", new QueueSource(QUEUE, 1, Optional.of(2), true)),
                        TestFunctions.recursive("cancel-memberships", new QueueSource(WALK, 1, Optional.of(2), true)),
                        TestFunctions.function(
                                "publish-events",
                                new StreamSource(TABLE, StartingPosition.LATEST, 100, List.of(), true, "dead")),
                        TestFunctions.function("sweep", new Schedule("every-minute", Duration.ofMinutes(1)))),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
        GatewaySettings settings = new GatewaySettings(
                TestFunctions.host(queues.environment(), (function, line) -> lines.add(function + " " + line)),
                0,
                identity.issuer(),
                Set.of("app"),
                2,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        TestStack.provision(emulators, "gateway-test");
        Clients clients = emulators.clients();
        dynamoDb = clients.dynamoDb();
        gateway = new Gateway(deployment, settings, queues.client, clients.dynamoDb(), clients.dynamoDbStreams());
    }

    @AfterAll
    void stop() {
        gateway.close();
        queues.close();
        identity.close();
    }

    @Test
    void servesRequests() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.address() + "/me"))
                .header("Authorization", "Bearer " + identity.accessToken("user-1"))
                .build();

        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("\"routeKey\":\"GET /me\"", "\"sub\":\"user-1\"");
        }
    }

    @Test
    void servesOperatorsAtAnAddressOfTheirOwn() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(status(client, gateway.console(), "/api/operators/get-purge"))
                    .isEqualTo(401);
            for (String path : List.of("/me", "/api/me", "/local/clock", "/local/functions/get-purge")) {
                assertThat(status(client, gateway.console(), path)).isEqualTo(404);
            }
        }
    }

    private static int status(HttpClient client, URI address, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void killsAFunctionHalfWayAndDeliversItsMessageAgain() throws Exception {
        queues.send(QUEUE, "user-1", "hang");

        awaitLine("transfer-batch hanging");
        assertThat(gateway.kill("transfer-batch")).isTrue();
        awaitLine("Crashed[exitCode=137]");
        awaitLine("transfer-batch hanging");
        assertThat(gateway.kill("transfer-batch")).isTrue();

        assertThat(queues.receive("dead-" + QUEUE)).hasSize(1);
    }

    @Test
    void tellsAFunctionOfAChange() throws Exception {
        dynamoDb.putItem(request -> request.tableName(TABLE)
                .item(Map.of("group", AttributeValue.fromS("1"), "state", AttributeValue.fromS("hang"))));

        awaitLine("publish-events hanging");
    }

    @Test
    void stopsARequestThatComesThroughAFunctionTheSeventeenthTime() {
        String message = EchoHandler.LOOP + queues.url(QUEUE);

        queues.send(QUEUE, "loop", message + " 1");

        assertThat(queues.receive("dead-" + QUEUE))
                .singleElement()
                .satisfies(stopped -> assertThat(stopped.body()).isEqualTo(message + " 17"));
    }

    @Test
    void letsARequestLoopThroughAFunctionThatAllowsIt() throws Exception {
        queues.send(WALK, "loop", EchoHandler.LOOP + queues.url(WALK) + " 1");

        awaitLine("cancel-memberships loop 20");
    }

    private void awaitLine(String expected) throws InterruptedException {
        String line;
        do {
            line = lines.poll(20, TimeUnit.SECONDS);
        } while (line != null && !line.contains(expected));
        assertThat(line).as("a line with: %s", expected).isNotNull();
    }
}
