package sundown.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.net.Webhook;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
    void allThatHappenedIsListedAndWhetherItArrived() throws Exception {
        String refund = fixture.post("/v1/refunds", "charge=ch_1&amount=1").text("/id");
        next();
        answer = 503;
        fixture.clock.advance(Duration.ofMinutes(1));
        fixture.post("/standin/invoices", "subscription=sub_1&charge=ch_2&amount=1&currency=eur");
        next();

        assertThat(listed("limit=10")).containsExactly("in_ch_2", refund);
        assertThat(listed("types[0]=refund.created")).containsExactly(refund);
        assertThat(listed("types[]=invoice.paid&delivery_success=false")).containsExactly("in_ch_2");
        assertThat(listed("types[]=invoice.paid&delivery_success=true")).isEmpty();
        assertThat(listed("delivery_success=true")).containsExactly(refund);
        assertThat(listed("created[gte]=" + fixture.clock.instant().getEpochSecond()))
                .containsExactly("in_ch_2");
        StripeFixture.Answered first = fixture.get("/v1/events?limit=1");
        assertThat(first.document().path("has_more").booleanValue()).isTrue();
        assertThat(listed("starting_after=" + first.text("/data/0/id"))).containsExactly(refund);
        assertThat(fixture.get("/v1/events?starting_after=evt_0").text("/error/code"))
                .isEqualTo("resource_missing");
        assertThat(fixture.get("/v1/events?delivered=false").text("/error/code"))
                .isEqualTo("parameter_unknown");
    }

    private List<String> listed(String query) throws Exception {
        return fixture.get("/v1/events?" + query)
                .document()
                .path("data")
                .valueStream()
                .map(event -> event.at("/data/object/id").asText())
                .toList();
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
