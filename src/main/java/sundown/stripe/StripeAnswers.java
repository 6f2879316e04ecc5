package sundown.stripe;

import static sundown.stripe.StripeAnswers.Reply.Call.CREATE;
import static sundown.stripe.StripeAnswers.Reply.Call.END_SUBSCRIPTION;
import static sundown.stripe.StripeAnswers.Reply.Call.LIST;
import static sundown.stripe.StripeAnswers.Reply.Call.LIST_EVENTS;
import static sundown.stripe.StripeAnswers.Reply.Call.LOOK_AT_CHARGE;
import static sundown.stripe.StripeAnswers.Reply.Call.LOOK_AT_INVOICE;
import static sundown.stripe.StripeAnswers.Reply.Call.LOOK_AT_SUBSCRIPTION;
import static sundown.stripe.StripeAnswers.Reply.Call.RETRIEVE;

import com.stripe.exception.StripeException;
import com.stripe.model.StripeError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sundown.refund.RefundState.ManualReason;
import sundown.stripe.StripeAnswers.Reply.Call;

/**
 * The meaning of each unsuccessful answer of Stripe, as a table: the first row that matches a reply decides.
 *
 * @see <a href="https://docs.stripe.com/api/errors">Errors</a>
 * @see <a href="https://docs.stripe.com/error-codes">Error codes</a>
 * @see <a href="https://docs.stripe.com/error-low-level">Errors and idempotency</a>
 */
final class StripeAnswers {
    private static final String INVALID = "invalid_request_error";
    private static final String EMPTY = "(?i)insufficient (available )?(funds|balance)";

    static final List<Row> ROWS = List.of(
            new Row(
                    "the charge has been given back already",
                    call(CREATE).and(code("charge_already_refunded")),
                    new Meaning.AlreadyRefunded()),
            new Row(
                    "the key is for tests and the charge is not, or the reverse",
                    code("resource_missing").and(message("exists in (live|test) mode")),
                    new Meaning.GiveUp()),
            new Row(
                    "Stripe knows no such charge",
                    call(CREATE).and(code("resource_missing")),
                    new Meaning.Refused(ManualReason.UNKNOWN_CHARGE)),
            new Row(
                    "there is no such invoice",
                    call(LOOK_AT_INVOICE).and(code("resource_missing")),
                    new Meaning.Absent()),
            new Row(
                    "there is no such refund or event",
                    call(RETRIEVE, LIST_EVENTS).and(code("resource_missing")),
                    new Meaning.Absent()),
            new Row(
                    "the key reaches no such charge or subscription; one that has ended cannot be ended either",
                    call(LIST, LOOK_AT_CHARGE, LOOK_AT_SUBSCRIPTION, END_SUBSCRIPTION)
                            .and(code("resource_missing").or(ofAnotherAccount())),
                    new Meaning.Absent()),
            new Row(
                    "the charge belongs to an account that the key does not reach",
                    call(CREATE).and(ofAnotherAccount()),
                    new Meaning.Refused(ManualReason.ANOTHER_ACCOUNT)),
            new Row(
                    "the key was sent with other parameters, by another release for example",
                    type("idempotency_error").and(status(400)),
                    new Meaning.GiveUp()),
            new Row(
                    "trouble that may pass",
                    silence().or(status(408, 409, 424, 425, 429)).or(hundred(500)),
                    new Meaning.TryAgain()),
            new Row("an answer without what belongs in it", hundred(200), new Meaning.TryAgain()),
            new Row("the request is not as Stripe wants it", code("parameter_.*"), new Meaning.GiveUp()),
            new Row(
                    "the account's balance does not cover it, which Stripe often says in words alone",
                    call(CREATE)
                            .and(code("balance_insufficient|insufficient_(funds|balance_for_refund)")
                                    .or(message(EMPTY))),
                    new Meaning.Unfunded()),
            new Row(
                    "this charge cannot be given back, for another reason",
                    call(CREATE).and(status(400, 402)).and(type(INVALID, "card_error", "api_error")),
                    new Meaning.Refused(ManualReason.REFUSED)),
            new Row(
                    "anything else is for the operator: a wrong key, a missing permission",
                    reply -> true,
                    new Meaning.GiveUp()));

