package sundown.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.net.Webhook;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.local.http.Json;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;

class WebhooksTest {
    private static final long PATIENCE_SECONDS = 10;

    private final StripeFixture fixture = new StripeFixture();
    private final LoopbackServer receiver = LoopbackServer.bind(0);
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private volatile int answer = 204;

    private record Received(String signature, String body) {
        JsonNode event() throws IOException {
            return Json.MAPPER.readTree(body);
        }
    }

    @BeforeEach
    void listen() {
        receiver.serve(this::receive);
        fixture.stripe.add(new StandInCharge("ch_1", 1250, "eur"));
        fixture.stripe.sendWebhooksTo(receiver.address());
    }

    @AfterEach
    void close() {
        fixture.close();
        receiver.close();
    }

    private Reply receive(Request request) throws IOException {
        int status = answer;
        received.add(new Received(request.header(WebhookSignature.HEADER).orElseThrow(), request.text()));
        return Reply.empty(status);
    }

    private Received next() throws InterruptedException {
        Received next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    @Test
    void aRefundThatIsMadeIsToldOf() throws Exception {
        String refund = fixture.post("/v1/refunds", "charge=ch_1").text("/id");
        JsonNode event = next().event();
        assertThat(event.path("type").asText()).isEqualTo("refund.created");
        assertThat(event.at("/data/object/id").asText()).isEqualTo(refund);
    }

    @Test
    void stripesOwnLibraryTakesTheSignature() throws Exception {
        fixture.post("/v1/refunds", "charge=ch_1");
        Received word = next();
        assertThatCode(() -> Webhook.Signature.verifyHeader(
                        word.body(), word.signature(), StripeFixture.WEBHOOK_SECRET, 300, fixture.clock))
                .doesNotThrowAnyException();
    }

    @Test
    void aRefundThatFailsDaysLaterIsToldOfAgain() throws Exception {
        fixture.stripe.next(Fate.changing("succeeded", Duration.ofDays(5), "failed"));
        fixture.post("/v1/refunds", "charge=ch_1");
        next();
        fixture.clock.advance(Duration.ofDays(6));
        JsonNode event = next().event();
        assertThat(event.path("type").asText()).isEqualTo("refund.failed");
        assertThat(event.at("/data/object/status").asText()).isEqualTo("failed");
    }

    @Test
    void whatDoesNotArriveComesAgainWithANewSignature() throws Exception {
        answer = 503;
        fixture.post("/v1/refunds", "charge=ch_1");
        Received first = next();
        answer = 204;
        fixture.clock.advance(Duration.ofSeconds(1));
        Received second = next();
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.signature()).isNotEqualTo(first.signature());
    }

    @Test
    void whatArrivedDoesNotComeAgain() throws Exception {
        fixture.post("/v1/refunds", "charge=ch_1&amount=1");
        String first = next().body();
        fixture.clock.advance(Duration.ofDays(1));
        fixture.post("/v1/refunds", "charge=ch_1&amount=1");
        assertThat(next().body()).isNotEqualTo(first);
        assertThat(received).isEmpty();
    }

    @Test
    void showsWhatWasSent() throws Exception {
        fixture.post("/v1/refunds", "charge=ch_1");
        next();
        StripeFixture.Answered sent = fixture.get("/standin/webhooks");
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.text("/0/type")).isEqualTo("refund.created");
    }
}
