package sundown.local.demo.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.local.demo.app.ConsentRequest;
import sundown.local.demo.app.ConsentRequest.AuthorizationCode;
import sundown.local.google.StandInGoogle;

class ConsentListenerTest {
    private final HttpClient browser = HttpClient.newHttpClient();
    private final List<AuthorizationCode> codes = new CopyOnWriteArrayList<>();
    private StandInGoogle google;
    private ConsentListener listener;

    @BeforeEach
    void listen() throws IOException {
        google = StandIn.start(Clock.systemUTC());
        listener = new ConsentListener(StandIn.side(google), codes::add);
    }

    @AfterEach
    void close() {
        listener.close();
        google.close();
    }

    @Test
    void sendsThePersonToTheConsentPage() throws IOException, InterruptedException {
        HttpResponse<String> answer = open(listener.address());

        URI page = URI.create(answer.headers().firstValue("Location").orElseThrow());
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(open(page).body()).contains(StandIn.EMAIL);
    }

    @Test
    void takesTheCodeOfARequestThatItMade() throws IOException, InterruptedException {
        ConsentRequest request = listener.ask();
        AuthorizationCode code = new StandInUser(browser, StandIn.EMAIL).agree(request);
        URI answer = URI.create(code.redirectUri() + "?code=" + code.code() + "&state=" + request.state());

        assertThat(open(answer).statusCode()).isEqualTo(200);
        assertThat(codes).containsExactly(code);
    }

    @Test
    void takesNothingElse() throws IOException, InterruptedException {
        assertThat(open(listener.address().resolve("/answer?code=stolen&state=guessed"))
                        .statusCode())
                .isEqualTo(400);
        String state = listener.ask().state();
        assertThat(open(listener.address().resolve("/answer?error=access_denied&state=" + state))
                        .body())
                .contains("access_denied");
        assertThat(codes).isEmpty();
    }

    private HttpResponse<String> open(URI address) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
