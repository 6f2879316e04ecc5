package sundown.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DynaliteTest {
    private static final long SECONDS = 30;

    @Test
    void tellsThatItWasKilled() throws Exception {
        try (Dynalite dynalite = Dynalite.start()) {
            assertThat(dynalite.loss()).isNotDone();

            dynalite.process().destroyForcibly();

            assertThat(dynalite.loss().get(SECONDS, TimeUnit.SECONDS))
                    .startsWith("The emulator of DynamoDB has ended by itself (exit code 137)");
        }
    }

    /** So does a function that is killed while it writes. */
    @Test
    void goesOnWhenACallerLeavesInTheMiddleOfARequest() throws Exception {
        try (Dynalite dynalite = Dynalite.start()) {
            leaveInTheMiddle(dynalite.endpoint());

            assertThat(dynalite.consumption()).isNotNull();
            assertThat(dynalite.loss()).isNotDone();
        }
    }

    private static void leaveInTheMiddle(URI endpoint) throws IOException {
        String head = "POST / HTTP/1.1\r\nHost: dynamodb\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\n"
                + "Content-Type: application/x-amz-json-1.0\r\nContent-Length: 100\r\n\r\n{";
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void tellsNothingWhenItIsClosed() throws Exception {
        Dynalite dynalite = Dynalite.start();

        dynalite.close();

        dynalite.process().onExit().get(SECONDS, TimeUnit.SECONDS);
        assertThat(dynalite.loss()).isNotDone();
    }
}
