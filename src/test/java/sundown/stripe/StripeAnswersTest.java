package sundown.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.ApiConnectionException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.stripe.StripeAnswers.Meaning;
import sundown.stripe.StripeAnswers.Reply;
import sundown.stripe.StripeAnswers.Reply.Call;
import sundown.stripe.StripeAnswers.Row;

class StripeAnswersTest {
    /** A reply that Stripe is known to give, the row that decides, and its meaning. */
    private record Example(String row, Reply reply, String meaning) {
        static Example read(String line) {
            String[] cells = line.split(" *\\| *", -1);
            int status = Integer.parseInt(cells[2]);
            return new Example(
                    cells[0], Reply.of(Call.valueOf(cells[1]), status, cells[3], cells[4], cells[5]), cells[6]);
        }
    }

    static final List<Example> EXAMPLES = """
            the charge has been given back already | CREATE | 400 | invalid_request_error | charge_already_refunded | | AlreadyRefunded[]
            the key is for tests and the charge is not, or the reverse | CREATE | 404 | invalid_request_error | resource_missing | No such charge; a similar object exists in live mode, but a test mode key was used. | GiveUp[]
            Stripe knows no such charge | CREATE | 404 | invalid_request_error | resource_missing | No such charge: 'ch_1' | Refused[why=UNKNOWN_CHARGE]
            Stripe knows no such charge | CREATE | 400 | invalid_request_error | resource_missing | No such charge: 'ch_1' | Refused[why=UNKNOWN_CHARGE]
            there is no such invoice | LOOK_AT_INVOICE | 404 | invalid_request_error | resource_missing | No such invoice: 'in_1' | Absent[]
            there is no such refund or event | RETRIEVE | 404 | invalid_request_error | resource_missing | No such refund: 're_1' | Absent[]
            the key reaches no such charge or subscription; one that has ended cannot be ended either | LIST | 404 | invalid_request_error | resource_missing | | Absent[]
            the key reaches no such charge or subscription; one that has ended cannot be ended either | LOOK_AT_CHARGE | 403 | invalid_request_error | account_invalid | | Absent[]
            the key reaches no such charge or subscription; one that has ended cannot be ended either | LIST | 403 | invalid_request_error | | The provided key 'rk_live_***' does not have access to account 'acct_1' | Absent[]
            the key reaches no such charge or subscription; one that has ended cannot be ended either | END_SUBSCRIPTION | 404 | invalid_request_error | resource_missing | No such subscription: 'sub_1' | Absent[]
            the charge belongs to an account that the key does not reach | CREATE | 403 | invalid_request_error | account_invalid | | Refused[why=ANOTHER_ACCOUNT]
            the key was sent with other parameters, by another release for example | CREATE | 400 | idempotency_error | | | GiveUp[]
            trouble that may pass | CREATE | 409 | idempotency_error | idempotency_key_in_use | | TryAgain[]
            trouble that may pass | CREATE | 429 | invalid_request_error | lock_timeout | | TryAgain[]
            trouble that may pass | CREATE | 429 | invalid_request_error | rate_limit | | TryAgain[]
            an answer without what belongs in it | LIST | 200 | | | | TryAgain[]
            the request is not as Stripe wants it | CREATE | 400 | invalid_request_error | parameter_unknown | | GiveUp[]
            the request is not as Stripe wants it | LIST | 400 | invalid_request_error | parameter_invalid_integer | | GiveUp[]
            the account's balance does not cover it, which Stripe often says in words alone | CREATE | 400 | invalid_request_error | | Insufficient funds in your Stripe balance to refund this amount. | Unfunded[]
            the account's balance does not cover it, which Stripe often says in words alone | CREATE | 400 | invalid_request_error | | The account has an insufficient available balance. | Unfunded[]
            the account's balance does not cover it, which Stripe often says in words alone | CREATE | 400 | invalid_request_error | balance_insufficient | | Unfunded[]
            the account's balance does not cover it, which Stripe often says in words alone | CREATE | 400 | invalid_request_error | insufficient_balance_for_refund | | Unfunded[]
            this charge cannot be given back, for another reason | CREATE | 400 | invalid_request_error | charge_disputed | | Refused[why=REFUSED]
            this charge cannot be given back, for another reason | CREATE | 402 | card_error | card_declined | | Refused[why=REFUSED]
            anything else is for the operator: a wrong key, a missing permission | CREATE | 401 | invalid_request_error | | Invalid API Key provided: sk_live_*** | GiveUp[]
            anything else is for the operator: a wrong key, a missing permission | CREATE | 401 | invalid_request_error | api_key_expired | | GiveUp[]
            anything else is for the operator: a wrong key, a missing permission | CREATE | 403 | invalid_request_error | | The provided key 'rk_live_***' does not have the required permissions for this endpoint | GiveUp[]
            """.lines().map(Example::read).toList();

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void readsWhatStripeIsKnownToAnswer(Example example) {
        assertThat(StripeAnswers.rowFor(example.reply()).name()).isEqualTo(example.row());
        assertThat(StripeAnswers.meaning(example.reply())).hasToString(example.meaning());
    }

    @Test
    void eachRowHasAnExample() {
        assertThat(EXAMPLES.stream().map(Example::row).distinct())
                .containsExactlyElementsOf(
                        StripeAnswers.ROWS.stream().map(Row::name).toList());
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
        EXAMPLES.stream().map(Example::reply).forEach(example -> {
            Reply same = new Reply(call, example.status(), example.type(), example.code(), example.message());
            assertThat(StripeAnswers.meaning(same))
                    .isNotInstanceOf(Meaning.Refused.class)
                    .isNotInstanceOf(Meaning.Unfunded.class)
                    .isNotInstanceOf(Meaning.AlreadyRefunded.class);
        });
    }

    @Test
    void aReplyShowsItsCodeAndNothingElse() {
        assertThat(Reply.of(
                        Call.CREATE,
                        400,
                        "invalid_request_error",
                        "charge_disputed",
                        "Charge ch_1 has been charged back"))
                .hasToString("CREATE HTTP 400 charge_disputed");
        assertThat(Reply.of(Call.CREATE, 400, "invalid_request_error", "no code\nat all: ch_1"))
                .hasToString("CREATE HTTP 400");
        assertThat(Reply.silence(Call.LIST)).hasToString("LIST no answer");
    }
}
