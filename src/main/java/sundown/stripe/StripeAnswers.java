package sundown.stripe;

import static sundown.stripe.AnswerRow.row;
import static sundown.stripe.Call.CREATE;
import static sundown.stripe.Call.LIST;
import static sundown.stripe.Call.RETRIEVE;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import sundown.refund.ManualReason;

/**
 * The meaning of every answer of Stripe's that is no success, as a table: the first row that is for a reply decides.
 *
 * @see <a href="https://docs.stripe.com/api/errors">Errors</a>
 * @see <a href="https://docs.stripe.com/error-codes">Error codes</a>
 * @see <a href="https://docs.stripe.com/error-low-level">Errors and idempotency</a>
 */
final class StripeAnswers {
    private static final String INVALID = "invalid_request_error";
    private static final String EMPTY = "(?i)insufficient (available )?(funds|balance)";

    static final List<AnswerRow> ROWS = List.of(
            row("the charge has been given back already")
                    .on(call(CREATE).and(code("charge_already_refunded")))
                    .means(new Meaning.AlreadyRefunded())
                    .like(Reply.of(CREATE, 400, INVALID, "charge_already_refunded")),
            row("the key is for tests and the charge is not, or the reverse")
                    .on(code("resource_missing").and(message("exists in (live|test) mode")))
                    .means(new Meaning.GiveUp())
                    .like(Reply.of(
                            CREATE,
                            404,
                            INVALID,
                            "resource_missing",
                            "No such charge: 'ch_1'; a similar object exists in live mode, but a test mode key was used"
                                    + " to make this request.")),
            row("Stripe knows no such charge")
                    .on(call(CREATE).and(code("resource_missing")))
                    .means(new Meaning.Refused(ManualReason.UNKNOWN_CHARGE))
                    .like(Reply.of(CREATE, 404, INVALID, "resource_missing", "No such charge: 'ch_1'")),
            row("there is no such refund, or none of a charge that is not known")
                    .on(call(LIST, RETRIEVE).and(code("resource_missing")))
                    .means(new Meaning.Absent())
                    .like(Reply.of(RETRIEVE, 404, INVALID, "resource_missing", "No such refund: 're_1'")),
            row("the charge belongs to an account that the key does not reach")
                    .on(call(CREATE).and(code("account_invalid").or(message("does not have access to account"))))
                    .means(new Meaning.Refused(ManualReason.ANOTHER_ACCOUNT))
                    .like(Reply.of(CREATE, 403, INVALID, "account_invalid")),
            row("the key was sent with other parameters, by another release for example")
                    .on(type("idempotency_error").and(status(400)))
                    .means(new Meaning.GiveUp())
                    .like(Reply.of(CREATE, 400, "idempotency_error", "")),
            row("trouble that may pass")
                    .on(silence().or(status(408, 409, 424, 425, 429)).or(hundred(500)))
                    .means(new Meaning.TryAgain())
                    .like(Reply.of(CREATE, 409, "idempotency_error", "idempotency_key_in_use")),
            row("an answer without what belongs in it")
                    .on(hundred(200))
                    .means(new Meaning.TryAgain())
                    .like(Reply.of(LIST, 200, "", "")),
            row("the request is not as Stripe wants it")
                    .on(code("parameter_.*"))
                    .means(new Meaning.GiveUp())
                    .like(Reply.of(CREATE, 400, INVALID, "parameter_unknown")),
            row("the account's balance does not cover it, which Stripe often says in words alone")
                    .on(call(CREATE)
                            .and(code("balance_insufficient|insufficient_(funds|balance_for_refund)")
                                    .or(message(EMPTY))))
                    .means(new Meaning.Unfunded())
                    .like(Reply.of(
                            CREATE,
                            400,
                            INVALID,
                            "",
                            "Insufficient funds in your Stripe balance to refund this amount.")),
            row("this charge cannot be given back, for another reason")
                    .on(call(CREATE).and(status(400, 402)).and(type(INVALID, "card_error", "api_error")))
                    .means(new Meaning.Refused(ManualReason.REFUSED))
                    .like(Reply.of(CREATE, 400, INVALID, "charge_disputed")),
            row("anything else is for the operator: a wrong key, a missing permission")
                    .on(reply -> true)
                    .means(new Meaning.GiveUp())
                    .like(Reply.of(CREATE, 401, INVALID, "", "Invalid API Key provided: sk_live_***")));

    private StripeAnswers() {}

    /** The meaning of a reply. */
    static Meaning meaning(Reply reply) {
        return rowFor(reply).meaning();
    }

    /** The row that decides; the last is for everything. */
    static AnswerRow rowFor(Reply reply) {
        return ROWS.stream()
                .filter(row -> row.condition().test(reply))
                .findFirst()
                .orElseThrow();
    }

    private static Predicate<Reply> call(Call... calls) {
        return reply -> Arrays.asList(calls).contains(reply.call());
    }

    private static Predicate<Reply> code(String expression) {
        return reply -> reply.code().matches(expression);
    }

    private static Predicate<Reply> type(String... types) {
        return reply -> Arrays.asList(types).contains(reply.type());
    }

    private static Predicate<Reply> message(String expression) {
        return reply -> reply.message().matches("(?s).*" + expression + ".*");
    }

    private static Predicate<Reply> status(int... statuses) {
        return reply -> Arrays.stream(statuses).anyMatch(each -> reply.status().orElse(0) == each);
    }

    /** The statuses of a hundred, 500 to 599 for example. */
    private static Predicate<Reply> hundred(int first) {
        return reply -> reply.status().orElse(0) / 100 == first / 100;
    }

    private static Predicate<Reply> silence() {
        return reply -> reply.status().isEmpty();
    }
}
