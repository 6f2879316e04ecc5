package sundown.local.google.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP server; each request runs on a virtual thread of its own. */
public final class HttpFace implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HttpFace.class.getName());

    /** A refused body is read to its end up to here, so that the caller sees the refusal and not a broken pipe. */
    private static final long LARGEST_DISCARDED_BODY = 256L << 20;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Routes routes;

    private HttpFace(HttpServer server, Routes routes) {
        this.server = server;
        this.routes = routes;
    }

    /** Binds the address; nothing is answered before {@link #start}. */
    public static HttpFace bind(InetSocketAddress address, Routes routes) throws IOException {
        return new HttpFace(HttpServer.create(address, 0), routes);
    }

    /** Begins to answer. */
    public void start() {
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The base address, without a slash at its end. */
    public URI uri() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        // Closing an exchange that has no answer yet breaks its connection: this is how a lost connection is made.
        try (exchange) {
            answer(exchange);
        } catch (ConnectionLost lost) {
            LOG.log(Level.DEBUG, "connection broken on purpose", lost);
        } catch (IOException | UncheckedIOException gone) {
            LOG.log(Level.DEBUG, "the caller went away", gone);
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "the stand-in failed at " + exchange.getRequestURI(), bug);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            send(exchange, reply(exchange));
        } catch (NeverAnswered unanswered) {
            LOG.log(Level.DEBUG, "left without an answer on purpose", unanswered);
            awaitClosing();
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        Routes.Match match = routes.find(
                exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
        Reply reply = match.endpoint().answer(new Request(exchange, match.pathParameters()));
        discard(exchange.getRequestBody());
        return reply;
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
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        // To this server -1 means "no body" and 0 means "chunked".
        exchange.sendResponseHeaders(reply.status(), reply.length() == 0 ? -1 : reply.length());
        try (InputStream content = reply.content().open();
                OutputStream out = exchange.getResponseBody()) {
            content.transferTo(out);
        }
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
