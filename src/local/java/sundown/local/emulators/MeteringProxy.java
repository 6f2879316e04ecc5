package sundown.local.emulators;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Counts the requests to a server that does not count them itself. It stands before the server and passes every byte on
 * as it came, so that signatures hold and large bodies cost one copy, but for the date of answers, which is this
 * machine's cloud's; it reads no more than it needs to see where a request ends and the next begins.
 */
final class MeteringProxy implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final Function<RequestHead, String> operation;
    private final Clock clock;
    private final RequestCounter requests = new RequestCounter();
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * Takes a port, but no connection yet: some servers need to know the address under which they are seen.
     *
     * @param operation names the operation that a request asks for
     * @param clock the clock of the dates in answers
     */
    MeteringProxy(Function<RequestHead, String> operation, Clock clock) throws IOException {
        this.operation = operation;
        this.clock = clock;
        this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    }

    int port() {
        return listener.getLocalPort();
    }

    Map<String, Long> requests() {
        return requests.snapshot();
    }

    /** Starts to pass connections on to the server at this port of the same machine. */
    void forwardTo(int port) {
        Thread.ofVirtual().start(() -> accept(port));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept(int port) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client, port));
            } catch (IOException closed) {
                // Closing the listener is how the loop ends.
                return;
            }
        }
    }

    private void serve(Socket client, int port) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Set<Socket> both = Set.of(client, server);
            open.addAll(both);
            try {
                pass(client, server);
            } finally {
                open.removeAll(both);
            }
        } catch (IOException ended) {
            // One side closed the connection, and so the other side is closed: both see what they would have seen.
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Socket client, Socket server) throws IOException, InterruptedException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        AnswerDates dates = new AnswerDates(clock);
        Thread answers = Thread.ofVirtual().start(() -> passAnswers(server, client, dates));
        passRequests(client.getInputStream(), server.getOutputStream(), dates);
        server.shutdownOutput();
        answers.join();
    }

    private static void passAnswers(Socket server, Socket client, AnswerDates dates) {
        try (client) {
            dates.pass(server.getInputStream(), client.getOutputStream());
        } catch (IOException ended) {
            // As for requests: the connection is over, and closing it tells the other side.
            return;
        }
    }

    private void passRequests(InputStream client, OutputStream server, AnswerDates dates) throws IOException {
        InputStream input = new BufferedInputStream(client, BUFFER);
        OutputStream output = new BufferedOutputStream(server, BUFFER);
        Optional<RequestHead> head = RequestHead.read(input);
        while (head.isPresent()) {
            requests.count(operation.apply(head.get()));
            dates.expectHead();
            output.write(head.get().bytes());
            if (head.get().expectsContinue()) {
                output.flush();
            }
            passBody(head.get(), input, output);
            // In one piece where it fits: Jetty closes without having read what comes late, and its answer is lost.
            output.flush();
            head = RequestHead.read(input);
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
