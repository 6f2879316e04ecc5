package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import sundown.operator.AccessRules;
import sundown.operator.Caller;
import sundown.operator.OperatorSettings;
import sundown.operator.Proof;
import sundown.operator.TokenVerifier;

/**
 * The boundary of operators' calls. They come through the operators' API, with a token that says who calls. In an
 * emergency, somebody whom IAM lets invoke the function sends it the JSON object itself: that breaks the glass, and an
 * alarm tells of it. A refusal is answered as a problem (RFC 9457).
 */
@Singleton
public final class OperatorEdge {
    private static final Logger LOG = Logger.getLogger(OperatorEdge.class);
    private static final String BEARER = "bearer ";

    private final TokenVerifier tokens;
    private final OperatorSettings settings;
    private final Clock clock;

    public OperatorEdge(TokenVerifier tokens, OperatorSettings settings, Clock clock) {
        this.tokens = tokens;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Answers a call and logs it: function, operator, group, user, job, how it is steered, reason and outcome. A
     * failure of a service fails a call with IAM, and is answered through the API.
     */
    public JsonNode audited(OperatorForm form, OperatorCall call, Function<RequestBody, Object> work) {
        return call.request()
                .map(request -> Json.tree(throughApi(form, request, work)))
                .orElseGet(() -> Correlation.current().during(() -> invoked(form, call, work)));
    }

    private ApiResponse throughApi(OperatorForm form, ApiRequest request, Function<RequestBody, Object> work) {
        return HttpEdge.answered(
                request,
                () -> audited(new AuditLine(form.function()), line -> {
                    Caller caller = line.by(caller(form, request));
                    JsonNode body = line.asks(RequestBody.document(request));
                    require(form, caller);
                    Object answer = work.apply(RequestBody.of(form, body, caller.operator()));
                    return ApiResponse.ok(Json.write(answer));
                }));
    }

    private JsonNode invoked(OperatorForm form, OperatorCall call, Function<RequestBody, Object> work) {
        try {
            return audited(new AuditLine(form.function()), line -> {
                line.asks(call.root());
                RequestBody body = RequestBody.of(form, call);
                Caller caller = line.by(new Caller.BreakGlass(body.by()));
                LOG.warnf("break glass: %s is invoked with IAM, by %s", form.function(), body.by());
                require(form, caller);
                return Json.tree(work.apply(body));
            });
        } catch (Problem refused) {
            return Json.tree(refused.members());
        }
    }

    private static <T> T audited(AuditLine line, Function<AuditLine, T> work) {
        try {
            T answer = work.apply(line);
            LOG.info(line.ending("done"));
            return answer;
        } catch (Problem refused) {
            LOG.info(line.ending(refused.name()));
            throw refused;
        } catch (RuntimeException failed) {
            LOG.info(line.ending("failed (and may have taken effect)"));
            throw failed;
        }
    }

    /** Whoever may invoke the function can forge what API Gateway says, and cannot forge a signature. */
    private Caller caller(OperatorForm form, ApiRequest request) {
        Optional<JsonNode> claims = form.access().proof() == Proof.GATEWAY
                ? Optional.of(Json.tree(request.claims()))
                : request.header("authorization").map(OperatorEdge::token).flatMap(tokens::claims);
        return claims.flatMap(told -> OperatorClaims.caller(told, settings)).orElseGet(Caller.Nobody::new);
    }

    private static String token(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : authorization;
    }

    private void require(OperatorForm form, Caller caller) {
        switch (AccessRules.decide(form.access(), caller, settings.secondFactor(), clock.instant())) {
            case AccessRules.Decision.Admit _ -> {}
            case AccessRules.Decision.Refuse refuse -> throw AccessProblems.of(refuse.why(), form.access());
        }
    }
}
