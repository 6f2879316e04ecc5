package sundown.local.demo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;

class RetriesTest {
    private final AtomicInteger asked = new AtomicInteger();
    private int failures;
    private int status = 503;

    @AutoClose
    private final LoopbackServer api = LoopbackServer.serving(request -> asked.incrementAndGet() <= failures
            ? Reply.text(status, "text/plain", "trouble").with("Retry-After", "0")
            : Reply.text(200, "application/json", "{\"message\": \"open\"}"));

    @AutoClose
    private final HttpClient http = HttpClient.newHttpClient();

    private final App app = new App(http, api.address(), () -> "token");

    @Test
    void asksAgainWhereTheApiIsBusy() throws Exception {
        failures = Retries.MOST;

        assertThat(app.notice("IN").required("message").asText()).isEqualTo("open");
        assertThat(asked).hasValue(Retries.MOST + 1);
    }

    @Test
    void givesUpWhereItStaysBusy() {
        failures = Integer.MAX_VALUE;

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> app.notice("IN"))
                .withMessageContaining("/notice was answered with 503");
        assertThat(asked).hasValue(Retries.MOST + 1);
    }

    @Test
    void takesAnotherFailureAsItIs() {
        failures = 1;
        status = 500;

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> app.notice("IN"));
        assertThat(asked).hasValue(1);
    }
}
