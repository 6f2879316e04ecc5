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
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MeteringProxyTest {
    private static final byte[] BYTES = bytes(1_000_000);
    private static final Instant NOW = Instant.parse("2027-08-02T09:04:05Z");

    private final HttpServer server;
    private final MeteringProxy proxy;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    MeteringProxyTest() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.proxy = new MeteringProxy(RequestHead::method, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @BeforeEach
    void start() {
        server.createContext("/", MeteringProxyTest::echo);
        server.start();
        proxy.forwardTo(server.getAddress().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        proxy.close();
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
                MeteringProxy before = new MeteringProxy(RequestHead::method, Clock.systemUTC())) {
            before.forwardTo(behind.getLocalPort());
            try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), before.port());
                    Socket receiver = behind.accept()) {
                sender.setTcpNoDelay(true);
                String head = "PUT /a HTTP/1.1\r\nContent-Length: 4\r\n\r\n";
                for (byte one : (head + "body").getBytes(StandardCharsets.US_ASCII)) {
                    sender.getOutputStream().write(one);
                }
                byte[] buffer = new byte[1_000];
                int read = receiver.getInputStream().read(buffer);
                assertThat(new String(buffer, 0, read, StandardCharsets.US_ASCII))
                        .isEqualTo(head + "body");
            }
        }
    }

    @Test
    void keepsTheHostThatTheClientNamed() throws Exception {
        assertThat(send(BodyPublishers.noBody()).headers().firstValue("X-Host")).hasValue("127.0.0.1:" + proxy.port());
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

    @Test
    void countsEveryRequestOfAConnection() throws Exception {
        send(BodyPublishers.ofByteArray(BYTES));
        send(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BYTES)));
        send(BodyPublishers.noBody());

        assertThat(proxy.requests()).isEqualTo(Map.of("POST", 3L));
    }

    private HttpResponse<byte[]> send(BodyPublisher body) throws Exception {
        return client.send(HttpRequest.newBuilder(target()).POST(body).build(), BodyHandlers.ofByteArray());
    }

    private URI target() {
        return URI.create("http://127.0.0.1:" + proxy.port() + "/");
    }

    private static void echo(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders()
                    .set("X-Host", exchange.getRequestHeaders().getFirst("Host"));
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
