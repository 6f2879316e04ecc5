package sundown.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP/1.1 server of one machine's cloud: only this machine reaches it, and every request has a virtual thread. */
public final class LoopbackServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    private LoopbackServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Takes a port; requests wait until {@link #serve} is called.
     *
     * @param port the port, or 0 for any free one
     * @throws UncheckedIOException when the port is taken
     */
    public static LoopbackServer bind(int port) {
        try {
            return new LoopbackServer(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port, e);
        }
    }

    /** Starts to answer; a handler that throws has its request answered with 500. Called once. */
    public void serve(HttpHandler handler) {
        server.setExecutor(requests);
        server.createContext("/", exchange -> handle(exchange, handler));
        server.start();
    }

    /** The JDK's server would swallow a handler's exception; here it is shown as that of any thread. */
    private static void handle(HttpExchange exchange, HttpHandler handler) throws IOException {
        try {
            handler.handle(exchange);
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            Answers.send(exchange, 500, new byte[0]);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Where it is reached, without a slash at the end. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Ends every connection at once, those of running requests too. */
    @Override
    public void close() {
        server.stop(0);
        requests.shutdownNow();
    }
}
