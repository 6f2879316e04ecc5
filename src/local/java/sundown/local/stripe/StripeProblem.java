package sundown.local.stripe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sundown.local.http.Reply;

/**
 * A request that Stripe refuses, in its words.
 *
 * @see <a href="https://docs.stripe.com/api/errors">Errors</a>
 */
final class StripeProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String INVALID = "invalid_request_error";
    private static final String IDEMPOTENCY = "idempotency_error";

    private final int status;
    private final String type;
    private final String code;
    private final String parameter;

    private StripeProblem(int status, String type, String code, String parameter, String message) {
        super(message);
        this.status = status;
        this.type = type;
        this.code = code;
        this.parameter = parameter;
    }

    static StripeProblem wrongKey() {
        return new StripeProblem(401, INVALID, null, null, "Invalid API Key provided: sk_***");
    }

    static StripeProblem noSuch(String thing, String id) {
        return new StripeProblem(
                404,
                INVALID,
                "resource_missing",
                thing.equals("charge") ? thing : "id",
                "No such %s: '%s'".formatted(thing, id));
    }

    static StripeProblem ofAnotherAccount() {
        return new StripeProblem(
                403,
                INVALID,
                "account_invalid",
                null,
                "The provided key 'sk_***' does not have access to account 'acct_***' (or that account does not exist)."
                        + " Application access may have been revoked.");
    }

    static StripeProblem alreadyRefunded(String charge) {
        return new StripeProblem(
                400,
                INVALID,
                "charge_already_refunded",
                null,
                "Charge %s has already been refunded.".formatted(charge));
    }

    static StripeProblem moreThanIsLeft() {
        return new StripeProblem(
                400, INVALID, null, "amount", "Refund amount is greater than unrefunded amount on charge");
    }

    /** It has no code. */
    static StripeProblem emptyBalance() {
        return new StripeProblem(
                400, INVALID, null, null, "Insufficient funds in your Stripe balance to refund this amount.");
    }

    static StripeProblem missing(String parameter) {
        return new StripeProblem(
                400, INVALID, "parameter_missing", parameter, "Missing required param: %s.".formatted(parameter));
    }

    static StripeProblem unknown(String parameter) {
        return new StripeProblem(
                400, INVALID, "parameter_unknown", parameter, "Received unknown parameter: %s".formatted(parameter));
    }

    static StripeProblem noInteger(String parameter) {
        return new StripeProblem(
                400, INVALID, "parameter_invalid_integer", parameter, "Invalid integer: %s".formatted(parameter));
    }

    static StripeProblem otherParameters(String key) {
        return new StripeProblem(
                400,
                IDEMPOTENCY,
                null,
                null,
                ("Keys for idempotent requests can only be used with the same parameters they were first used with. Try"
                                + " using a key other than '%s' if you meant to execute a different request.")
                        .formatted(key));
    }

    static StripeProblem keyInUse(String key) {
        return new StripeProblem(
                409,
                IDEMPOTENCY,
                "idempotency_key_in_use",
                null,
                "There is currently another in-progress request using this Idempotent Key (that probably means you"
                        + " submitted twice, and the other request is still going through): " + key);
    }

    static StripeProblem unknownAddress(String method, String path) {
        return new StripeProblem(
                404, INVALID, null, null, "Unrecognized request URL (%s: %s).".formatted(method, path));
    }

    /** Whatever a fault script says; Stripe's kind of error follows from the status. */
    static StripeProblem scripted(int status, Optional<String> code) {
        String type = status >= 500 ? "api_error" : status == 409 ? IDEMPOTENCY : INVALID;
        return new StripeProblem(status, type, code.orElse(null), null, "An unknown error occurred");
    }

    Reply reply() {
        Map<String, Object> error = new LinkedHashMap<>();
        Optional.ofNullable(code).ifPresent(each -> {
            error.put("code", each);
            error.put("doc_url", "https://stripe.com/docs/error-codes/" + each.replace('_', '-'));
        });
        error.put("message", getMessage());
        Optional.ofNullable(parameter).ifPresent(each -> error.put("param", each));
        error.put("type", type);
        return Reply.json(status, Map.of("error", error));
    }
}