    private StripeAnswers() {}

    /**
     * A row of the table.
     *
     * @param name what has happened
     */
    record Row(String name, Predicate<Reply> condition, Meaning meaning) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The meaning of an unsuccessful reply. */
    sealed interface Meaning {
        /** The charge has been refunded already. */
        record AlreadyRefunded() implements Meaning {}

        /** The account's balance does not cover the refund. */
        record Unfunded() implements Meaning {}

        /** The refund cannot be made. */
        record Refused(ManualReason why) implements Meaning {}

        /** There is no such charge, refund or subscription. */
        record Absent() implements Meaning {}

        /** The trouble may pass. */
        record TryAgain() implements Meaning {}

        /** The operator must act. */
        record GiveUp() implements Meaning {}
    }

    /** The meaning of a reply. */
    static Meaning meaning(Reply reply) {
        return rowFor(reply).meaning();
    }

    /** The row that decides; the last row matches every reply. */
    static Row rowFor(Reply reply) {
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

    private static Predicate<Reply> ofAnotherAccount() {
        return code("account_invalid").or(message("does not have access to account"));
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

    /** Matches a hundred statuses, such as 500 to 599. */
    private static Predicate<Reply> hundred(int first) {
        return reply -> reply.status().orElse(0) / 100 == first / 100;
    }

    private static Predicate<Reply> silence() {
        return reply -> reply.status().isEmpty();
    }

    /**
     * What Stripe answered to a call that did not succeed; {@link StripeAnswers} gives it its meaning.
     *
     * @param status the HTTP status; empty where no answer came
     * @param type Stripe's kind of error, {@code invalid_request_error} for example
     * @param code Stripe's error code, {@code charge_already_refunded} for example; often empty
     * @param message Stripe's own words. It may hold ids, so it is never logged
     */
    record Reply(Call call, OptionalInt status, String type, String code, String message) {
        /** The kinds of call: the same answer differs in meaning between them. */
        enum Call {
            /** Creates a refund. */
            CREATE,
            /** Lists the refunds of a charge. */
            LIST,
            /** Retrieves one refund. */
            RETRIEVE,
            /** Retrieves a subscription. */
            LOOK_AT_SUBSCRIPTION,
            /** Ends a subscription. */
            END_SUBSCRIPTION,
            /** Retrieves an invoice of a subscription, with its payments. */
            LOOK_AT_INVOICE,
            /** Retrieves a charge. */
            LOOK_AT_CHARGE,
            /** Retrieves the account's balance. */
            LOOK_AT_BALANCE,
            /** Lists what has happened. */
            LIST_EVENTS
        }

        /** A reply without a message. */
        static Reply of(Call call, int status, String type, String code) {
            return of(call, status, type, code, "");
        }

        /** A reply with a message. */
        static Reply of(Call call, int status, String type, String code, String message) {
            return new Reply(call, OptionalInt.of(status), type, code, message);
        }

        /** No answer, or none that can be read. */
        static Reply silence(Call call) {
            return new Reply(call, OptionalInt.empty(), "", "", "");
        }

        /** The reply behind an exception of Stripe's library. */
        static Reply of(Call call, StripeException refused) {
            Optional<StripeError> error = Optional.ofNullable(refused.getStripeError());
            return new Reply(
                    call,
                    Stream.ofNullable(refused.getStatusCode())
                            .mapToInt(Integer::intValue)
                            .filter(status -> status > 0)
                            .findFirst(),
                    error.map(StripeError::getType).orElse(""),
                    error.map(StripeError::getCode).orElse(""),
                    error.map(StripeError::getMessage).orElse(""));
        }

        /** True when Stripe does not accept the API key; it looks at nothing else of the request then. */
        boolean refusesKey() {
            return status.equals(OptionalInt.of(401));
        }

        /** Call, status and code, without the message: safe to log. */
        @Override
        public String toString() {
            String came = status.isPresent() ? "HTTP " + status.getAsInt() : "no answer";
            return code.matches("[a-z_]{1,60}") ? call + " " + came + " " + code : call + " " + came;
        }
    }
}
