package sundown.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.stripe.exception.ApiConnectionException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.refund.RefundState.ManualReason;
import sundown.stripe.StripeAnswers.Meaning;
import sundown.stripe.StripeAnswers.Reply;
import sundown.stripe.StripeAnswers.Reply.Call;
import sundown.stripe.StripeAnswers.Row;

class StripeAnswersTest {
    private static final String INVALID = "invalid_request_error";

    static final List<Row> ROWS = StripeAnswers.ROWS;

    /** A reply for each row, which no row above it matches. */
    private static final Map<String, Reply> EXAMPLES = Map.ofEntries(
            Map.entry(
                    "the charge has been given back already",
                    Reply.of(Call.CREATE, 400, INVALID, "charge_already_refunded")),
            Map.entry(
                    "the key is for tests and the charge is not, or the reverse",
                    Reply.of(
                            Call.CREATE,
                            404,
                            INVALID,
                            "resource_missing",
                            "No such charge: 'ch_1'; a similar object exists in live mode, but a test mode key was used"
                                    + " to make this request.")),
            Map.entry(
                    "Stripe knows no such charge",
                    Reply.of(Call.CREATE, 404, INVALID, "resource_missing", "No such charge: 'ch_1'")),
            Map.entry(
                    "there is no such invoice",
                    Reply.of(Call.LOOK_AT_INVOICE, 404, INVALID, "resource_missing", "No such invoice: 'in_1'")),
            Map.entry(
                    "there is no such refund, charge, or event, or no refund of a charge that is not known",
                    Reply.of(Call.RETRIEVE, 404, INVALID, "resource_missing", "No such refund: 're_1'")),
            Map.entry(
                    "the key reaches no such subscription; one that has ended cannot be ended either",
                    Reply.of(Call.END_SUBSCRIPTION, 404, INVALID, "resource_missing", "No such subscription: 'sub_1'")),
            Map.entry(
                    "the charge belongs to an account that the key does not reach",
                    Reply.of(Call.CREATE, 403, INVALID, "account_invalid")),
            Map.entry(
                    "the key was sent with other parameters, by another release for example",
                    Reply.of(Call.CREATE, 400, "idempotency_error", "")),
            Map.entry(
                    "trouble that may pass", Reply.of(Call.CREATE, 409, "idempotency_error", "idempotency_key_in_use")),
            Map.entry("an answer without what belongs in it", Reply.of(Call.LIST, 200, "", "")),
            Map.entry(
                    "the request is not as Stripe wants it", Reply.of(Call.CREATE, 400, INVALID, "parameter_unknown")),
            Map.entry(
                    "the account's balance does not cover it, which Stripe often says in words alone",
                    Reply.of(
                            Call.CREATE,
                            400,
                            INVALID,
                            "",
                            "Insufficient funds in your Stripe balance to refund this amount.")),
            Map.entry(
                    "this charge cannot be given back, for another reason",
                    Reply.of(Call.CREATE, 400, INVALID, "charge_disputed")),
            Map.entry(
                    "anything else is for the operator: a wrong key, a missing permission",
                    Reply.of(Call.CREATE, 401, INVALID, "", "Invalid API Key provided: sk_live_***")));

    @ParameterizedTest
    @FieldSource("ROWS")
    void theExampleOfEachRowIsDecidedByThatRow(Row row) {
        assertThat(StripeAnswers.rowFor(EXAMPLES.get(row.name()))).isSameAs(row);
    }

    @ParameterizedTest
    @MethodSource("documented")
    void readsWhatStripeIsKnownToAnswer(Reply reply, Meaning meaning) {
        assertThat(StripeAnswers.meaning(reply)).isEqualTo(meaning);
    }

    static Stream<Arguments> documented() {
        return Stream.of(
                arguments(
                        Reply.of(Call.CREATE, 400, INVALID, "resource_missing", "No such charge: 'ch_1'"),
                        new Meaning.Refused(ManualReason.UNKNOWN_CHARGE)),
                arguments(Reply.of(Call.LIST, 404, INVALID, "resource_missing"), new Meaning.Absent()),
                arguments(
                        Reply.of(Call.CREATE, 400, INVALID, "charge_disputed"),
                        new Meaning.Refused(ManualReason.REFUSED)),
                arguments(Reply.of(Call.CREATE, 400, INVALID, "balance_insufficient"), new Meaning.Unfunded()),
                arguments(
                        Reply.of(Call.CREATE, 400, INVALID, "insufficient_balance_for_refund"), new Meaning.Unfunded()),
                arguments(
                        Reply.of(Call.CREATE, 400, INVALID, "", "The account has an insufficient available balance."),
                        new Meaning.Unfunded()),
                arguments(
                        Reply.of(Call.CREATE, 402, "card_error", "card_declined"),
                        new Meaning.Refused(ManualReason.REFUSED)),
                arguments(Reply.of(Call.CREATE, 429, INVALID, "lock_timeout"), new Meaning.TryAgain()),
                arguments(Reply.of(Call.CREATE, 429, INVALID, "rate_limit"), new Meaning.TryAgain()),
                arguments(Reply.of(Call.CREATE, 401, INVALID, "api_key_expired"), new Meaning.GiveUp()),
                arguments(
                        Reply.of(
                                Call.CREATE,
                                403,
                                INVALID,
                                "",
                                "The provided key 'rk_live_***' does not have the required permissions for this endpoint"
                                        + " on account 'acct_***'."),
                        new Meaning.GiveUp()),
                arguments(Reply.of(Call.LIST, 400, INVALID, "parameter_invalid_integer"), new Meaning.GiveUp()));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 599})
    void everyTroubleOfStripesOwnMayPass(int status) {
        for (Call call : Call.values()) {
            assertThat(StripeAnswers.meaning(Reply.of(call, status, "api_error", "")))
                    .isEqualTo(new Meaning.TryAgain());
        }
    }

    @ParameterizedTest
    @EnumSource
    void silenceMayPass(Call call) {
        assertThat(StripeAnswers.meaning(Reply.of(call, new ApiConnectionException("no answer"))))
                .isEqualTo(new Meaning.TryAgain());
    }

    @ParameterizedTest
    @EnumSource(names = {"LIST", "RETRIEVE"})
    void aQuestionIsNeverRefusedForACharge(Call call) {
        EXAMPLES.values().forEach(example -> {
            Reply same = new Reply(call, example.status(), example.type(), example.code(), example.message());
            assertThat(StripeAnswers.meaning(same))
                    .isNotInstanceOf(Meaning.Refused.class)
                    .isNotInstanceOf(Meaning.Unfunded.class)
                    .isNotInstanceOf(Meaning.AlreadyRefunded.class);
        });
    }

    @Test
    void aReplyShowsItsCodeAndNothingElse() {
        assertThat(Reply.of(Call.CREATE, 400, INVALID, "charge_disputed", "Charge ch_1 has been charged back"))
                .hasToString("CREATE HTTP 400 charge_disputed");
        assertThat(Reply.of(Call.CREATE, 400, INVALID, "no code\nat all: ch_1")).hasToString("CREATE HTTP 400");
        assertThat(Reply.silence(Call.LIST)).hasToString("LIST no answer");
    }
}
