package sundown.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FrontTest {
    private static final byte[] BYTES = bytes(1_000_000);
    private static final Instant NOW = Instant.parse("2027-08-02T09:04:05Z");

    private final HttpServer server;
    private final Front front;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    FrontTest() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.front = new Front(0, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @BeforeEach
    void start() {
        server.createContext("/", FrontTest::echo);
        server.start();
        front.forward(ignored -> at(server.getAddress().getPort()));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        front.close();
        server.stop(0);
    }

    @Test
    void passesABodyOfKnownLengthOn() throws Exception {
        assertThat(send(BodyPublishers.ofByteArray(BYTES)).body()).isEqualTo(BYTES);
    }

    @Test
    void passesABodyInChunksOn() throws Exception {
        assertThat(send(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BYTES)))
                        .body())
                .isEqualTo(BYTES);
    }

    @Test
    void sendsTheHeadAheadWhereTheClientWaitsForAWord() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(target())
                .expectContinue(true)
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofByteArray(BYTES))
                .build();
        assertThat(client.send(request, BodyHandlers.ofByteArray()).body()).isEqualTo(BYTES);
    }

    /** A server that answers and closes before it has read the last bytes takes its answer back with a reset. */
    @Test
    void passesASmallRequestOnInOnePiece() throws Exception {
        try (ServerSocket behind = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
                Front before = new Front(0, Clock.systemUTC())) {
            before.forward(ignored -> at(behind.getLocalPort()));
            try (Socket sender = new Socket(
                    InetAddress.getLoopbackAddress(), before.address().getPort())) {
                sender.setTcpNoDelay(true);
                String head = "PUT /a HTTP/1.1\r\nContent-Length: 4\r\n\r\n";
                for (byte one : (head + "body").getBytes(StandardCharsets.US_ASCII)) {
                    sender.getOutputStream().write(one);
                }
                try (Socket receiver = behind.accept()) {
                    byte[] buffer = new byte[1_000];
                    int read = receiver.getInputStream().read(buffer);
                    assertThat(new String(buffer, 0, read, StandardCharsets.US_ASCII))
                            .isEqualTo(head + "body");
                }
            }
        }
    }

    @Test
    void keepsTheHostThatTheClientNamed() throws Exception {
        assertThat(send(BodyPublishers.noBody()).headers().firstValue("X-Host"))
                .hasValue(front.address().getAuthority());
    }

    @Test
    void tellsTheTimeOfItsClockAndLeavesBodiesAsTheyAre() throws Exception {
        byte[] body = "\r\nDate: Tue, 15 Nov 1994 08:12:31 GMT\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        for (int request = 0; request < 3; request++) {
            HttpResponse<byte[]> answer = send(BodyPublishers.ofByteArray(body));
            assertThat(answer.headers().firstValue("Date")).hasValue("Mon, 02 Aug 2027 09:04:05 GMT");
            assertThat(answer.body()).isEqualTo(body);
        }
    }

    /** A server that agreed would speak HTTP/2 from then on, and requests could not be told apart. */
    @Test
    void letsNoUpgradeThrough() throws Exception {
        try (HttpClient eager = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = eager.send(
                    HttpRequest.newBuilder(target())
                            .POST(BodyPublishers.ofByteArray(BYTES))
                            .build(),
                    BodyHandlers.ofByteArray());

            assertThat(answer.headers().map()).containsKey("X-Seen");
            assertThat(answer.headers().allValues("X-Seen"))
                    .contains("Host")
                    .noneMatch(name -> name.matches("(?i)upgrade|http2-settings|connection"));
            assertThat(answer.body()).isEqualTo(BYTES);
        }
    }

    @Test
    void sendsEachRequestOfAConnectionToItsServerAndOutlivesTheOthersEnd() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", FrontTest::echo);
        other.start();
        try (Front between = new Front(0, Clock.systemUTC());
                Socket client = new Socket(
                        InetAddress.getLoopbackAddress(), between.address().getPort())) {
            between.forward(head -> at((head.target().equals("/other") ? other : server)
                    .getAddress()
                    .getPort()));
            assertThat(answer(client, "/other")).endsWith(portOf(other));
            assertThat(answer(client, "/")).endsWith(portOf(server));
            other.stop(0);
            assertThat(answer(client, "/")).endsWith(portOf(server));
        }
    }

    /** A connection that was kept would cost a file descriptor, until no more can be opened. */
    @Test
    void keepsNoConnectionThatHasEnded() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (Socket client =
                    new Socket(InetAddress.getLoopbackAddress(), front.address().getPort())) {
                assertThat(answer(client, "/")).endsWith(portOf(server));
            }
        }
        assertThat(waitFor(() -> front.connections() == 0)).isTrue();
    }

    private static boolean waitFor(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(10);
        while (!condition.getAsBoolean() && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        return condition.getAsBoolean();
    }

    private static String portOf(HttpServer server) {
        return ":" + server.getAddress().getPort();
    }

    /** The body of the answer to a GET, which is the address of the server that gave it. */
    private static String answer(Socket client, String target) throws IOException {
        String request = "GET " + target + " HTTP/1.1\r\nHost: front\r\nX-Where: yes\r\n\r\n";
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[1_000];
        while (!answer.toString().matches("(?s).*\r\n\r\n.*:\\d+")) {
            int read = client.getInputStream().read(buffer);
            assertThat(read).isPositive();
            answer.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
        }
        return answer.toString();
    }

    @Test
    void showsWhoAsksForWhat() throws Exception {
        List<SeenRequest> seen = new CopyOnWriteArrayList<>();
        front.observe(seen::add);

        client.send(
                signed("AKID/20270802/eu-west-1/dynamodb/aws4_request")
                        .header("X-Amz-Target", "DynamoDB_20120810.GetItem")
                        .POST(BodyPublishers.ofString("{\"TableName\": \"t\"}"))
                        .build(),
                BodyHandlers.ofByteArray());
        client.send(
                signed("AKID/20270802/eu-west-1/s3/aws4_request")
                        .PUT(BodyPublishers.ofByteArray(BYTES))
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(seen).extracting(SeenRequest::accessKeyId).containsOnly("AKID");
        assertThat(seen).extracting(SeenRequest::service).containsExactly("dynamodb", "s3");
        assertThat(seen).extracting(SeenRequest::body).containsExactly("{\"TableName\": \"t\"}", "");
        assertThat(front.requests("dynamodb")).isEqualTo(Map.of("GetItem", 1L));
    }

    /** A presigned URL has the scope in its query. */
    @Test
    void tellsTheServiceByTheScopeOfTheSignature() throws Exception {
        String presigned = "/b/k?X-Amz-Credential=AKID%2F20270802%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=1";

        String request = "GET " + presigned + " HTTP/1.1\r\nHost: s3\r\n\r\n";
        SeenRequest seen = RequestHead.read(new ByteArrayInputStream(request.getBytes(StandardCharsets.US_ASCII)))
                .orElseThrow()
                .seen(new byte[0]);

        assertThat(seen.accessKeyId()).isEqualTo("AKID");
        assertThat(seen.service()).isEqualTo("s3");
    }

    private HttpRequest.Builder signed(String credential) {
        return HttpRequest.newBuilder(target().resolve("/bucket/key"))
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=" + credential + ", Signature=0");
    }

    @Test
    void countsEveryRequestOfAConnection() throws Exception {
        send(BodyPublishers.ofByteArray(BYTES));
        send(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BYTES)));
        send(BodyPublishers.noBody());

        assertThat(front.requests("s3")).isEqualTo(Map.of("ListBuckets", 3L));
    }

    private HttpResponse<byte[]> send(BodyPublisher body) throws Exception {
        return client.send(HttpRequest.newBuilder(target()).POST(body).build(), BodyHandlers.ofByteArray());
    }

    private URI target() {
        return URI.create(front.address() + "/");
    }

    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static void echo(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders()
                    .set("X-Host", exchange.getRequestHeaders().getFirst("Host"));
            exchange.getRequestHeaders()
                    .keySet()
                    .forEach(name -> exchange.getResponseHeaders().add("X-Seen", name));
            if (exchange.getRequestHeaders().containsKey("X-Where")) {
                body = exchange.getLocalAddress().toString().getBytes(StandardCharsets.US_ASCII);
            }
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
