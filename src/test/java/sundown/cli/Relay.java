package sundown.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/**
 * Passes bytes on between a command and a server.
 *
 * @param look sees each request and says after how many bytes of its response the connection breaks off
 */
record Relay(ServerSocket here, URI server, ToLongFunction<String> look) implements AutoCloseable {
    static final long ALL = Long.MAX_VALUE;

    static Relay to(String server, ToLongFunction<String> look) throws IOException {
        Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), URI.create(server), look);
        Thread.ofVirtual().start(relay::serve);
        return relay;
    }

    String address() {
        return "http://127.0.0.1:" + here.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                Socket command = here.accept();
                Thread.ofVirtual().start(() -> pass(command));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void pass(Socket command) {
        try (command;
                Socket there = new Socket(server.getHost(), server.getPort())) {
            AtomicLong left = new AtomicLong(ALL);
            Thread.ofVirtual().start(() -> passRequests(command, there, left));
            byte[] buffer = new byte[1 << 16];
            for (int got = there.getInputStream().read(buffer);
                    got >= 0 && left.get() > 0;
                    got = there.getInputStream().read(buffer)) {
                int passed = (int) Math.min(got, left.get());
                command.getOutputStream().write(buffer, 0, passed);
                left.addAndGet(-passed);
            }
        } catch (IOException over) {
            // one of the two has gone
        }
    }

    private void passRequests(Socket command, Socket there, AtomicLong left) {
        byte[] buffer = new byte[1 << 16];
        try {
            for (int got = command.getInputStream().read(buffer);
                    got >= 0;
                    got = command.getInputStream().read(buffer)) {
                left.set(look.applyAsLong(new String(buffer, 0, got, StandardCharsets.ISO_8859_1)));
                there.getOutputStream().write(buffer, 0, got);
            }
            there.close();
        } catch (IOException over) {
            // one of the two has gone
        }
    }

    @Override
    public void close() throws IOException {
        here.close();
    }
}
