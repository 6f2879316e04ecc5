package sundown.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.grpc.ManagedChannel;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.digest.Sha1;
import sundown.media.MediaType;
import sundown.transfer.Answer;
import sundown.transfer.Answer.UploadAnswer;
import sundown.transfer.Answer.Uploaded;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.Body;

/** Upload requests as they look on the wire, against a minimal server. */
class UploadRequestsTest {
    private static final AccessToken ACCESS = new AccessToken("the-token");
    private static final Sha1 DIGEST = new Sha1("da39a3ee5e6b4b0d3255bfef95601890afd80709");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** For waits that always time out. */
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(500);

    private static final Answer NO_ANSWER = new Answer.Silent(Duration.ZERO);

    private final Clock clock = Clock.systemUTC();
    private final GoogleHttp http = new GoogleHttp(clock);
    private final ManagedChannel channel = GoogleProducers.channel(URI.create("http://127.0.0.1:1"));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        http.close();
        channel.shutdownNow();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void promisesTheLengthAndTellsTypeProtocolAndDigest() {
        AtomicReference<HttpExchange> seen = new AtomicReference<>();
        UploadAnswer answer = uploadTo(100, exchange -> {
            seen.set(exchange);
            answer(exchange, 200, "the-upload-token\n");
        });
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Uploaded.class,
                        uploaded -> assertThat(uploaded.token().value()).isEqualTo("the-upload-token"));
        assertThat(seen.get().getRequestHeaders())
                .containsEntry("Content-length", List.of("100"))
                .containsEntry("Content-type", List.of("application/octet-stream"))
                .containsEntry("Authorization", List.of("Bearer the-token"))
                .containsEntry("X-goog-upload-protocol", List.of("raw"))
                .containsEntry("X-goog-upload-content-type", List.of("image/jpeg"))
                .containsEntry("X-goog-hash", List.of("sha1=2jmj7l5rSw0yVb/vlWAYkK/YBwk="))
                .doesNotContainKey("Transfer-encoding");
    }

    @Test
    void anOpeningHasNoBodyAndSaysSo() {
        AtomicReference<HttpExchange> seen = new AtomicReference<>();
        server.createContext("/", exchange -> {
            seen.set(exchange);
            answer(exchange, 200, "");
        });
        library(uri(), PATIENCE).open(ACCESS, MediaType.MP4, 5_000_000_000L);
        assertThat(seen.get().getRequestHeaders())
                .containsEntry("Content-length", List.of("0"))
                .containsEntry("X-goog-upload-raw-size", List.of("5000000000"));
    }

    @Test
    void followsNoRedirect() {
        UploadAnswer answer = uploadTo(10, exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            answer(exchange, 302, "");
        });
        assertThat(answer).isEqualTo(new Answer.GiveUp("UPLOAD HTTP 302"));
    }

    @Test
    void aServerThatNeverAnswersIsLeftInTime() {
        assertThat(uploadTo(10, LITTLE_PATIENCE, exchange -> awaitTheEnd())).isEqualTo(NO_ANSWER);
    }

    @Test
    void anAnswerThatNeverEndsIsLeftInTime() {
        UploadAnswer answer = uploadTo(10, LITTLE_PATIENCE, exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            awaitTheEnd();
        });
        assertThat(answer).isEqualTo(NO_ANSWER);
    }

    @Test
    void anAnswerThatIsTooLongToBeOneIsNotRead() {
        UploadAnswer answer = uploadTo(10, exchange -> answer(exchange, 200, "x".repeat(2 << 20)));
        assertThat(answer).isEqualTo(NO_ANSWER);
    }

    @Test
    void aServerThatIsNotThereIsNoAnswer() {
        server.stop(0);
        assertThat(library(uri(), PATIENCE).upload(ACCESS, MediaType.JPEG, Optional.of(DIGEST), endless(10)))
                .isEqualTo(NO_ANSWER);
    }

    @Test
    void holdsNoMoreThanAFewMegabytesOfAnUpload() throws Exception {
        long length = 256L << 20;
        AtomicLong sent = new AtomicLong();
        AtomicLong received = new AtomicLong();
        AtomicLong mostHeld = new AtomicLong();
        try (ServerSocket listener = new ServerSocket()) {
            // A fixed window: left to itself the kernel's grows to many megabytes, which are not the client's.
            listener.setReceiveBufferSize(1 << 16);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Future<?> reader = threads.submit(() -> {
                takeUpload(listener, length, count -> {
                    received.addAndGet(count);
                    mostHeld.accumulateAndGet(sent.get() - received.get(), Math::max);
                });
                return null;
            });
            PhotoLibrary library = library(uriAt(listener.getLocalPort()), Duration.ofMinutes(1));
            assertThat(library.upload(ACCESS, MediaType.MP4, Optional.of(DIGEST), new Body(new Zeros(sent), length)))
                    .isInstanceOf(Uploaded.class);
            reader.get();
        }
        assertThat(received).hasValue(length);
        assertThat(mostHeld.get()).isLessThan(8L << 20);
    }

    /** A server for one request. Counts the bytes of its body as they arrive. */
    private static void takeUpload(ServerSocket listener, long length, IntConsumer count) throws IOException {
        try (Socket connection = listener.accept()) {
            InputStream input = new BufferedInputStream(connection.getInputStream(), 1 << 13);
            passOverHead(input);
            byte[] buffer = new byte[1 << 16];
            for (long left = length; left > 0; ) {
                int read = input.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException();
                }
                left -= read;
                count.accept(read);
            }
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nthe-token".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void passOverHead(InputStream input) throws IOException {
        int inARow = 0;
        while (inARow < "\r\n\r\n".length()) {
            int next = input.read();
            inARow = next == "\r\n\r\n".charAt(inARow) ? inARow + 1 : 0;
        }
    }

    private UploadAnswer uploadTo(int length, HttpHandler handler) {
        return uploadTo(length, PATIENCE, handler);
    }

    private UploadAnswer uploadTo(int length, Duration patience, HttpHandler handler) {
        server.createContext("/", handler);
        return library(uri(), patience).upload(ACCESS, MediaType.JPEG, Optional.of(DIGEST), endless(length));
    }

    private PhotoLibrary library(URI uploads, Duration patience) {
        return new GooglePhotoLibrary(
                http,
                uploads,
                patience,
                new LibraryCalls(channel, patience),
                new GoogleAnswers(clock),
                new AccessTokens(clock),
                clock);
    }

    private URI uri() {
        return uriAt(server.getAddress().getPort());
    }

    private static URI uriAt(int port) {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port + "/v1/uploads");
    }

    private static Body endless(long length) {
        return new Body(new Zeros(new AtomicLong()), length);
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Endless zeros that counts how many are read. */
    private static final class Zeros extends InputStream {
        private final AtomicLong count;

        private Zeros(AtomicLong count) {
            this.count = count;
        }

        @Override
        public int read() {
            count.incrementAndGet();
            return 0;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            Arrays.fill(target, offset, offset + length, (byte) 0);
            count.addAndGet(length);
            return length;
        }
    }
}
