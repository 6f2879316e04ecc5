package sundown.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {
    @Test
    void answersRequests() throws Exception {
        try (LoopbackServer server = LoopbackServer.bind(0)) {
            server.serve(request -> Reply.json(201, Map.of()));

            HttpResponse<String> response = get(server);

            assertThat(response.statusCode()).isEqualTo(201);
            assertThat(response.body()).isEqualTo("{}");
        }
    }

    @Test
    void answersForAHandlerThatThrowsAndShowsWhatItThrew() throws Exception {
        List<Throwable> shown = new CopyOnWriteArrayList<>();
        try (LoopbackServer server = LoopbackServer.bind(0)) {
            server.serve(request -> {
                Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> shown.add(thrown));
                throw new IllegalStateException("expected by the test");
            });

            assertThat(get(server).statusCode()).isEqualTo(500);
            assertThat(shown).singleElement().isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesAPortThatIsTaken() {
        try (LoopbackServer server = LoopbackServer.bind(0)) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> LoopbackServer.bind(server.port()).close())
                    .withMessage("Port " + server.port() + " is taken: choose another one.");
        }
    }

    private static HttpResponse<String> get(LoopbackServer server) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(server.address()).build(), BodyHandlers.ofString());
        }
    }
}
