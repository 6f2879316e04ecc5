package sundown.local.emulators;

import com.google.common.util.concurrent.AtomicLongMap;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import sundown.local.emulators.Cloud.SeenRequest;

/**
 * The one address of a cloud's services, on this machine, or of a server whose answers have the cloud's date. It counts
 * the requests, shows them to an observer, and passes every byte on as it came, so that signatures hold and large
 * bodies cost one copy. Two things it changes: the date of answers becomes that of the cloud's clock, and no upgrade to
 * another protocol gets through. It reads no more than it needs to see where a request ends and the next begins.
 */
public final class Front implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final Clock clock;
    private final Map<String, AtomicLongMap<String>> requests = new ConcurrentHashMap<>();
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Consumer<SeenRequest> observer = ignored -> {};

    /**
     * Takes a port, but no connection yet: some servers need to know the address under which they are seen.
     *
     * @param port the port, or 0 for any free one
     * @param clock the clock of the dates in answers
     * @throws IllegalArgumentException when the port is taken
     */
    public Front(int port, Clock clock) throws IOException {
        this.clock = clock;
        try {
            this.listener = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
        } catch (BindException taken) {
            throw new IllegalArgumentException("Port " + port + " is taken: choose another one.", taken);
        }
    }

    /** Its address, without a slash at the end. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    Map<String, Long> requests(String api) {
        return Map.copyOf(counter(api).asMap());
    }

    private AtomicLongMap<String> counter(String api) {
        return requests.computeIfAbsent(api, absent -> AtomicLongMap.create());
    }

    /** Shows each request to an observer, which must not wait, before it is passed on. */
    void observe(Consumer<SeenRequest> newObserver) {
        observer = newObserver;
    }

    /** Starts to pass requests on, each to the server that the function chooses. */
    void forward(Function<RequestHead, URI> server) {
        Thread.ofVirtual().start(() -> accept(server));
    }

    /** Starts to pass all requests on to one server. */
    public void forward(URI server) {
        forward(_ -> server);
    }

    int connections() {
        return open.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept(Function<RequestHead, URI> server) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client, server));
            } catch (IOException refused) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException("No more connections are taken at " + address(), refused);
                }
            }
        }
    }

    private void serve(Socket client, Function<RequestHead, URI> server) {
        open.add(client);
        try (client;
                Connection connection = new Connection(client, server)) {
            client.setTcpNoDelay(true);
            connection.passRequests();
        } catch (IOException ended) {
            // One side closed the connection, and so the other side is closed: both see what they would have seen.
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    /** A client's connection, with one to each server that it has asked for something. */
    private final class Connection implements AutoCloseable {
        private final Socket client;
        private final Function<RequestHead, URI> chosen;
        private final Map<URI, Server> servers = new ConcurrentHashMap<>();
        private volatile Server current;

        Connection(Socket client, Function<RequestHead, URI> chosen) {
            this.client = client;
            this.chosen = chosen;
        }

        void passRequests() throws IOException, InterruptedException {
            InputStream input = new BufferedInputStream(client.getInputStream(), BUFFER);
            for (var head = RequestHead.read(input); head.isPresent(); head = RequestHead.read(input)) {
                RequestHead request = head.get().withoutUpgrade();
                counter(request.api()).incrementAndGet(request.operation());
                pass(request, input, server(chosen.apply(request)));
            }
            for (Server server : servers.values()) {
                server.end();
            }
        }

        private Server server(URI address) throws IOException {
            Server server = servers.get(address);
            if (server == null) {
                server = new Server(this, connect(address));
                servers.put(address, server);
            }
            current = server;
            return server;
        }

        private void pass(RequestHead head, InputStream input, Server server) throws IOException {
            byte[] small = head.isObserved()
                    ? input.readNBytes((int) head.contentLength().orElse(0))
                    : new byte[0];
            if (head.isOfAws()) {
                observer.accept(head.seen(small));
            }
            OutputStream output = server.output;
            server.dates.expectHead();
            output.write(head.bytes());
            if (head.expectsContinue()) {
                output.flush();
            }
            output.write(small);
            if (!head.isObserved()) {
                passBody(head, input, output);
            }
            // In one piece where it fits: Jetty closes without having read what comes late, and its answer is lost.
            output.flush();
        }

        /** The client must see the end of the server from which it may await an answer, and of no other. */
        private void ended(Server server) {
            servers.values().remove(server);
            close(server.socket);
            if (current == server) {
                close(client);
            }
        }

        @Override
        public void close() {
            servers.values().forEach(server -> close(server.socket));
        }

        private void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException closedAnyway) {
                // A socket is closed even where closing it fails.
                return;
            } finally {
                open.remove(socket);
            }
        }
    }

    private Socket connect(URI address) throws IOException {
        boolean secure = "https".equals(address.getScheme());
        int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
        Socket socket = secure
                ? SSLSocketFactory.getDefault().createSocket(address.getHost(), port)
                : new Socket(address.getHost(), port);
        socket.setTcpNoDelay(true);
        open.add(socket);
        return socket;
    }

    private final class Server {
        private final Connection connection;
        private final Socket socket;
        private final OutputStream output;
        private final AnswerDates dates = new AnswerDates(clock);
        private final Thread answers;

        Server(Connection connection, Socket socket) throws IOException {
            this.connection = connection;
            this.socket = socket;
            this.output = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            this.answers = Thread.ofVirtual().start(this::passAnswers);
        }

        private void passAnswers() {
            try {
                dates.pass(socket.getInputStream(), connection.client.getOutputStream());
            } catch (IOException ended) {
                // As for requests: the connection is over, and closing it tells the other side.
                return;
            } finally {
                connection.ended(this);
            }
        }

        private void end() throws IOException, InterruptedException {
            socket.shutdownOutput();
            answers.join();
        }
    }

    private static void passBody(RequestHead head, InputStream input, OutputStream server) throws IOException {
        if (head.chunked()) {
            passChunks(input, server);
        } else {
            pass(input, server, head.contentLength().orElse(0));
        }
    }

    /** RFC 9112, section 7.1: chunks, each after a line with its size, the last of size 0; then trailers. */
    private static void passChunks(InputStream input, OutputStream server) throws IOException {
        long size = -1;
        while (size != 0) {
            String line = passLine(input, server);
            size = Long.parseLong(line.split(";", 2)[0].strip(), 16);
            if (size > 0) {
                pass(input, server, size + "\r\n".length());
            }
        }
        while (!passLine(input, server).isEmpty()) {
            // Trailers are passed on like everything else.
        }
    }

    private static String passLine(InputStream input, OutputStream server) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        String line = RequestHead.readLine(input, kept);
        kept.writeTo(server);
        return line;
    }

    private static void pass(InputStream input, OutputStream server, long count) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = count;
        while (left > 0) {
            int read = input.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("A request ended " + left + " bytes early");
            }
            server.write(buffer, 0, read);
            left -= read;
        }
    }
}
