package sundown.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A link to a server of this machine that is far away: the answer to each GET comes after a delay. */
final class SlowLink implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;
    private static final byte[] GET = "GET ".getBytes(StandardCharsets.US_ASCII);

    private final URI server;
    private final Duration delay;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger onTheirWay = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    private SlowLink(URI server, Duration delay, ServerSocket listener) {
        this.server = server;
        this.delay = delay;
        this.listener = listener;
    }

    /** Starts to take connections. */
    static SlowLink to(URI server, Duration delay) throws IOException {
        SlowLink link = new SlowLink(server, delay, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(link::accept);
        return link;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** The most GETs that were on their way at the same time. */
    int mostAtOnce() {
        return mostAtOnce.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
                open.add(client);
                open.add(far);
                Thread.ofVirtual().start(() -> pass(client, far));
                Thread.ofVirtual().start(() -> pass(far, client));
            } catch (IOException closed) {
                // Closing the listener is how the loop ends.
                return;
            }
        }
    }

    /** A GET has no body, so it comes alone and in one piece. */
    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                if (isGet(buffer, read)) {
                    delay();
                }
                output.write(buffer, 0, read);
            }
        } catch (IOException ended) {
            // One side closed the connection, and so the other side is closed: both see what they would have seen.
            return;
        }
    }

    private void delay() {
        mostAtOnce.accumulateAndGet(onTheirWay.incrementAndGet(), Math::max);
        LockSupport.parkNanos(delay.toNanos());
        onTheirWay.decrementAndGet();
    }

    private static boolean isGet(byte[] buffer, int length) {
        return length >= GET.length && Arrays.equals(buffer, 0, GET.length, GET, 0, GET.length);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
