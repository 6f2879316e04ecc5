package sundown.edge;

import jakarta.inject.Singleton;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.failure.LoggableFailure;
import sundown.failure.RetryableFailure;

/**
 * The HTTP boundary: finds the caller in the verified token, sets the correlation id of the logs, and turns every
 * failure into {@code application/problem+json}.
 */
@Singleton
public final class HttpEdge {
    private static final Logger LOG = Logger.getLogger(HttpEdge.class);

    /** Answers a public route. */
    public ApiResponse answer(ApiRequest request, Supplier<ApiResponse> work) {
        return answered(request, work);
    }

    /** Answers a request, even if the work fails. */
    static ApiResponse answered(ApiRequest request, Supplier<ApiResponse> work) {
        return Correlation.from(request.requestId()).during(() -> guarded(work));
    }

    /** Answers a route that needs a signed-in user. Only the verified token says who that is. */
    public ApiResponse answerUser(ApiRequest request, Function<UserId, ApiResponse> work) {
        return answer(request, () -> work.apply(caller(request)));
    }

    private static UserId caller(ApiRequest request) {
        String subject = request.claims().get("sub");
        if (subject == null) {
            throw Problem.of(ProblemType.NOT_SIGNED_IN, "Send an access token of the photo cloud's sign-in.");
        }
        if (!"access".equals(request.claims().get("token_use"))) {
            throw Problem.of(
                    ProblemType.WRONG_TOKEN, "Send an access token with the scope sundown/export, not an ID token.");
        }
        try {
            return new UserId(subject);
        } catch (IllegalArgumentException foreign) {
            throw Problem.noAccount();
        }
    }

    private static ApiResponse guarded(Supplier<ApiResponse> work) {
        try {
            return work.get();
        } catch (Problem refused) {
            LOG.infof("refused: %s", refused.name());
            return refused.asResponse();
        } catch (RetryableFailure unavailable) {
            LOG.warnf("unavailable: %s", unavailable.getMessage());
            return answer(ProblemType.TEMPORARILY_UNAVAILABLE, "Please try again in a minute.");
        } catch (RuntimeException fault) {
            LOG.error("a fault of our own", LoggableFailure.of(fault));
            return answer(ProblemType.INTERNAL_ERROR, "The fault has been recorded.");
        }
    }

    private static ApiResponse answer(ProblemType type, String more) {
        return Problem.of(type, "Nothing was lost. " + more).asResponse();
    }
}
