package sundown.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.StripeError;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

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
