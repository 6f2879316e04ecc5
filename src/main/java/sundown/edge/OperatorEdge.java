package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.failure.LoggableFailure;
import sundown.failure.RetryableFailure;
import sundown.metrics.Fault;
import sundown.operator.Access;
import sundown.operator.Access.Proof;
import sundown.operator.Access.Role;
import sundown.operator.AccessRules;
import sundown.operator.AccessRules.Caller;
import sundown.operator.CallRecords;
import sundown.operator.CallRecords.CallId;
import sundown.operator.CallRecords.CallRecord;
import sundown.operator.Operator;
import sundown.operator.OperatorSettings;
import sundown.operator.TokenVerifier;

/**
 * The boundary of operators' calls. They come through the operators' API, with a token that says who calls. In an
 * emergency, somebody whom IAM lets invoke the function sends it the JSON object itself: that breaks the glass, and an
 * alarm tells of it. A refusal is answered as a problem (RFC 9457).
 */
@Singleton
public record OperatorEdge(
        TokenVerifier tokens, OperatorSettings settings, CallRecords records, RandomGenerator random, Clock clock) {
    private static final Logger LOG = Logger.getLogger(OperatorEdge.class);
    private static final String BEARER = "bearer ";
    private static final int TOKEN_PARTS = 3;
    private static final Operator NOBODY = Operator.unproven("-");

    /** An answer that is about a user. The record of its call names them, also where the call does not. */
    public interface AboutUser {
        UserId userId();
    }

    /**
     * Answers a call and records it, in the audit table and in the log. A call that cannot be recorded takes no effect,
     * unless it is urgent. A failure of a service fails a call with IAM, and is answered through the API.
     */
    public <C> JsonNode audited(OperatorForm<C> form, OperatorCall call, BiFunction<C, Operator, Object> work) {
        return call.request()
                .map(request -> Json.tree(throughApi(form, request, work)))
                .orElseGet(() -> idOfItsOwn().during(() -> invoked(form, call, work)));
    }

    /** A call with IAM brings no id by which its record and its lines are found. */
    private Correlation idOfItsOwn() {
        return new Correlation(HexFormat.of().toHexDigits(random.nextLong()));
    }

    private <C> ApiResponse throughApi(OperatorForm<C> form, ApiRequest request, BiFunction<C, Operator, Object> work) {
        return HttpEdge.answered(
                request,
                () -> recorded(form, call -> {
                    Caller caller = call.by(caller(form, request));
                    JsonNode body = call.asks(request.json());
                    Access access = form.accessFor(body);
                    require(access, caller);
                    C asked = ApiRequest.read(body, form.call());
                    begin(form, access, call);
                    return ApiResponse.ok(Json.write(call.answers(work.apply(asked, caller.operator()))));
                }));
    }

    private <C> JsonNode invoked(OperatorForm<C> form, OperatorCall received, BiFunction<C, Operator, Object> work) {
        try {
            return recorded(form, call -> {
                call.by(new Caller.BreakGlass(NOBODY));
                JsonNode body = call.asks(received.root());
                Access access = form.accessFor(body);
                JsonNode fields = received.fields();
                Optional<Operator> named = received.by();
                Caller caller = call.by(new Caller.BreakGlass(named.orElse(NOBODY)));
                C asked = ApiRequest.read(fields, form.call());
                Operator by = named.or(() -> Optional.of(NOBODY).filter(_ -> access.reads()))
                        .orElseThrow(() -> Problem.wrongPart(OperatorCall.BY, "is missing"));
                LOG.warnf("break glass: %s is invoked with IAM, by %s", form.function(), by);
                Fault.BROKEN_GLASS.report();
                require(access, caller);
                begin(form, access, call);
                return Json.tree(call.answers(work.apply(asked, by)));
            });
        } catch (Problem refused) {
            return Json.tree(refused.members());
        }
    }

    private <T> T recorded(OperatorForm<?> form, Function<AuditedCall, T> work) {
        CallId id = CallId.of(clock.instant(), Correlation.current().id());
        AuditedCall call = new AuditedCall(id, form);
        try {
            T answer = work.apply(call);
            end(form, call.ending(CallRecord.DONE));
            return answer;
        } catch (Problem refused) {
            end(form, call.ending(refused.name()));
            throw refused;
        } catch (RuntimeException failed) {
            end(form, call.failed());
            throw failed;
        }
    }

    /** A call that only reads has no effect to be recorded before: a record at its end is enough. */
    private void begin(OperatorForm<?> form, Access access, AuditedCall call) {
        boolean first = !form.urgent() && !access.reads();
        if (first && !records.put(call.ending(CallRecord.BEGUN))) {
            throw new RetryableFailure("another call has the id of this one");
        }
        call.begins();
    }

    /** An effect cannot be taken back, so the answer is given although its record may say no more than begun. */
    private void end(OperatorForm<?> form, CallRecord call) {
        LOG.infof("audit: %s", call);
        try {
            records.put(call);
        } catch (RuntimeException failed) {
            LOG.errorf(LoggableFailure.of(failed), "the outcome of %s cannot be recorded", call.function());
            if (form.urgent()) {
                Fault.UNRECORDED_STOPS.report();
            }
        }
    }

    /** People who may invoke the function can forge what API Gateway says, and not a signature. */
    private Caller caller(OperatorForm<?> form, ApiRequest request) {
        Optional<String> token = request.header("authorization").map(OperatorEdge::token);
        Optional<JsonNode> claims = form.access().proof() == Proof.GATEWAY
                ? token.flatMap(OperatorEdge::payload).filter(read -> verified(read, request))
                : token.flatMap(tokens::claims);
        return claims.flatMap(told -> Caller.SignedIn.read(told, settings)).orElseGet(Caller.Nobody::new);
    }

    /**
     * The claims in a token that API Gateway has verified; empty if it is not a signed token (RFC 7515). API Gateway
     * hands a list on as the text {@code [a b]}, in which a group named {@code team sundown-legal} would be two.
     */
    private static Optional<JsonNode> payload(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != TOKEN_PARTS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** True when the token has the subject that API Gateway has verified. */
    private static boolean verified(JsonNode claims, ApiRequest request) {
        return claims.path("sub").asText().equals(request.claims().get("sub"));
    }

    private static String token(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : authorization;
    }

    private void require(Access access, Caller caller) {
        switch (AccessRules.decide(access, caller, settings.secondFactor(), clock.instant())) {
            case AccessRules.Decision.Admit _ -> {}
            case AccessRules.Decision.Refuse refuse -> throw accessProblem(refuse.why(), access);
        }
    }

    /** The problem of an operator who may not call a function: each reason has its own type. */
    private static Problem accessProblem(AccessRules.Reason why, Access access) {
        return switch (why) {
            case NOT_SIGNED_IN ->
                Problem.of(ProblemType.OPERATOR_NOT_SIGNED_IN, "Send a valid token of the operators' sign-in.");
            case ROLE_MISSING ->
                Problem.of(
                        ProblemType.ROLE_MISSING,
                        "It takes one of these roles: "
                                + access.roles().stream()
                                        .sorted()
                                        .map(Role::word)
                                        .collect(Collectors.joining(", "))
                                + ".");
            case SIGN_IN_TOO_OLD ->
                Problem.of(
                                ProblemType.SIGN_IN_TOO_OLD,
                                "Sign in again, and call within " + AccessRules.SIGN_IN_AGE_MAX.toMinutes()
                                        + " minutes.")
                        .with("maxAge", AccessRules.SIGN_IN_AGE_MAX.toSeconds());
            case SECOND_FACTOR_MISSING ->
                Problem.of(ProblemType.SECOND_FACTOR_MISSING, "Sign in again with your second factor.");
            case TOKEN_REQUIRED ->
                Problem.of(ProblemType.TOKEN_REQUIRED, "Call the operators' API with a token of yours.");
        };
    }
}
