package sundown.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import sundown.local.http.Endpoint.Unanswered;

/** An HTTP/1.1 server that only this machine reaches. Each request has its own virtual thread. */
public final class LoopbackServer implements AutoCloseable {
    /**
     * The server reads the rest of a refused body up to here, so that the caller sees the refusal, not a broken pipe.
     */
    private static final long LARGEST_DISCARDED_BODY = 256L << 20;

    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);

    private LoopbackServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Takes a port; requests wait until {@link #serve} is called.
     *
     * @param port the port, or 0 for any free one
     * @throws IllegalArgumentException when the port is taken
     */
    public static LoopbackServer bind(int port) {
        try {
            return new LoopbackServer(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        } catch (BindException taken) {
            throw new IllegalArgumentException("Port " + port + " is taken: choose another one.", taken);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port, e);
        }
    }

    /** Starts to answer at any free port. When the endpoint throws, the caller gets a 500. */
    public static LoopbackServer serving(Endpoint endpoint) {
        LoopbackServer server = bind(0);
        server.serve(endpoint);
        return server;
    }

    /** Starts to answer; call it once. When the endpoint throws, the caller gets a 500. */
    public void serve(Endpoint endpoint) {
        server.setExecutor(requests);
        server.createContext("/", exchange -> handle(exchange, endpoint));
        server.start();
    }

    private void handle(HttpExchange exchange, Endpoint endpoint) throws IOException {
        // Closing an exchange that has no answer yet breaks its connection.
        try (exchange) {
            answer(exchange, endpoint);
        }
    }

    private void answer(HttpExchange exchange, Endpoint endpoint) throws IOException {
        try {
            Reply reply = reply(new Request(exchange), endpoint);
            discard(exchange.getRequestBody());
            send(exchange, reply);
        } catch (Unanswered unanswered) {
            if (unanswered.isSilent()) {
                awaitClosing();
            }
        }
    }

    private static Reply reply(Request request, Endpoint endpoint) throws IOException {
        try {
            return endpoint.answer(request);
        } catch (Unanswered onPurpose) {
            throw onPurpose;
        } catch (UncheckedIOException callerGone) {
            throw callerGone.getCause();
        } catch (RuntimeException bug) {
            // The JDK's server would swallow the exception.
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, bug);
            return Reply.empty(500);
        }
    }

    private static void discard(InputStream body) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long discarded = 0;
        int read = 0;
        while (read >= 0 && discarded < LARGEST_DISCARDED_BODY) {
            read = body.read(buffer);
            discarded += read;
        }
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        exchange.getResponseHeaders().putAll(reply.headers());
        // To this server -1 means "no body" and 0 means "chunked".
        exchange.sendResponseHeaders(reply.status(), reply.length() == 0 ? -1 : reply.length());
        if (reply.length() > 0) {
            try (InputStream content = reply.content().open();
                    OutputStream out = exchange.getResponseBody()) {
                content.transferTo(out);
            }
        }
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The address of the server, without a slash at the end. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Ends every connection at once, those of running requests too. */
    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        requests.shutdownNow();
    }
}
