package sundown.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandInStripeTest {
    private static final String REFUNDS = "/v1/refunds";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @AutoClose
    private final StripeFixture fixture = new StripeFixture();

    @BeforeEach
    void payAFee() {
        fixture.stripe.add(new StandInCharge("ch_1", 1250, "eur"));
    }

    @Test
    void makesARefundOfAllThatIsLeft() throws Exception {
        StripeFixture.Answered made = fixture.post(REFUNDS, "charge=ch_1&metadata[by]=some+one%21");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("/object")).isEqualTo("refund");
        assertThat(made.text("/amount")).isEqualTo("1250");
        assertThat(made.text("/currency")).isEqualTo("eur");
        assertThat(made.text("/status")).isEqualTo("succeeded");
        assertThat(made.text("/metadata/by")).isEqualTo("some one!");
        assertThat(made.response().headers().firstValue("Request-Id")).isPresent();
    }

    @Test
    void takesThePartThatItIsAskedFor() throws Exception {
        assertThat(fixture.post(REFUNDS, "charge=ch_1&amount=1000").text("/amount"))
                .isEqualTo("1000");
        assertThat(fixture.post(REFUNDS, "charge=ch_1&amount=251").status()).isEqualTo(400);
        assertThat(fixture.post(REFUNDS, "charge=ch_1").text("/amount")).isEqualTo("250");
        assertThat(fixture.post(REFUNDS, "charge=ch_1").text("/error/code")).isEqualTo("charge_already_refunded");
    }

    @ParameterizedTest
    @CsvSource({
        "charge=ch_2, 404, resource_missing, charge",
        "amount=1, 400, parameter_missing, charge",
        "charge=ch_1&amount=much, 400, parameter_invalid_integer, amount",
        "charge=ch_1&colour=red, 400, parameter_unknown, colour"
    })
    void saysWhatIsWrongAsStripeDoes(String form, int status, String code, String parameter) throws Exception {
        StripeFixture.Answered refused = fixture.post(REFUNDS, form);
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.text("/error/type")).isEqualTo("invalid_request_error");
        assertThat(refused.text("/error/code")).isEqualTo(code);
        assertThat(refused.text("/error/param")).isEqualTo(parameter);
        assertThat(refused.text("/error/message")).isNotEmpty();
    }

    @Test
    void knowsItsKeyInBothForms() throws Exception {
        String basic = Base64.getEncoder().encodeToString("sk_test_1:".getBytes(StandardCharsets.UTF_8));
        assertThat(fixture.send(fixture.request(REFUNDS).setHeader("Authorization", "Basic " + basic))
                        .status())
                .isEqualTo(200);
        assertThat(fixture.send(fixture.request(REFUNDS).setHeader("Authorization", "Bearer sk_other"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void listsTheLatestFirstPageByPage() throws Exception {
        for (int number = 1; number <= 5; number++) {
            fixture.post(REFUNDS, "charge=ch_1&amount=" + number);
        }
        StripeFixture.Answered first = fixture.get(REFUNDS + "?charge=ch_1&limit=3");
        assertThat(first.document().at("/data").findValuesAsText("amount")).containsExactly("5", "4", "3");
        assertThat(first.text("/has_more")).isEqualTo("true");
        StripeFixture.Answered second =
                fixture.get(REFUNDS + "?charge=ch_1&limit=3&starting_after=" + first.text("/data/2/id"));
        assertThat(second.document().at("/data").findValuesAsText("amount")).containsExactly("2", "1");
        assertThat(second.text("/has_more")).isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource({"?charge=ch_2, 404", "?limit=0, 400", "?limit=101, 400", "/re_none, 404"})
    void asksForNothingThatThereIsNot(String path, int status) throws Exception {
        assertThat(fixture.get(REFUNDS + path).status()).isEqualTo(status);
    }

    @Test
    void canBeControlledOverHttp() throws Exception {
        fixture.post("/standin/charges", "id=ch_9&amount=700&currency=jpy");
        fixture.postJson("/standin/fates", "[{\"first\": \"pending\", \"afterSeconds\": 60, \"later\": \"failed\"}]");
        fixture.postJson("/standin/faults", """
                [{"call": "CREATE_REFUND", "when": {"type": "nth", "n": 1}, "effect": {"type": "answer", "status": 429}}]""");
        assertThat(fixture.post(REFUNDS, "charge=ch_9").status()).isEqualTo(429);
        assertThat(fixture.post(REFUNDS, "charge=ch_9").text("/status")).isEqualTo("pending");
        fixture.clock.advance(Duration.ofMinutes(2));
        assertThat(fixture.get("/standin/refunds?charge=ch_9").text("/0/status"))
                .isEqualTo("failed");
        assertThat(fixture.post("/standin/refunds", "charge=ch_9&amount=100").text("/amount"))
                .isEqualTo("100");
        assertThat(fixture.get("/standin/faults").document()).hasSize(1);
        assertThat(fixture.postJson("/standin/faults", "[{").status()).isEqualTo(400);
        assertThat(fixture.get("/standin/nothing").status()).isEqualTo(404);
    }

    /** In the form in which a script is sent; what they do to Stripe's caller, the payment service's contract walks. */
    @ParameterizedTest
    @CsvSource({"drop, 0", "actThenDrop, 1", "actThenSilence, 1"})
    void leavesACallWithoutAnAnswer(String effect, int refunds) throws Exception {
        fixture.postJson("/standin/faults", """
                [{"call": "CREATE_REFUND", "when": {"type": "nth", "n": 1}, "effect": {"type": "%s"}}]""".formatted(effect));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () -> fixture.send(fixture.form(REFUNDS, "charge=ch_1").timeout(PATIENCE)));
        assertThat(fixture.get("/standin/refunds?charge=ch_1").document()).hasSize(refunds);
    }

    @Test
    void strikesEveryCallAsOftenAsItIsTold() throws Exception {
        fixture.postJson("/standin/faults", """
                [{"call": "LIST_REFUNDS", "when": {"type": "every", "n": 1}, "times": 2,
                  "effect": {"type": "answer", "status": 429, "code": "rate_limit"}}]""");
        assertThat(fixture.get(REFUNDS).text("/error/code")).isEqualTo("rate_limit");
        assertThat(fixture.get(REFUNDS).status()).isEqualTo(429);
        assertThat(fixture.get(REFUNDS).status()).isEqualTo(200);
    }

    @Test
    void anOutageEndsByTheClock() throws Exception {
        fixture.post("/standin/outage", "seconds=90000");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> fixture.post(REFUNDS, "charge=ch_1"));
        fixture.clock.advance(Duration.ofHours(25));
        assertThat(fixture.post(REFUNDS, "charge=ch_1").status()).isEqualTo(200);
    }
}
